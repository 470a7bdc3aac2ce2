import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { migrate } from '@nq15/db/migrate'
import { inOwnersTransaction } from '@nq15/db/operations/copy-connection'
import { loadTables } from '@nq15/db/operations/loaded-tables.write'
import { migrationsFolder } from '@nq15/db/seed/test-database'
import pg from 'pg'
import { startProduct } from '../product.ts'
import { changes } from './changes.ts'
import { readRows } from './fixture.ts'
import { compareKept } from './kept.ts'
import type { Leavings } from './leavings.ts'
import { piecesOf, type Upgraded } from './on-embedded.ts'
import type { EarlierState } from './states.ts'
import { readWalls } from './walls.ts'

const command = fileURLToPath(new URL('../../../../apps/cli/dist/nq15.js', import.meta.url))

/** An owner of databases without superuser rights, as in a committee's own cluster. */
const owner = 'nq15_upgrades_owner'

type Place = { readonly ownerUrl: string; readonly left: Leavings }

/** Makes an empty database of an ordinary owner for the length of the work. */
export async function withEmptyDatabase<Answer>(
  { superuserUrl, left }: { readonly superuserUrl: string; readonly left: Leavings },
  name: string,
  work: (place: Place) => Promise<Answer>,
): Promise<Answer> {
  const database = `nq15_upgrades_${process.pid}_${name.replaceAll('-', '_')}`
  const password = randomBytes(18).toString('hex')
  const ownerUrl = Object.assign(new URL(superuserUrl), {
    ...{ pathname: `/${database}`, username: owner, password },
  }).href
  await asSuperuser(superuserUrl, async (admin) => {
    const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [owner])
    await admin.query(`${rowCount ? 'alter' : 'create'} role ${owner} login createrole password '${password}'`)
    await admin.query(`create database ${database} owner ${owner} template template0`)
  })
  const drop = () =>
    asSuperuser(superuserUrl, async (admin) => {
      await admin.query(`drop database ${database} with (force)`)
      // The logins that `nq15 migrate` makes for a database; their names are those of the product.
      for (const login of ['nq15_login', 'nq15_vault_login'])
        await admin.query(`drop role if exists ${`${login}_${database}`.slice(0, 60)}`)
      // It made the roles of the server and may not go everywhere; nobody signs in as it.
      await admin.query(`alter role ${owner} nologin password null`)
    })
  return left.during(drop, () => work({ ownerUrl, left }))
}

async function asSuperuser(url: string, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    await work(admin)
  } finally {
    await admin.end()
  }
}

/** What guards a database made by today's migrations from nothing. */
export const freshWalls = (server: { superuserUrl: string; left: Leavings }): Promise<readonly string[]> =>
  withEmptyDatabase(server, 'fresh', async ({ ownerUrl }) => {
    await migrateUpTo(ownerUrl)
    return inOwnersTransaction({ url: ownerUrl, reading: true }, readWalls)
  })

async function migrateUpTo(url: string, upTo?: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await migrate(client, migrationsFolder, { upTo }).finally(() => client.end())
}

/** How the product stands on an upgraded database; each null where it is well, else what is wrong. */
type Served = {
  readonly trail: string | null
  readonly doctor: string | null
  readonly page: string | null
}

/** A database of the state with its rows, upgraded by `nq15 migrate` and served. */
export async function upgradeOnServer(
  { name, upTo }: EarlierState,
  { ownerUrl, left }: Place,
): Promise<Omit<Upgraded, 'applied'> & Served> {
  const { accounts, pieces } = await readRows(name)
  return left.inFolder(async (folder) => {
    await migrateUpTo(ownerUrl, upTo)
    const tables = pieces.map(({ table }) => table)
    await inOwnersTransaction({ url: ownerUrl, reading: false }, (connection) =>
      loadTables(connection, tables, piecesOf(pieces)),
    )
    const env = { DATABASE_URL: ownerUrl, NQ15_DATA: folder }
    const began = performance.now()
    const migrated = await runProduct(['migrate'], env)
    const seconds = (performance.now() - began) / 1_000
    if (migrated.exitCode !== 0)
      throw new Error(`${name}: nq15 migrate ended with ${migrated.exitCode}: ${migrated.told}`)
    const found = await inOwnersTransaction({ url: ownerUrl, reading: true }, async (connection) => ({
      kept: await compareKept(connection, pieces, changes),
      walls: await readWalls(connection),
    }))
    const trail = await runProduct(['audit', 'verify'], env)
    await writeFile(join(folder, 'demo-accounts.json'), JSON.stringify(accounts), { mode: 0o600 })
    const product = await startProduct({ folder, databaseUrl: ownerUrl })
    return left.during(product.stop, async () => {
      const ports = { NQ15_WEB_PORT: new URL(product.url).port, NQ15_MONITOR_PORT: new URL(product.monitorUrl).port }
      const backup = await takeBackup(folder, env)
      const doctor = await runProduct(['doctor'], { ...env, ...ports })
      const page = await firstPage(product.url, () => product.signIn(accounts[0]?.username ?? ''))
      return {
        seconds,
        ...found,
        trail: faultOf(trail),
        doctor: faultOf(backup) ?? faultOf(doctor),
        page: page ?? product.faultLines[0] ?? null,
      }
    })
  })
}

/** The backup that the operator's doctor asks for; the keys that would open it go with the folder. */
async function takeBackup(folder: string, env: Readonly<Record<string, string>>): Promise<Ran> {
  const made = await runProduct(['backup-key', '--out', join(folder, 'identity.txt')], env)
  const recipient = /^Public key: (\S+)$/mu.exec(made.told)?.[1] ?? ''
  const places = ['--to', join(folder, 'backups'), '--keys', join(folder, 'keys')]
  return runProduct(['backup', ...places, '--recipient', recipient], env)
}

/** Signs in with the account as the earlier build made it and opens its first page. */
async function firstPage(url: string, signIn: () => Promise<string>): Promise<string | null> {
  try {
    const cookie = await signIn()
    const answer = await fetch(`${url}/`, { headers: { cookie } })
    const text = await answer.text()
    if (answer.status !== 200 || new URL(answer.url).pathname.startsWith('/sign-in'))
      return `${answer.status} at ${answer.url}`
    return text.includes('<main') ? null : 'a page without content'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

type Ran = { readonly exitCode: number; readonly told: string }

const faultOf = ({ exitCode, told }: Ran) => (exitCode === 0 ? null : told.trim())

function runProduct(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [command, ...args],
      // biome-ignore lint/style/noProcessEnv: the child lives in the operator's environment
      { env: { ...process.env, ...env }, maxBuffer: 50_000_000 },
      (error, stdout, stderr) =>
        resolve({
          exitCode: error ? (typeof error.code === 'number' ? error.code : 1) : 0,
          told: `${stdout}${stderr}`,
        }),
    )
  })
}
