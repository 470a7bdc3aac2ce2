import type { StoredEvent } from '@nq15/domain/events'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'

/** An event as it is put into the outbox. */
export type NewEvent = {
  readonly type: string
  readonly organizationId: string | null
  readonly recordTable: string
  readonly recordId: string | null
  readonly payload: unknown
}

/** Puts an event into the outbox in this transaction, under whoever acts in it; also in the sign-in's. Answers its id. */
export async function insertEvent(tx: Tx, event: NewEvent): Promise<string> {
  const id = newId()
  const { type, organizationId, recordTable, recordId, payload } = event
  await tx.$executeRaw`select app.emit(${id}::uuid, ${type}, ${organizationId}::uuid, ${recordTable}, ${recordId}::uuid,
    ${JSON.stringify(payload)}::jsonb)`
  return id
}

/** Puts many events into the outbox in one statement. */
export async function insertEvents(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return
  const rows = JSON.stringify(events.map((event) => ({ ...event, id: newId() })))
  await tx.$executeRaw`
    select app.emit(r.id, r.type, r."organizationId", r."recordTable", r."recordId", r.payload)
      from jsonb_to_recordset(${rows}::jsonb) as r (id uuid, type text, "organizationId" uuid, "recordTable" text, "recordId" uuid, payload jsonb)`
}

/** Which events the relay takes up: new ones, and those that were given to the queue before `staleBefore` and not handled. */
export type Claim = { readonly limit: number; readonly staleBefore: Date; readonly mostRelays: number }

/** Takes up events that wait, oldest first, and marks them as given to the queue; other processes skip them meanwhile. */
export async function claimEvents(tx: Tx, _scope: Scope, { limit, staleBefore, mostRelays }: Claim) {
  return z.array(z.object({ id: z.string(), type: z.string() })).parse(
    await tx.$queryRaw`
        update outbox set relayed_at = clock_timestamp(), relays = relays + 1
         where id in (select id from outbox where finished_at is null and relays < ${mostRelays}
             and (relayed_at is null or relayed_at < ${staleBefore}::timestamptz)
           order by occurred_at limit ${limit} for update skip locked)
        returning id::text, type`,
  )
}

const eventRow = z.object({
  id: z.string(),
  type: z.string(),
  organizationId: z.string().nullable(),
  recordTable: z.string(),
  recordId: z.string().nullable(),
  payload: z.unknown(),
  actorId: z.string().nullable(),
  occurredAt: z.date(),
})

/** An event as stored; its type may be of another release. */
export type OutboxEvent = Omit<StoredEvent, 'type'> & { readonly type: string }

/**
 * Marks events as handled by a handler and answers them all; `isFresh` are those that were not yet handled. Two workers with the same event: the second
 * waits for the first and then has none fresh, so the handler's effect in this transaction happens once.
 */
export async function markHandled(
  tx: Tx,
  _scope: Scope,
  { handler, eventIds }: { readonly handler: string; readonly eventIds: readonly string[] },
): Promise<(OutboxEvent & { readonly isFresh: boolean })[]> {
  // In one order everywhere, so that two batches never wait for each other.
  const rows = await tx.$queryRaw`
    with fresh as (
      insert into event_handled (event_id, handler)
      select o.id, ${handler} from outbox o where o.id = any (${[...eventIds].sort()}::uuid[]) order by o.id
      on conflict do nothing returning event_id)
    select f.event_id is not null as "isFresh", o.id::text as "id", o.type as "type", o.organization_id::text as "organizationId", o.record_table as "recordTable",
      o.record_id::text as "recordId", o.payload as "payload", o.actor_id::text as "actorId", o.occurred_at as "occurredAt"
      from outbox o left join fresh f on f.event_id = o.id where o.id = any (${[...eventIds]}::uuid[])
     order by o.occurred_at, o.id`
  return z.array(eventRow.extend({ isFresh: z.boolean() })).parse(rows)
}

/** Closes events whose every handler has done its part; `handlers` names them by type, and a type without any is closed too. */
export async function finishEvents(
  tx: Tx,
  _scope: Scope,
  {
    eventIds,
    handlers,
  }: { readonly eventIds: readonly string[]; readonly handlers: Readonly<Record<string, readonly string[]>> },
): Promise<number> {
  return tx.$executeRaw`
    update outbox o set finished_at = clock_timestamp(), fault = null
     where o.id = any (${[...eventIds]}::uuid[]) and o.finished_at is null
       and not exists (select from jsonb_array_elements_text(coalesce(${JSON.stringify(handlers)}::jsonb -> o.type, '[]')) h (name)
         where not exists (select from event_handled d where d.event_id = o.id and d.handler = h.name))`
}

/** Keeps the kind of a fault beside an event, for who looks after the server. */
export async function noteEventFault(
  tx: Tx,
  _scope: Scope,
  { eventId, fault }: { readonly eventId: string; readonly fault: string },
) {
  await tx.$executeRaw`update outbox set fault = ${fault} where id = ${eventId}::uuid`
}

/** Removes finished events that happened before a moment. Answers how many. */
export async function deleteFinishedEvents(tx: Tx, _scope: Scope, before: Date): Promise<number> {
  return tx.$executeRaw`delete from outbox where finished_at is not null and occurred_at < ${before}::timestamptz`
}
