import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { DataFolderBusyError } from '@nq15/db/embedded'
import { withLoginOf } from '@nq15/db/replica-settings'
import { type OpenDatabase, openDatabase, readSecret } from './database.ts'
import type { Env } from './env.ts'
import { type DemoAccounts, loadSampleOnFirstStart } from './sample.ts'

/** Why `start` stopped before it served; the message is for the person at the keyboard. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

type Program = {
  readonly name: 'web' | 'monitor' | 'vault'
  readonly file: string
  readonly port: number
  readonly flags: readonly string[]
  /** What only this one is told. */
  readonly env?: Readonly<Record<string, string>>
  child: ChildProcess | null
}

/** A page leaves megabytes of short-lived objects behind: with more room for the young, each is swept away at less cost. */
const webFlags = ['--max-semi-space-size=64']

const fileOf = (app: string, file: string) => fileURLToPath(new URL(`../../${app}/dist/${file}`, import.meta.url))

/**
 * Brings everything up: database and migrations, on first start the sample, then web and monitor as children. Answers when
 * a signal has ended it all. A child that dies is started again; nothing is left running.
 */
export async function start(env: Env, say: (line: string) => void): Promise<void> {
  await refuseBusyPort(env.NQ15_HOST, env.NQ15_WEB_PORT, 'NQ15_WEB_PORT')
  await refuseBusyPort(env.NQ15_HOST, env.NQ15_MONITOR_PORT, 'NQ15_MONITOR_PORT')
  if (env.NQ15_VAULT_PORT !== 0) await refuseBusyPort('127.0.0.1', env.NQ15_VAULT_PORT, 'NQ15_VAULT_PORT')
  const database = await openOrExplain(env)
  try {
    for (const name of database.applied) say(`  migration ${name}`)
    const accounts = await loadSampleOnFirstStart(database, env, say)
    await serve(env, database, accounts, say)
  } finally {
    await database.close()
  }
}

async function openOrExplain(env: Env): Promise<OpenDatabase> {
  try {
    return await openDatabase(env)
  } catch (error) {
    if (!(error instanceof DataFolderBusyError)) throw error
    throw new StartError(
      `The data folder ${error.folder} is already served by process ${error.pid}.\n` +
        'Nothing was changed. Stop that one first (Ctrl-C where it runs), or choose another folder with NQ15_DATA.',
    )
  }
}

async function serve(env: Env, database: OpenDatabase, accounts: DemoAccounts | null, say: (line: string) => void) {
  const address = `http://${env.NQ15_HOST}:${env.NQ15_WEB_PORT}`
  const secret = await readSecret(env)
  const vaultPort = env.NQ15_VAULT_PORT === 0 ? await freePort() : env.NQ15_VAULT_PORT
  const programs: Program[] = [
    { name: 'monitor', file: fileOf('monitor', 'main.js'), port: env.NQ15_MONITOR_PORT, child: null, flags: [] },
    { name: 'web', file: fileOf('web', 'server.js'), port: env.NQ15_WEB_PORT, child: null, flags: webFlags },
    ...vaultOf(vaultPort, database),
  ]
  // The vault's login is told to the vault alone, the owner's to nobody who serves.
  // biome-ignore lint/style/noProcessEnv: children inherit the operator's settings
  const { NQ15_VAULT_DATABASE_URL: _, DATABASE_OWNER_URL: __, ...inherited } = process.env
  const childEnv = {
    ...inherited,
    NODE_ENV: 'production',
    DATABASE_URL: database.url,
    // Read with the login that serves, made or given; the embedded database has no copy.
    DATABASE_REPLICA_URL:
      env.DATABASE_REPLICA_URL && database.kind === 'server' ? withLoginOf(env.DATABASE_REPLICA_URL, database.url) : '',
    NQ15_SECRET: secret,
    NQ15_HOST: env.NQ15_HOST,
    NQ15_WEB_PORT: String(env.NQ15_WEB_PORT),
    NQ15_MONITOR_PORT: String(env.NQ15_MONITOR_PORT),
    NQ15_MONITOR_URL: `http://${env.NQ15_HOST}:${env.NQ15_MONITOR_PORT}`,
    NQ15_VAULT_URL: database.vaultUrl === null ? '' : `http://127.0.0.1:${vaultPort}`,
    NQ15_EMBEDDED: database.kind === 'embedded' ? '1' : '0',
    NQ15_DEMO: accounts ? '1' : '0',
  }
  let stopping = false
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        stopping = true
        resolve()
      })
    }
  })
  const launch = (program: Program) => {
    // A detached group would survive us; the IPC channel tells the child when we are gone, even by kill -9.
    const child = spawn(process.execPath, [...program.flags, program.file], {
      env: { ...childEnv, ...program.env },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    program.child = child
    child.on('exit', (code, signal) => {
      program.child = null
      if (stopping) return
      say(`${program.name} ended (${signal ?? `code ${code}`}); starting it again`)
      setTimeout(() => !stopping && launch(program), 1_000)
    })
  }
  for (const program of programs) launch(program)

  if (await answers(`${address}/readyz`, () => stopping)) {
    for (const line of welcome(address, accounts)) say(line)
  }
  await stopped
  say('Stopping …')
  await Promise.all(programs.map(end))
}

/** The vault's process; none without a login of its own: petitions then run detached. */
const vaultOf = (port: number, { vaultUrl }: OpenDatabase): Program[] =>
  vaultUrl === null
    ? []
    : [
        {
          ...{ name: 'vault', file: fileOf('vault', 'main.js'), port, child: null, flags: [] },
          env: { NQ15_VAULT_DATABASE_URL: vaultUrl, NQ15_VAULT_PORT: String(port) },
        },
      ]

/** A port of loopback that nobody listens on now. */
const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const bound = probe.address()
      probe.close(() => resolve(typeof bound === 'object' && bound ? bound.port : 0))
    })
  })

/** Asks until the page answers; false when the start was broken off. */
async function answers(url: string, brokenOff: () => boolean): Promise<boolean> {
  while (!brokenOff()) {
    const ready = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    )
    if (ready) return true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

async function end({ child }: Program): Promise<void> {
  if (!child || child.exitCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await gone
  clearTimeout(late)
}

function welcome(address: string, accounts: DemoAccounts | null): string[] {
  const lines = ['', `NQ15 is ready: ${address}`]
  if (!accounts) return [...lines, 'Create the first account: nq15 account create --admin', '']
  const width = Math.max(...accounts.map(({ username }) => username.length))
  return [
    ...lines,
    '',
    'Dữ liệu mẫu. Demo accounts (username, password, role):',
    ...accounts.map(({ username, password, role }) => `  ${username.padEnd(width)}  ${password}  ${role}`),
    '',
    'Ctrl-C stops everything.',
    '',
  ]
}

async function refuseBusyPort(host: string, port: number, variable: string): Promise<void> {
  const free = await new Promise<boolean>((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })
  if (!free) {
    throw new StartError(
      `Port ${port} on ${host} is busy. Stop what listens there, or choose another with ${variable}.`,
    )
  }
}
