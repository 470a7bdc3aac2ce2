import { readFileSync } from 'node:fs'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { type MigrationResult, migrate } from './migrate.ts'

export type EmbeddedDatabase = {
  /** Connection string of the socket on loopback. */
  readonly url: string
  readonly migration: MigrationResult
  /** Runs SQL as the owner, past every policy; for tests and the sample, between transactions of the socket. */
  readonly asOwner: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>
  /** Closes the socket, flushes the data and gives the folder free. */
  readonly close: () => Promise<void>
}

/** Another process holds the data folder; opening it twice would corrupt it at once. */
export class DataFolderBusyError extends Error {
  override readonly name = 'DataFolderBusyError'
  readonly folder: string
  readonly pid: number
  constructor(folder: string, pid: number) {
    super(`data folder ${folder} is in use by process ${pid}`)
    this.folder = folder
    this.pid = pid
  }
}

type Options = {
  /** Folder of the data, or `memory` for a database that dies with the process. */
  readonly folder: string | 'memory'
  readonly migrations: string
  /** 0 takes any free port. */
  readonly port: number
  /** A dump of `imageOf` to begin with instead of an empty folder; only for a database in memory. */
  readonly image?: Blob
}

const extensions = { btree_gist, pg_trgm }

/** A dump of an empty database with the migrations applied: tests begin with it, three times faster than from nothing. */
export async function imageOf(migrations: string): Promise<Blob> {
  const db = await PGlite.create({ extensions })
  await applyTo(db, migrations)
  const image = await db.dumpDataDir('none')
  await db.close()
  return image
}

const applyTo = (db: PGlite, migrations: string) =>
  migrate(
    {
      query: async (text, values) =>
        values ? await db.query<Record<string, unknown>>(text, values) : { rows: lastRows(await db.exec(text)) },
    },
    migrations,
  )

/**
 * Starts the embedded PostgreSQL with its migrations applied, listening on loopback only. Every connection is put into the
 * role `nq15_guest`, which may do nothing but enter as an actor.
 *
 * The limit, honestly: the embedded server has one backend, one superuser and no password. A program of the same machine
 * that speaks to the socket is refused every table as the guest, but it can ask `reset role` (which then holds for every
 * connection until the role is set again) or enter as a service by its known id, and read everything. So the second wall
 * guards the product against its own mistakes here, not against other programs of the machine; against those only
 * `DATABASE_URL` with a login that owns nothing helps. The product's own transactions set their role each time and stay
 * guarded even after a `reset role`.
 */
export async function startEmbedded({ folder, migrations, port, image }: Options): Promise<EmbeddedDatabase> {
  const release = folder === 'memory' ? async () => undefined : await lockFolder(folder)
  try {
    const db = await PGlite.create({
      ...(folder === 'memory' ? {} : { dataDir: join(folder, 'pglite') }),
      ...(image ? { loadDataDir: image } : {}),
      extensions,
    })
    const migration = await applyTo(db, migrations)
    await db.exec('set role nq15_guest')
    const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port, maxConnections: 100 })
    await server.start()
    const close = async () => {
      await server.stop()
      await db.close()
      await release()
    }
    const asOwner: EmbeddedDatabase['asOwner'] = async (text, values) => {
      // One backend: beginning while the socket's transaction is open would land inside that transaction.
      while (db.isInTransaction()) await setImmediate()
      return db.transaction(async (tx) => {
        await tx.exec('set local role none')
        return values ? (await tx.query<Record<string, unknown>>(text, values)).rows : lastRows(await tx.exec(text))
      })
    }
    return { url: `postgresql://nq15@127.0.0.1:${portOf(server)}/postgres?sslmode=disable`, migration, asOwner, close }
  } catch (error) {
    await release()
    throw error
  }
}

const lastRows = (results: { rows: unknown[] }[]) => (results.at(-1)?.rows ?? []) as Record<string, unknown>[]

const portOf = (server: PGLiteSocketServer) => Number(server.getServerConn().split(':').at(-1))

/** Folders this very process holds: a lock with our own pid that is not among them was left by an earlier life. */
const held = new Set<string>()

/** The engine's folder has no lock of its own: ours holds the pid, and is taken over when that process is gone. */
async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, 'nq15.lock')
  const mine = `${path}.${process.pid}`
  const line = `${process.pid} ${startOf(process.pid)}`
  if (held.has(path)) throw new DataFolderBusyError(folder, process.pid)
  await writeFile(mine, line)
  try {
    for (;;) {
      // A link appears with its content or not at all, so nobody reads a lock that names no process yet.
      if (await succeeds(link(mine, path), 'EEXIST')) break
      const found = await readFile(path, 'utf8').catch(() => '')
      if (isHeld(found)) throw new DataFolderBusyError(folder, pidOf(found))
      // Two may take over at once: whoever moved a newer lock aside puts it back and loses.
      const aside = `${mine}.stale`
      if (!(await succeeds(rename(path, aside), 'ENOENT'))) continue
      const moved = await readFile(aside, 'utf8')
      if (moved !== found) await succeeds(link(aside, path), 'EEXIST')
      await rm(aside, { force: true })
    }
  } finally {
    await rm(mine, { force: true })
  }
  held.add(path)
  return async () => {
    held.delete(path)
    await rm(path, { force: true })
  }
}

/** True when the step was done, false when it failed with the one code that is an answer. */
async function succeeds(step: Promise<void>, expected: string): Promise<boolean> {
  try {
    await step
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === expected) return false
    throw error
  }
}

const pidOf = (line: string) => Number(line.split(' ')[0])

/** Whether the process that wrote the line still lives: its number may have been given to another one since. */
function isHeld(line: string): boolean {
  const pid = pidOf(line)
  if (!(pid > 0) || pid === process.pid || !isAlive(pid)) return false
  const [, start = ''] = line.split(' ')
  return start === '' || startOf(pid) === '' || startOf(pid) === start
}

/** When a process began, in ticks since the machine did (Linux); empty where the system does not tell. */
function startOf(pid: number): string {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return fields.slice(fields.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
