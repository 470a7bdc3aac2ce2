import { connectQueue } from '@nq15/db/queue-connection'
import PgBoss from 'pg-boss'

/** The queue engine of this process, with its own connections. */
export type QueueEngine = { readonly boss: PgBoss; readonly close: () => Promise<void> }

/** Answers of the engine's bookkeeping, which nobody awaits: a fault there would end the process. */
const bookkeeping = /SELECT COUNT\(\*\) FROM results\s*$/i

/**
 * Opens the engine on a schema that the migrations made; it needs no right to change tables. Bookkeeping that fails is told
 * and left: what is not marked as done comes again and is handled once all the same.
 */
export async function openQueue(options: {
  readonly url: string
  readonly maintenanceSeconds: number
  readonly onError: (error: unknown) => void
}): Promise<QueueEngine> {
  const { url, maintenanceSeconds, onError } = options
  const connection = connectQueue({ url })
  const boss = new PgBoss({
    db: {
      executeSql: async (text: string, values: unknown[]) => {
        try {
          return await connection.executeSql(text, values)
        } catch (error) {
          if (!bookkeeping.test(text)) throw error
          onError(error)
          return { rows: [{ count: '0' }] }
        }
      },
    },
    migrate: false,
    schedule: false,
    supervise: true,
    maintenanceIntervalSeconds: maintenanceSeconds,
    archiveCompletedAfterSeconds: 600,
    deleteAfterHours: 24,
  })
  boss.on('error', onError)
  try {
    await boss.start()
  } catch (error) {
    await connection.close()
    throw error
  }
  return {
    boss,
    close: async () => {
      await boss.stop({ graceful: true, timeout: 5_000, close: false })
      await connection.close()
    },
  }
}
