import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RunningProduct } from './product.ts'

type Victim = 'web' | 'monitor' | 'database'

/** Kills in turn the web's process, monitor's and the whole database, each by `kill -9`, evenly over the rush. */
export class Strikes {
  readonly #product: RunningProduct
  readonly #postgresFolder: string | null
  readonly #count: Record<Victim, number> = { web: 0, monitor: 0, database: 0 }
  slowestMs = 0
  constructor(product: RunningProduct, { postgresFolder }: { postgresFolder: string | null }) {
    this.#product = product
    this.#postgresFolder = postgresFolder
  }

  get told(): string {
    return Object.entries(this.#count)
      .map(([who, times]) => `${who} ${times}`)
      .join(', ')
  }

  async run(kills: number, seconds: number): Promise<void> {
    const victims: readonly Victim[] = this.#postgresFolder ? ['web', 'database', 'monitor'] : ['web', 'monitor']
    for (let kill = 0; kill < kills; kill += 1) {
      await sleep((seconds * 1000) / (kills + 1))
      const victim = victims[kill % victims.length] ?? 'web'
      const began = performance.now()
      if (victim === 'database') await killDatabase(this.#postgresFolder ?? '')
      else killChild(this.#product, victim)
      this.#count[victim] += 1
      await untilReady(`${victim === 'monitor' ? this.#product.monitorUrl : this.#product.url}/readyz`)
      this.slowestMs = Math.max(this.slowestMs, performance.now() - began)
    }
  }
}

/** Kills the program of a running product by `kill -9`; `start` brings it up again. */
export function killChild({ process: parent }: RunningProduct, which: 'web' | 'monitor'): void {
  const lines = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(parent.pid)], { encoding: 'utf8' }).split('\n')
  const file = which === 'web' ? '/web/dist/server.js' : '/monitor/dist/main.js'
  const pid = Number(
    lines
      .find((line) => line.includes(file))
      ?.trim()
      .split(/\s+/u)[0],
  )
  // Between its death and its return there is nobody to kill.
  if (pid) process.kill(pid, 'SIGKILL')
}

/** Kills the postmaster of a data folder and starts it again with the options it ran with, as its owner. */
export async function killDatabase(folder: string): Promise<void> {
  const [pid = ''] = (await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n')
  const options = (await readFile(join(folder, 'postmaster.opts'), 'utf8')).trim()
  const [program = '', ...given] = [...options.matchAll(/"([^"]*)"|(\S+)/gu)].map(
    ([, quoted, bare]) => quoted ?? bare ?? '',
  )
  const owner = execFileSync('stat', ['-c', '%U', folder], { encoding: 'utf8' }).trim()
  process.kill(Number(pid), 'SIGKILL')
  const control = join(program, '..', 'pg_ctl')
  for (let tried = 0; ; tried += 1) {
    try {
      execFileSync(
        'runuser',
        [
          '-u',
          owner,
          '--',
          control,
          '-D',
          folder,
          '-s',
          '-w',
          '-l',
          join(folder, 'again.log'),
          '-o',
          given
            .filter((one, at) => one !== '-D' && given[at - 1] !== '-D')
            .map((one) => `'${one}'`)
            .join(' '),
          'start',
        ],
        { stdio: 'ignore' },
      )
      return
    } catch (error) {
      // Its children die a moment after it and hold the shared memory until then.
      if (tried > 30) throw error
      await sleep(500)
    }
  }
}

async function untilReady(url: string): Promise<void> {
  for (;;) {
    const ready = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    )
    if (ready) return
    await sleep(50)
  }
}

/** A way to the database on which every answer takes so many milliseconds longer. */
export async function slowWay(
  databaseUrl: string,
  delayMs: number,
): Promise<{ url: string; close: () => Promise<void> }> {
  const target = new URL(databaseUrl)
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const database = connect(Number(target.port || 5432), target.hostname)
    for (const socket of [client, database]) {
      socket.setNoDelay(true)
      open.add(socket)
      socket.on('close', () => open.delete(socket))
    }
    client.on('error', () => database.destroy())
    database.on('error', () => client.destroy())
    client.on('close', () => database.destroy())
    database.on('close', () => client.destroy())
    client.pipe(database)
    database.on('data', (chunk) => void setTimeout(() => client.writable && client.write(chunk), delayMs))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = Object.assign(new URL(databaseUrl), { hostname: '127.0.0.1', port: String(port) }).href
  return {
    url,
    close: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Sends the head and half the body of a request, then breaks the connection off. */
export async function halfSend(
  url: string,
  { headers, body }: { headers: Readonly<Record<string, string>>; body: string },
): Promise<void> {
  const { hostname, port, pathname } = new URL(url)
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      const lines = Object.entries({
        host: `${hostname}:${port}`,
        ...headers,
        'content-length': Buffer.byteLength(body),
      })
      const head = [`POST ${pathname} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`)].join('\r\n')
      socket.write(`${head}\r\n\r\n${body.slice(0, body.length / 2)}`, () => {
        socket.destroy()
        resolve()
      })
    })
    socket.on('error', () => resolve())
  })
}
