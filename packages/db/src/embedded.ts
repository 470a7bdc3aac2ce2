import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
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
}

/**
 * Starts the embedded PostgreSQL with its migrations applied, listening on loopback only. The embedded server has one backend
 * and one superuser, so every connection is put into the role `nq15_guest`, which may do nothing but enter as an actor.
 */
export async function startEmbedded({ folder, migrations, port }: Options): Promise<EmbeddedDatabase> {
  const release = folder === 'memory' ? async () => undefined : await lockFolder(folder)
  try {
    const db = await PGlite.create({
      ...(folder === 'memory' ? {} : { dataDir: join(folder, 'pglite') }),
      extensions: { btree_gist, pg_trgm },
    })
    const migration = await migrate(
      {
        query: async (text, values) =>
          values ? await db.query<Record<string, unknown>>(text, values) : { rows: lastRows(await db.exec(text)) },
      },
      migrations,
    )
    await db.exec('set role nq15_guest')
    const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port, maxConnections: 100 })
    await server.start()
    const close = async () => {
      await server.stop()
      await db.close()
      await release()
    }
    const asOwner: EmbeddedDatabase['asOwner'] = (text, values) =>
      db.transaction(async (tx) => {
        await tx.exec('set local role none')
        return values ? (await tx.query<Record<string, unknown>>(text, values)).rows : lastRows(await tx.exec(text))
      })
    return { url: `postgresql://nq15@127.0.0.1:${portOf(server)}/postgres?sslmode=disable`, migration, asOwner, close }
  } catch (error) {
    await release()
    throw error
  }
}

const lastRows = (results: { rows: unknown[] }[]) => (results.at(-1)?.rows ?? []) as Record<string, unknown>[]

const portOf = (server: PGLiteSocketServer) => Number(server.getServerConn().split(':').at(-1))

/** The engine's folder has no lock of its own: ours holds the pid, and is taken over when that process is gone. */
async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, 'nq15.lock')
  for (;;) {
    try {
      const file = await open(path, 'wx')
      await file.writeFile(String(process.pid))
      await file.close()
      return () => rm(path, { force: true })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      const pid = Number((await readFile(path, 'utf8').catch(() => '')).trim())
      if (pid > 0 && isAlive(pid)) throw new DataFolderBusyError(folder, pid)
      await rm(path, { force: true })
    }
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
