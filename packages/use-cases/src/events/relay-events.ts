import type { Database } from '@nq15/db/client'
import { claimRuns } from '@nq15/db/events/job-run.write'
import { claimEvents, finishEvents } from '@nq15/db/events/outbox.write'
import type { Scope } from '@nq15/db/scope'
import type { EventHandler } from './event-handler.ts'

/** What the relay gives to the queue: a handler with the events it is to handle, or a person's run to be performed. */
export type Parcel =
  | { readonly queue: 'event'; readonly handler: string; readonly eventIds: readonly string[] }
  | { readonly queue: 'run'; readonly runId: string }

/** Events of one parcel at most: one transaction handles them. */
export const parcelSize = 200

/** An event is given to the queue this often before somebody has to look at it. */
const mostRelays = 50

/**
 * Takes up what waits in the outbox and answers the parcels for the queue. What was taken up and not handled within
 * `staleMs` (a process died between) is taken up again: at least once here, exactly once by `event_handled`.
 */
export async function relayEvents(
  db: Database,
  scope: Scope,
  options: {
    readonly handlers: readonly EventHandler[]
    readonly now: Date
    readonly staleMs: number
    readonly limit?: number
  },
): Promise<readonly Parcel[]> {
  const { handlers, now, staleMs, limit = 2_000 } = options
  const staleBefore = new Date(now.getTime() - staleMs)
  return db.asActor(scope, async (tx) => {
    const events = await claimEvents(tx, scope, { limit, staleBefore, mostRelays })
    const runs = await claimRuns(tx, scope, { limit: 100, staleBefore })
    const unwanted = events.filter(({ type }) => !handlers.some(({ wants }) => wants(type)))
    if (unwanted.length > 0) {
      await finishEvents(tx, scope, { eventIds: unwanted.map(({ id }) => id), handlers: {} })
    }
    return [
      ...handlers.flatMap(({ name, wants }) =>
        chunks(
          events.filter(({ type }) => wants(type)).map(({ id }) => id),
          parcelSize,
        ).map((eventIds): Parcel => ({ queue: 'event', handler: name, eventIds })),
      ),
      ...runs.map((runId): Parcel => ({ queue: 'run', runId })),
    ]
  })
}

const chunks = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size))
