import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const command = fileURLToPath(new URL('../../../apps/cli/dist/nq15.js', import.meta.url))

// A first start lays the sample, on a busy machine slowly.
const longestStartMs = 600_000

export type DemoAccount = { readonly username: string; readonly password: string; readonly role: string }

/** The whole product as `start` brings it up, on ports and in a data folder of its own. */
export type RunningProduct = {
  readonly url: string
  readonly monitorUrl: string
  readonly vaultUrl: string
  readonly folder: string
  /** What its programs have logged as a fault since it was started, as it was written. */
  readonly faultLines: readonly string[]
  readonly process: ChildProcess
  readonly readyAfterMs: number
  readonly accounts: () => Promise<DemoAccount[]>
  /** Signs in by the form and answers the cookie header for further requests. */
  readonly signIn: (username: string) => Promise<string>
  readonly stop: () => Promise<void>
}

/** Starts the built product; `folder` lets a second start go on with the first one's data. */
export async function startProduct({
  folder,
  databaseUrl,
  webProcesses,
  extraEnv = {},
  logFile,
}: {
  folder?: string
  databaseUrl?: string
  webProcesses?: number
  extraEnv?: Readonly<Record<string, string>>
  /** Where its log goes, with every line of it; else it is read here and only faults are kept. */
  logFile?: string
} = {}): Promise<RunningProduct> {
  const data = folder ?? (await mkdtemp(join(tmpdir(), 'nq15-bench-')))
  const [web = 0, monitor = 0, vault = 0] = await freePorts(3)
  const url = `http://127.0.0.1:${web}`
  const began = performance.now()
  const log = logFile ? await open(logFile, 'a') : null
  const child = spawn(process.execPath, [command, 'start'], {
    env: {
      // biome-ignore lint/style/noProcessEnv: the child lives in the operator's environment
      ...process.env,
      NQ15_DATA: data,
      NQ15_WEB_PORT: String(web),
      NQ15_MONITOR_PORT: String(monitor),
      NQ15_VAULT_PORT: String(vault),
      NQ15_LOG_LEVEL: log ? 'info' : 'warn',
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
      ...(webProcesses ? { NQ15_WEB_PROCESSES: String(webProcesses) } : {}),
      ...extraEnv,
    },
    stdio: ['ignore', log?.fd ?? 'pipe', 'inherit'],
  })
  await log?.close()
  const faultLines: string[] = []
  if (child.stdout)
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (/^\{"level":[56]0,/u.test(line)) faultLines.push(line)
    })
  await untilReady(`${url}/readyz`, child)
  const accounts = async () => JSON.parse(await readFile(join(data, 'demo-accounts.json'), 'utf8')) as DemoAccount[]
  return {
    url,
    monitorUrl: `http://127.0.0.1:${monitor}`,
    vaultUrl: `http://127.0.0.1:${vault}`,
    folder: data,
    faultLines,
    process: child,
    readyAfterMs: performance.now() - began,
    accounts,
    signIn: async (username) =>
      signInAt(url, (await accounts()).find((one) => one.username === username) ?? fail(`no account ${username}`)),
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        await gone
      }
      if (!folder) await rm(data, { recursive: true, force: true })
    },
  }
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const began = performance.now()
  for (;;) {
    if (performance.now() - began > longestStartMs) {
      child.kill('SIGTERM')
      throw new Error('the product was not ready within ten minutes')
    }
    if (child.exitCode !== null) throw new Error(`the product ended with ${child.exitCode} before it was ready`)
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

export async function signInAt(
  url: string,
  { username, password }: Pick<DemoAccount, 'username' | 'password'>,
): Promise<string> {
  const answer = await fetch(`${url}/sign-in?index`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: url },
    body: new URLSearchParams({ username, password }),
  })
  if (answer.status !== 302) throw new Error(`signing in as ${username} answered ${answer.status}`)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

/** Free ports of loopback, no two alike: each is held until all are known. */
export async function freePorts(count: number): Promise<number[]> {
  const held = Array.from({ length: count }, () => createServer())
  const ports = await Promise.all(
    held.map(
      (server) =>
        new Promise<number>((resolve, reject) => {
          server.once('error', reject)
          server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
        }),
    ),
  )
  await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

/** Stops a run with a reason. */
export function fail(why: string): never {
  throw new Error(why)
}
