import type { Database } from '@nq15/db/client'
import { finishEvents, markHandled, noteEventFault, type OutboxEvent } from '@nq15/db/events/outbox.write'
import type { Scope } from '@nq15/db/scope'
import type { EventHandler } from './event-handler.ts'

/** How many events a handler had not yet handled, and how many it could not. */
export type Handled = { readonly handled: number; readonly failed: number }

/**
 * Lets a handler do its part for events, each once: marking and effect are one transaction. When a batch fails its events
 * are tried one by one, so that one bad event does not hold up the others; a failed one is kept and comes again.
 */
export async function handleEvents(
  db: Database,
  scope: Scope,
  options: {
    readonly handlers: readonly EventHandler[]
    readonly handler: string
    readonly eventIds: readonly string[]
  },
): Promise<Handled> {
  const { handlers, handler: name, eventIds } = options
  const handler = handlers.find((one) => one.name === name)
  if (!handler) throw new Error(`no handler ${name}`)
  const handle = (ids: readonly string[]) =>
    db.asActor(scope, async (tx) => {
      const events = await markHandled(tx, scope, { handler: name, eventIds: ids })
      const fresh = events.filter(({ isFresh }) => isFresh)
      if (fresh.length > 0) await handler.handle(tx, scope, fresh)
      await finishEvents(tx, scope, { eventIds: ids, handlers: namesByType(handlers, events) })
      return fresh.length
    })
  try {
    return { handled: await handle(eventIds), failed: 0 }
  } catch (error) {
    if (eventIds.length === 1) return await failed(db, scope, eventIds, error)
  }
  const done = { handled: 0, failed: 0 }
  for (const id of eventIds) {
    const one = await handle([id]).then(
      (handled): Handled => ({ handled, failed: 0 }),
      (error) => failed(db, scope, [id], error),
    )
    done.handled += one.handled
    done.failed += one.failed
  }
  return done
}

async function failed(db: Database, scope: Scope, [eventId]: readonly string[], error: unknown): Promise<Handled> {
  // The message of a fault may quote a row, so only its kind is kept.
  const fault = error instanceof Error ? error.name : typeof error
  if (eventId) await db.asActor(scope, (tx) => noteEventFault(tx, scope, { eventId, fault }))
  return { handled: 0, failed: 1 }
}

/** Which handlers each type of these events must have passed before an event is finished. */
function namesByType(handlers: readonly EventHandler[], events: readonly OutboxEvent[]): Record<string, string[]> {
  const types = new Set(events.map(({ type }) => type))
  return Object.fromEntries(
    [...types].map((type) => [type, handlers.filter(({ wants }) => wants(type)).map(({ name }) => name)]),
  )
}
