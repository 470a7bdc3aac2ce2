import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

const row = z.object({
  id: z.string(),
  type: z.string(),
  organizationId: z.string(),
  recordId: z.string().nullable(),
  occurredAt: z.date(),
})
/** An event of early recognition as open pages are told of it: that it happened, to which record, and nothing of it. */
export type LiveEvent = z.infer<typeof row>

/** All events of early recognition that were put into the outbox since a moment, oldest first, read so many at once; for the service of events. */
export async function listLiveEvents(
  tx: Tx,
  _scope: Scope,
  { since, atOnce }: { since: Date; atOnce: number },
): Promise<LiveEvent[]> {
  const events: LiveEvent[] = []
  let isLast = false
  while (!isLast) {
    // One snapshot, so nothing moves between two readings.
    const rows = await tx.$queryRaw<unknown[]>`
      select id::text as id, type, organization_id::text as "organizationId", record_id::text as "recordId", occurred_at as "occurredAt"
        from outbox where occurred_at >= ${since}::timestamptz and type like 'monitoring.%' and organization_id is not null
       order by occurred_at, id limit ${atOnce} offset ${events.length}`
    for (const one of rows) events.push(row.parse(one))
    isLast = rows.length < atOnce
  }
  return events
}

/**
 * The same since some time before an event that a page was told of; an event that is kept no longer, or never was, counts as one of a
 * minute ago.
 */
export async function listLiveEventsAfter(
  tx: Tx,
  scope: Scope,
  { lastId, overlapMs, atOnce }: { lastId: string; overlapMs: number; atOnce: number },
): Promise<LiveEvent[]> {
  const [last] = await tx.$queryRaw<{ at: Date }[]>`
    select coalesce((select occurred_at from outbox where id = ${lastId}::uuid), clock_timestamp() - interval '1 minute') as at`
  return listLiveEvents(tx, scope, { since: new Date((last?.at.getTime() ?? Date.now()) - overlapMs), atOnce })
}

/** Which of some organizations the reader still sees; null when he is no longer signed in, or holds no role any more. */
export async function seenOrganizations(
  tx: Tx,
  scope: Scope,
  ids: readonly string[],
): Promise<ReadonlySet<string> | null> {
  const granted = scope.organizationIds === 'everything' ? null : [...scope.organizationIds]
  const [answer] = await tx.$queryRaw<{ alive: boolean; ids: string[] | null }[]>`
    select current_setting('app.anyone') = 'yes' as alive, array_agg(distinct r.organization_id::text) as ids
      from app.organization_reach r
     where r.organization_id = any (${[...ids]}::uuid[]) and (${granted === null} or r.above_id = any (${granted ?? []}::uuid[]))
       and r.valid_from <= app.today() and app.today() < r.valid_to`
  return answer?.alive ? new Set(answer.ids ?? []) : null
}
