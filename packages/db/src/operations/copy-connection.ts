import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import type { PGliteInterface, Transaction } from '@electric-sql/pglite'
import pg from 'pg'
import { from, to } from 'pg-copy-streams'

type Row = Readonly<Record<string, unknown>>

/** A connection past every policy on which one transaction stands open, with the two ways of COPY. */
export type CopyConnection = {
  /** One statement, or several without values. */
  readonly query: (text: string, values?: unknown[]) => Promise<readonly Row[]>
  /** The rows of `copy (…) to stdout`, in pieces that end anywhere. */
  readonly copyOut: (select: string) => AsyncIterable<Buffer>
  /** Gives whole lines of COPY's text form to a table. */
  readonly copyIn: (table: string, bytes: Buffer) => Promise<void>
}

/** How values are written down: the same on every server, whatever its own settings. */
const sameWords = `
  set local datestyle = 'ISO, DMY'; set local intervalstyle = 'postgres'; set local timezone = 'UTC';
  set local extra_float_digits = 1; set local bytea_output = 'hex'; set local synchronize_seqscans = off;
  set local statement_timeout = 0; set local lock_timeout = 0;`

/**
 * Runs the work in one transaction of the owner's login. `reading` sees one state of the database from the first to the last
 * row and can change nothing. On the embedded engine the address of its socket does, for reading alone: its socket takes no
 * COPY in.
 */
export async function inOwnersTransaction<Answer>(
  { url, reading }: { readonly url: string; readonly reading: boolean },
  work: (connection: CopyConnection) => Promise<Answer>,
): Promise<Answer> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(reading ? 'begin isolation level repeatable read read only' : 'begin')
    await client.query(`set local role none; ${sameWords}`)
    const answer = await work(overClient(client))
    await client.query('commit')
    return answer
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    await client.end()
  }
}

function overClient(client: pg.Client): CopyConnection {
  return {
    query: async (text, values) => {
      const answer = await client.query(text, values)
      return (Array.isArray(answer) ? answer.at(-1) : answer)?.rows ?? []
    },
    copyOut: (select) => client.query(to(`copy (${select}) to stdout`)),
    copyIn: (table, bytes) => pipeline(Readable.from([bytes]), client.query(from(`copy ${table} from stdin`))),
  }
}

/** The same on an embedded engine of this process, which nobody else is served by. */
export function inEmbeddedTransaction<Answer>(
  db: PGliteInterface,
  work: (connection: CopyConnection) => Promise<Answer>,
): Promise<Answer> {
  return db.transaction(async (tx) => {
    await tx.exec(sameWords)
    return work(overEmbedded(tx))
  })
}

function overEmbedded(tx: Transaction): CopyConnection {
  return {
    query: async (text, values) =>
      values ? (await tx.query<Row>(text, values)).rows : ((await tx.exec(text)).at(-1)?.rows ?? []),
    copyOut: async function* (select) {
      const { blob } = await tx.query(`copy (${select}) to '/dev/blob'`)
      // The browser's types, which the web's check brings along, call the same stream another.
      if (blob) yield* Readable.fromWeb(blob.stream() as ReadableStream)
    },
    copyIn: async (table, bytes) => {
      await tx.query(`copy ${table} from '/dev/blob'`, [], { blob: new Blob([new Uint8Array(bytes)]) })
    },
  }
}
