import { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import pg from 'pg'
import { newId } from '../src/ids.ts'
import type { MigrationConnection } from '../src/migrate.ts'
import { testServer } from './test-database.ts'

/** A database without any migration, its connection a superuser: to try the applier and to compare catalogs. */
export type BareDatabase = MigrationConnection & {
  /** Runs the work `times` times: side by side on a server, in turns on the embedded engine, which has one backend. */
  readonly atOnce: <Answer>(
    times: number,
    work: (connection: MigrationConnection) => Promise<Answer>,
  ) => Promise<Answer[]>
  readonly close: () => Promise<void>
}

/** Opens it on the same kind of server as `openTestDatabase`. */
export async function openBareDatabase(): Promise<BareDatabase> {
  if (testServer) return openOnServer(testServer)
  const db = await PGlite.create({ extensions: { btree_gist, pg_trgm } })
  const query: MigrationConnection['query'] = async (text, values) => {
    if (values) return db.query<Record<string, unknown>>(text, values)
    return { rows: ((await db.exec(text)).at(-1)?.rows ?? []) as Record<string, unknown>[] }
  }
  const atOnce: BareDatabase['atOnce'] = async (times, work) => {
    const answers = []
    for (let turn = 0; turn < times; turn++) answers.push(await work({ query }))
    return answers
  }
  return { query, atOnce, close: () => db.close() }
}

async function openOnServer(server: string): Promise<BareDatabase> {
  const name = `nq15_bare_${newId().replaceAll('-', '')}`
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const open = async () => {
    const client = new pg.Client({ connectionString: url.href })
    await client.connect()
    return client
  }
  const overClient =
    (client: pg.Client): MigrationConnection['query'] =>
    async (text, values) => {
      const answer = await client.query(text, values)
      return Array.isArray(answer) ? answer.at(-1) : answer
    }
  const first = await open()
  const atOnce: BareDatabase['atOnce'] = async (times, work) => {
    const clients = await Promise.all(Array.from({ length: times }, open))
    try {
      return await Promise.all(clients.map((client) => work({ query: overClient(client) })))
    } finally {
      await Promise.all(clients.map((client) => client.end()))
    }
  }
  const close = async () => {
    await first.end()
    // The server waits a moment for sessions that are just leaving; only one that stays is thrown out.
    await admin.query(`drop database ${name}`).catch(() => admin.query(`drop database ${name} with (force)`))
    await admin.end()
  }
  return { query: overClient(first), atOnce, close }
}
