import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded, upgradeEmbedded } from '../embedded.ts'
import { lockFolder } from '../lock-folder.ts'
import { migrate } from '../migrate.ts'
import { grantLogin } from '../server.ts'
import { linesOf, readCopiedTables, readMigrationHistory } from './copied-tables.read.ts'
import { type CopyConnection, inOwnersTransaction } from './copy-connection.ts'
import { loadTables, type TablePiece } from './loaded-tables.write.ts'

/** Rows of each table, by the name of the table. */
export type TableRows = Readonly<Record<string, number>>

/** What became of a copy on its way to this build. */
export type Rehearsal = {
  readonly copySeconds: number
  readonly upgradeSeconds: number
  readonly applied: readonly string[]
  readonly before: TableRows
  readonly after: TableRows
}

/** What is tried on the copy once it is of this build: its address to serve with, null where no login for that is known. */
export type Trial = (address: { readonly served: string | null; readonly owner: string }) => Promise<void>

/** Nothing can be rehearsed, and why, for the person at the keyboard. */
export class RehearsalError extends Error {
  override readonly name = 'RehearsalError'
}

/** Counts every table that a backup would hold, past the policies. */
export async function countTables(connection: CopyConnection): Promise<TableRows> {
  const counted: Record<string, number> = {}
  for (const { name } of await readCopiedTables(connection)) {
    const [row] = await connection.query(`select count(*)::text as rows from ${name}`)
    counted[name] = Number(row?.['rows'])
  }
  return counted
}

/**
 * Copies the embedded database of a folder that nobody serves into a folder of its own, migrates the copy, tries it and throws it
 * away. The folder is locked while it is copied and never written to. Throws `DataFolderBusyError` while it is served.
 */
export async function rehearseFolder(
  { folder, migrations }: { readonly folder: string; readonly migrations: string },
  trial: Trial,
): Promise<Rehearsal> {
  const original = join(folder, 'pglite')
  if (!existsSync(original)) throw new RehearsalError(`there is no embedded database in ${folder}`)
  const copy = await mkdtemp(join(tmpdir(), 'nq15-rehearsal-'))
  try {
    const began = performance.now()
    const release = await lockFolder(folder)
    try {
      await cp(original, join(copy, 'pglite'), { recursive: true })
    } finally {
      await release()
    }
    const copySeconds = (performance.now() - began) / 1_000
    const { seconds, ...seen } = await upgradeEmbedded({ dataDir: join(copy, 'pglite'), migrations }, countTables)
    const served = await startEmbedded({ folder: copy, migrations, port: 0 })
    try {
      await trial({ served: served.url, owner: served.url })
    } finally {
      await served.close()
    }
    return { copySeconds, upgradeSeconds: seconds, ...seen }
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
}

type ServerPlaces = {
  /** The owner's address of the original, which is read in one transaction that can change nothing. */
  readonly url: string
  /** An empty database of the same owner; without one a database is made beside the original and dropped afterwards. */
  readonly into?: string | undefined
  /** The login that serves, for the trial. */
  readonly login: { readonly name: string; readonly password: string } | null
  readonly migrations: string
}

/** The same on a server: the copy is made by this build's migrations up to the original's and filled with its rows. */
export async function rehearseServer({ url, into, login, migrations }: ServerPlaces, trial: Trial): Promise<Rehearsal> {
  const made = into === undefined ? await makeDatabase(url) : null
  const target = into ?? made?.url ?? ''
  try {
    const began = performance.now()
    await withClient(target, (client) => copyInto(client, { url, target, migrations }))
    const copySeconds = (performance.now() - began) / 1_000
    const before = await counts(target)
    const upgrading = performance.now()
    const { applied } = await withClient(target, (client) => migrate(client, migrations))
    const upgradeSeconds = (performance.now() - upgrading) / 1_000
    const after = await counts(target)
    if (login) await withClient(target, (client) => grantLogin(client, login.name))
    const served = login && Object.assign(new URL(target), { username: login.name, password: login.password }).href
    await trial({ served, owner: target })
    return { copySeconds, upgradeSeconds, applied, before, after }
  } finally {
    await made?.drop()
  }
}

const counts = (url: string) => inOwnersTransaction({ url, reading: true }, countTables)

async function copyInto(
  client: pg.Client,
  { url, target, migrations }: { url: string; target: string; migrations: string },
): Promise<void> {
  await refuseFilled(client)
  await inOwnersTransaction({ url, reading: true }, async (original) => {
    const history = await readMigrationHistory(original)
    const upTo = history.at(-1)?.name
    if (upTo === undefined) throw new RehearsalError('no migration was ever applied there')
    await migrate(client, migrations, { upTo })
    await inOwnersTransaction({ url: target, reading: false }, async (copy) => {
      refuseOtherHistory(history, await readMigrationHistory(copy))
      const theirs = new Set((await readCopiedTables(original)).map(({ name }) => name))
      const tables = await readCopiedTables(copy)
      const strange = tables.filter(({ name }) => !theirs.has(name))
      if (strange.length > 0) throw new RehearsalError(`not there: ${strange.map(({ name }) => name).join(', ')}`)
      await loadTables(copy, tables, linesOfAll(original, tables))
    })
  })
}

/** The place of a copy is emptied table by table when it is filled: it must hold none, least of all the original's. */
async function refuseFilled(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ tables: number }>(`
    select count(*)::int as tables from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema$)'`)
  if (rows[0]?.tables !== 0) throw new RehearsalError('the database of --into is not empty')
}

type History = Awaited<ReturnType<typeof readMigrationHistory>>

/** A database of a newer version, or one whose migrations were edited, cannot be made again by this build. */
function refuseOtherHistory(original: History, copy: History): void {
  const known = new Set(copy.map(({ name, checksum }) => `${name} ${checksum}`))
  const strange = original.filter(({ name, checksum }) => !known.has(`${name} ${checksum}`))
  if (strange.length > 0 || original.length !== copy.length) {
    throw new RehearsalError(
      `the database is not of an earlier version of this one: ${strange.map(({ name }) => name).join(', ') || 'migrations are missing there'}`,
    )
  }
}

async function* linesOfAll(
  original: CopyConnection,
  tables: Awaited<ReturnType<typeof readCopiedTables>>,
): AsyncGenerator<TablePiece> {
  for (const table of tables) for await (const lines of linesOf(original, table)) yield { table, lines }
}

async function makeDatabase(url: string): Promise<{ readonly url: string; readonly drop: () => Promise<void> }> {
  const name = `nq15_rehearsal_${randomBytes(4).toString('hex')}`
  await withClient(url, (client) => client.query(`create database ${name} template template0`)).catch((error) => {
    throw new RehearsalError(
      `the owner's login may not make a database (${error.message}): make an empty one of the same owner and give its address with --into`,
    )
  })
  return {
    url: Object.assign(new URL(url), { pathname: `/${name}` }).href,
    drop: async () => void (await withClient(url, (client) => client.query(`drop database ${name} with (force)`))),
  }
}

async function withClient<Answer>(url: string, work: (client: pg.Client) => Promise<Answer>): Promise<Answer> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
