import { calmPool } from './calm-pool.ts'

/** How the queue engine speaks to the database: one text at a time, as the role that owns nothing and makes nothing. */
export type QueueConnection = {
  readonly executeSql: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>
  readonly close: () => Promise<void>
}

/**
 * Connections for the queue engine. Each text runs in a transaction of its own under the role `nq15_queue`, set for that
 * transaction only: the embedded database has one session for all, so a role that stayed would meet everybody.
 */
export function connectQueue({
  url,
  poolSize = 2,
}: {
  readonly url: string
  readonly poolSize?: number
}): QueueConnection {
  const pool = calmPool({ connectionString: url, max: poolSize })
  return {
    executeSql: async (text, values) => {
      const client = await pool.connect()
      try {
        await client.query('BEGIN; SET LOCAL ROLE nq15_queue')
        const answer = values ? await client.query(unwrapped(text), values) : await client.query(unwrapped(text))
        await client.query('COMMIT')
        client.release()
        return Array.isArray(answer) ? (answer.at(-1) ?? { rows: [] }) : answer
      } catch (error) {
        // A connection that cannot even roll back is thrown away.
        await client.query('ROLLBACK').then(
          () => client.release(),
          (broken) => client.release(broken instanceof Error ? broken : true),
        )
        throw error
      }
    },
    close: () => pool.end(),
  }
}

/** The engine's texts of several statements bring their own transaction, which is ours already. */
const unwrapped = (text: string) => text.replace(/^\s*BEGIN;/, '').replace(/;\s*COMMIT;\s*$/, '')
