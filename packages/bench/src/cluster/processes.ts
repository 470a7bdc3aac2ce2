import { type ChildProcess, spawn } from 'node:child_process'
import { openSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Machine, on } from './network.ts'

/** Programs of the rehearsal by name, each with its own log in the folder. */
export class Processes {
  readonly #folder: string
  readonly #living = new Map<string, ChildProcess>()
  constructor(folder: string) {
    this.#folder = folder
  }

  /** Begins a program on a machine; as root unless a user is named. */
  begin(name: string, { machine, command, env = {}, user }: Begun): void {
    const log = openSync(join(this.#folder, `${name}.log`), 'a')
    const [program = '', ...args] = on(machine, ...(user ? ['runuser', '-u', user, '--'] : []), ...command)
    const child = spawn(program, args, {
      // biome-ignore lint/style/noProcessEnv: programs need the path of this machine
      env: { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8', ...env },
      stdio: ['ignore', log, log],
    })
    this.#living.set(name, child)
    child.once('exit', () => {
      if (this.#living.get(name) === child) this.#living.delete(name)
    })
  }

  /** Kills one program by `kill -9`, told by its process id. */
  async kill(name: string): Promise<void> {
    const child = this.#living.get(name)
    if (!child) throw new Error(`${name} does not run`)
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }

  lives(name: string): boolean {
    return this.#living.has(name)
  }
}
export type Begun = {
  readonly machine: Machine
  readonly command: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly user?: string
}

/** Asks again and again until it is so; throws naming what was waited for. */
export async function until(what: string, isSo: () => Promise<boolean>, seconds = 120): Promise<void> {
  const late = performance.now() + seconds * 1_000
  while (!(await isSo().catch(() => false))) {
    if (performance.now() > late) throw new Error(`${what}: not within ${seconds} s`)
    await sleep(200)
  }
}
