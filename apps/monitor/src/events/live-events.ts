import type { Database } from '@nq15/db/client'
import { type LiveEvent, listLiveEvents, listLiveEventsAfter } from '@nq15/db/events/live.read'
import type { Scope } from '@nq15/db/scope'
import { type Repeated, runEvery } from '../run-every.ts'

/** Follows what happens: batches of new events, until the signal ends it. */
export type LiveEvents = Repeated & {
  /** With the last event that somebody was told of before a break: first what came since, and some of what was just before it. */
  readonly follow: (signal: AbortSignal, lastId?: string | undefined) => AsyncGenerator<readonly LiveEvent[]>
}

/** An event is visible some time after its moment, when its transaction ends; so far back each look reaches. */
const overlapMs = 20_000

/** Events read at once; the first screening of a city brings more than this in a look's reach, so a full reading goes on. */
const atOnce = 500

/**
 * Polls the outbox once for all open pages of this process, and not at all while nobody looks. Each event is told once.
 */
export function startLiveEvents(parts: {
  readonly db: Database
  readonly service: Scope
  readonly everyMs: number
  readonly onFault: (error: unknown) => void
}): LiveEvents {
  const { db, service, everyMs } = parts
  const listeners = new Set<(events: readonly LiveEvent[]) => void>()
  let told = new Map<string, number>()
  let since = Date.now()
  const look = async () => {
    const now = Date.now()
    if (listeners.size === 0) {
      since = now
      return
    }
    const from = new Date(since - overlapMs)
    const events = await db.asReader(service, (tx) => listLiveEvents(tx, service, { since: from, atOnce }))
    const fresh = events.filter(({ id, occurredAt }) => !told.has(id) && occurredAt.getTime() >= since - overlapMs)
    told = new Map([...told].filter(([, at]) => at >= now - 3 * overlapMs))
    for (const { id } of fresh) told.set(id, now)
    since = now
    if (fresh.length > 0) for (const listener of listeners) listener(fresh)
  }
  /** As far back as each look reaches before that event, since an event may become visible after a later one. */
  const missedSince = async (lastId: string) =>
    (await db.asReader(service, (tx) => listLiveEventsAfter(tx, service, { lastId, overlapMs, atOnce }))).filter(
      ({ id }) => id !== lastId,
    )
  const polling = runEvery({ everyMs, work: look, onError: parts.onFault })
  return {
    stop: polling.stop,
    follow: async function* (signal, lastId) {
      const waiting: (readonly LiveEvent[])[] = []
      let wake: () => void = () => undefined
      const listener = (events: readonly LiveEvent[]) => {
        waiting.push(events)
        wake()
      }
      listeners.add(listener)
      signal.addEventListener('abort', () => wake())
      try {
        // Listening has begun, so nothing falls between what is caught up with and what follows.
        const missed = lastId === undefined ? [] : await missedSince(lastId)
        if (missed.length > 0) yield missed
        const caught = new Set(missed.map(({ id }) => id))
        while (!signal.aborted) {
          const next = waiting.shift()
          if (next) yield next.filter(({ id }) => !caught.has(id))
          else await new Promise<void>((resolve) => (wake = resolve))
        }
      } finally {
        listeners.delete(listener)
      }
    },
  }
}
