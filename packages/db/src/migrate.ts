import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What the applier needs of a connection: one text at a time, several statements allowed when there are no values. */
export type MigrationConnection = {
  readonly query: (text: string, values?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>
}

export type MigrationResult = { readonly applied: readonly string[]; readonly alreadyThere: number }

/** Why the history and the files disagree; thrown before anything is applied. */
export class MigrationHistoryError extends Error {
  override readonly name = 'MigrationHistoryError'
}

/** The same key in every process: whoever holds it applies, the others wait and then find nothing to do. */
const lockKey = 366_2025

// Prisma's own table, to the letter, so that `prisma migrate status` can take over one day.
const historyTable = `create table if not exists public._prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`

/**
 * Applies the plain SQL files of `folder` in order, each in its own transaction, under an advisory lock, and keeps the history
 * in Prisma's table. A file that was applied and has changed or gone is an error, and nothing is applied then. `upTo` stops after
 * the file of that name, for rehearsals of an earlier state.
 */
export async function migrate(
  connection: MigrationConnection,
  folder: string,
  { upTo }: { readonly upTo?: string | undefined } = {},
): Promise<MigrationResult> {
  const files = (await readMigrations(folder)).filter(({ name }) => upTo === undefined || name <= upTo)
  await connection.query(`select pg_advisory_lock(${lockKey})`)
  try {
    await connection.query(historyTable)
    const pending = await findPending(connection, files)
    for (const file of pending) await applyOne(connection, file)
    return { applied: pending.map(({ name }) => name), alreadyThere: files.length - pending.length }
  } finally {
    await connection.query(`select pg_advisory_unlock(${lockKey})`)
  }
}

type MigrationFile = { readonly name: string; readonly sql: string; readonly checksum: string }

async function readMigrations(folder: string): Promise<MigrationFile[]> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

async function findPending(connection: MigrationConnection, files: readonly MigrationFile[]): Promise<MigrationFile[]> {
  const { rows } = await connection.query(
    'select migration_name, checksum, finished_at from public._prisma_migrations where rolled_back_at is null order by migration_name',
  )
  const byName = new Map(files.map((file) => [file.name, file]))
  for (const row of rows) {
    const name = String(row['migration_name'])
    const file = byName.get(name)
    if (!row['finished_at'])
      throw new MigrationHistoryError(`migration ${name} began and did not finish; restore or mark it by hand`)
    if (!file)
      throw new MigrationHistoryError(`migration ${name} was applied to this database, and its file is missing here`)
    if (file.checksum !== row['checksum'])
      throw new MigrationHistoryError(`migration ${name} was changed after it was applied`)
    byName.delete(name)
  }
  const pending = [...byName.values()]
  // Compared here and not by the database, whose collation may order names otherwise.
  const lastApplied =
    rows
      .map((row) => String(row['migration_name']))
      .sort()
      .at(-1) ?? ''
  const early = pending.find(({ name }) => name < lastApplied)
  if (early)
    throw new MigrationHistoryError(`migration ${early.name} is older than ${lastApplied}, which is already applied`)
  return pending
}

async function applyOne(connection: MigrationConnection, { name, sql, checksum }: MigrationFile): Promise<void> {
  await connection.query('begin')
  try {
    await connection.query(sql)
    await connection.query(
      `insert into public._prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    )
    await connection.query('commit')
  } catch (error) {
    await connection.query('rollback')
    throw new Error(`migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}
