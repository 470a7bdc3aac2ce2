import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '../generated/client.ts'
import { calmPool } from './calm-pool.ts'
import type { Database, Tx } from './client.ts'
import { EnteringClient, entries } from './entering-client.ts'
import { chooseReading, keepMarks, type LogMark, readLogPlace, shownUntil } from './replica-age.ts'
import { traceTransaction } from './trace.ts'

/** Where a replica is and how old it may be. */
export type ReplicaSettings = { readonly url: string; readonly mostBehindMs: number }

/** A copy of the database for reads that may be a little old. */
export type Replica = {
  /**
   * The database whose page reads go to the replica, each telling until when what it shows was written; to the primary, telling
   * nothing, where the replica is away, too old, does not know the actor yet or fails. A read may so run twice. Everything else is the primary's.
   */
  readonly readThrough: (onRead: (asOf: Date) => void) => Database
  readonly close: () => Promise<void>
}

const everyMs = 1_000
const patienceMs = 2_000

/** Opens the replica beside a primary; asks both every second how far they are, from the first read on. */
export function openReplica(
  primary: Database,
  { url, mostBehindMs, poolSize = 5 }: ReplicaSettings & { readonly poolSize?: number },
): Replica {
  const pool = calmPool({
    ...{ connectionString: url, max: poolSize, Client: EnteringClient, connectionTimeoutMillis: patienceMs },
  })
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })
  const transaction = { timeout: 10_000, maxWait: patienceMs }
  let marks: readonly LogMark[] = []
  let shown: number | null = null

  const askReplica = () =>
    entries.run({ as: 'sign-in' }, () =>
      prisma.$transaction(async (tx) => {
        const [row] = await tx.$queryRaw<{ replayed: string | null; copies: boolean }[]>`
          select pg_last_wal_replay_lsn()::text as replayed, pg_is_in_recovery() as copies`
        return row
      }, transaction),
    )
  const look = async () => {
    const at = Date.now()
    const [written] = await primary.asSignIn(
      (tx) => tx.$queryRaw<{ place: string }[]>`select pg_current_wal_lsn()::text as place`,
    )
    const place = readLogPlace(written?.place ?? null)
    if (place !== null) marks = keepMarks([...marks, { at, written: place }], { now: at, mostBehindMs })
    const replica = await askReplica()
    // An address that leads to the primary itself, as after a change-over: nothing it shows is old.
    const replayed = replica?.copies === false ? place : readLogPlace(replica?.replayed ?? null)
    shown = replayed === null ? null : shownUntil(marks, replayed)
  }

  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined
  let closed = false
  const lookOn = (): Promise<void> => {
    looking = within(2 * patienceMs, look())
      .catch(() => {
        shown = null
      })
      .then(() => {
        if (closed) return
        timer = setTimeout(lookOn, everyMs)
        timer.unref()
      })
    return looking
  }

  const readThrough: Replica['readThrough'] = (onRead) => ({
    ...primary,
    asReader: async (scope, work) => {
      if (looking === undefined) await lookOn()
      const asOf = shown
      if (asOf === null || chooseReading(asOf, { now: Date.now(), mostBehindMs }) === 'primary')
        return primary.asReader(scope, work)
      const { kind, key, requestId, onBehalfOf } = scope.actor
      const entry = { as: 'actor', kind, key, requestId, onBehalfOf, snapshot: true, atReplica: true } as const
      try {
        const answer = await traceTransaction('replica-reader', (counter) =>
          entries.run({ ...entry, counter }, () => prisma.$transaction((tx: Tx) => work(tx), transaction)),
        )
        onRead(new Date(asOf))
        return answer
      } catch (error) {
        // What a door throws as its answer is one, wherever it was read; a fault is asked again where everything is.
        if (!(error instanceof Error)) throw error
        return primary.asReader(scope, work)
      }
    },
  })
  return {
    readThrough,
    close: async () => {
      closed = true
      clearTimeout(timer)
      await looking
      await prisma.$disconnect()
      await pool.end()
    },
  }
}

async function within<Answer>(ms: number, work: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
