import type { Tx } from '@nq15/db/client'
import type { OutboxEvent } from '@nq15/db/events/outbox.write'
import type { Scope } from '@nq15/db/scope'

/**
 * Something that happens because of events. `handle` runs in the transaction that marks them as handled, so its rows are
 * written once however often a process dies; it may only use this transaction: no network, no waiting. Events may come late
 * and out of their order, so it reads how things stand instead of believing the payload.
 */
export type EventHandler = {
  /** Stands in `event_handled`; never renamed. */
  readonly name: string
  readonly wants: (type: string) => boolean
  readonly handle: (tx: Tx, scope: Scope, events: readonly OutboxEvent[]) => Promise<void>
}
