import type { Tx } from '@nq15/db/client'
import { insertEvent, insertEvents } from '@nq15/db/events/outbox.write'
import type { Scope } from '@nq15/db/scope'
import { type EventPayload, type EventType, readPayload } from '@nq15/domain/events'

/** What happened, to which record of which organization. */
export type Emitted<Type extends EventType> = {
  readonly type: Type
  readonly organizationId: string | null
  readonly recordTable: string
  readonly recordId: string | null
  readonly payload: EventPayload<Type>
}

/**
 * Tells what happened, in the transaction in which it happens: with a rollback nothing was told. Works inside `asActor` and
 * inside `asSignIn`. Throws for a payload that the catalogue does not allow. Answers the event's id.
 */
export async function emit<Type extends EventType>(tx: Tx, _scope: Scope, event: Emitted<Type>): Promise<string> {
  return insertEvent(tx, { ...event, payload: readPayload(event.type, event.payload) })
}

/** Tells many things that happened, all of one type, in one statement. Throws for a payload that the catalogue does not allow. */
export async function emitAll<Type extends EventType>(
  tx: Tx,
  _scope: Scope,
  events: readonly Emitted<Type>[],
): Promise<void> {
  await insertEvents(
    tx,
    events.map((event) => ({ ...event, payload: readPayload(event.type, event.payload) })),
  )
}
