import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { lockFolder } from './lock-folder.ts'
import { type MigrationResult, migrate } from './migrate.ts'
import { type CopyConnection, inEmbeddedTransaction } from './operations/copy-connection.ts'

export { DataFolderBusyError } from './lock-folder.ts'

export type EmbeddedDatabase = {
  /** Connection string of the socket on loopback. */
  readonly url: string
  readonly migration: MigrationResult
  /** Runs SQL as the owner, past every policy; for tests and the sample, between transactions of the socket. */
  readonly asOwner: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>
  /** Closes the socket, flushes the data and gives the folder free. */
  readonly close: () => Promise<void>
}

type Options = {
  /** Folder of the data, or `memory` for a database that dies with the process. */
  readonly folder: string | 'memory'
  readonly migrations: string
  /** 0 takes any free port. */
  readonly port: number
  /** A dump of `imageOf` to begin with instead of nothing; for tests. A folder with a database goes on with that. */
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

/** A data folder that holds a database already is not filled. */
export class DataFolderTakenError extends Error {
  override readonly name = 'DataFolderTakenError'
}

/**
 * Makes an embedded database with its migrations in an empty data folder (or in memory), lets the work fill it in one
 * transaction, and closes it. What breaks off leaves the folder without a database. `upTo` stops after the migration of that
 * name, for rehearsals of an earlier state.
 */
export async function fillEmbedded<Answer>(
  { folder, migrations, image, upTo }: Omit<Options, 'port'> & { readonly upTo?: string },
  work: (connection: CopyConnection) => Promise<Answer>,
): Promise<Answer> {
  const inMemory = folder === 'memory'
  const release = inMemory ? async () => undefined : await lockFolder(folder)
  const dataDir = join(folder, 'pglite')
  try {
    if (!inMemory && existsSync(dataDir)) throw new DataFolderTakenError(dataDir)
    const making = `${dataDir}.making`
    if (!inMemory) await rm(making, { recursive: true, force: true })
    const db = await PGlite.create({
      ...(inMemory ? {} : { dataDir: making }),
      ...(image ? { loadDataDir: image } : {}),
      extensions,
    })
    const answer = await applyTo(db, migrations, { upTo })
      .then(() => inEmbeddedTransaction(db, work))
      .finally(() => db.close())
    if (!inMemory) await rename(making, dataDir)
    return answer
  } finally {
    await release()
  }
}

/** Migrates an embedded database that nobody serves to this build and answers what was seen before and after. */
export async function upgradeEmbedded<Seen>(
  { dataDir, migrations }: { readonly dataDir: string; readonly migrations: string },
  look: (connection: CopyConnection) => Promise<Seen>,
): Promise<{
  readonly before: Seen
  readonly after: Seen
  readonly applied: readonly string[]
  readonly seconds: number
}> {
  const db = await PGlite.create({ dataDir, extensions })
  try {
    const before = await inEmbeddedTransaction(db, look)
    const began = performance.now()
    const { applied } = await applyTo(db, migrations)
    const seconds = (performance.now() - began) / 1_000
    return { before, after: await inEmbeddedTransaction(db, look), applied, seconds }
  } finally {
    await db.close()
  }
}

const applyTo = (db: PGlite, migrations: string, options?: { readonly upTo?: string | undefined }) =>
  migrate(
    {
      query: async (text, values) =>
        values ? await db.query<Record<string, unknown>>(text, values) : { rows: lastRows(await db.exec(text)) },
    },
    migrations,
    options,
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
  const dataDir = join(folder, 'pglite')
  const begins = folder === 'memory' || !existsSync(dataDir)
  try {
    const db = await PGlite.create({
      ...(folder === 'memory' ? {} : { dataDir }),
      ...(image && begins ? { loadDataDir: image } : {}),
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
    // All connections share the one session of the engine, as behind a pooler.
    const url = `postgresql://nq15@127.0.0.1:${portOf(server)}/postgres?sslmode=disable&pgbouncer=true`
    return { url, migration, asOwner, close }
  } catch (error) {
    await release()
    throw error
  }
}

const lastRows = (results: { rows: unknown[] }[]) => (results.at(-1)?.rows ?? []) as Record<string, unknown>[]

const portOf = (server: PGLiteSocketServer) => Number(server.getServerConn().split(':').at(-1))
