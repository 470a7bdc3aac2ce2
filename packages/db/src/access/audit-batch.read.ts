import type { SealedEvent, StoredBatch } from '@nq15/domain/access'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

const eventRow = z.object({
  id: z.string(),
  at: z.string(),
  actorId: z.string().nullable(),
  onBehalfOf: z.string().nullable(),
  requestId: z.string().nullable(),
  action: z.string(),
  recordTable: z.string(),
  recordId: z.string().nullable(),
  organizationId: z.string().nullable(),
  detail: z.unknown(),
})

/** The newest batch, on which the next one is built; null before the first. */
export async function readHead(tx: Tx, _scope: Scope) {
  return tx.auditBatch.findFirst({
    orderBy: { seq: 'desc' },
    select: { seq: true, hash: true, sealedAt: true, eventCount: true },
  })
}

/** When the youngest row of the newest batch was written: what is older is sealed, but for rows that were committed late. Null before the first. */
export async function readFrontier(tx: Tx, _scope: Scope): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    select l.event_id::text as id from audit_leaf l
     where l.batch_seq = (select max(b.seq) from audit_batch b) order by l.position desc limit 1`
  return row ? new Date(Number.parseInt(row.id.replace('-', '').slice(0, 12), 16)) : null
}

/**
 * Rows of the trail that no batch holds yet, oldest first, at most `limit`. `since` bounds the search to ids made after it, so
 * that the whole trail is not read every minute, or to those after an id a search ended with; null searches all.
 */
export async function listUnsealed(
  tx: Tx,
  _scope: Scope,
  search: { readonly limit: number; readonly since: Date | string | null },
): Promise<SealedEvent[]> {
  const from = typeof search.since === 'string' ? search.since : lowestIdAt(search.since)
  const rows = await tx.$queryRaw`
    with waiting as materialized (
      select e.id from audit_event e
       where e.id >= ${from}::uuid and not exists (select from audit_leaf l where l.event_id = e.id and l.event_id >= ${from}::uuid)
       order by e.id limit ${search.limit})
    select e.id::text as "id", to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "at",
      e.actor_id::text as "actorId", e.on_behalf_of::text as "onBehalfOf", e.request_id as "requestId", e.action as "action",
      e.record_table as "recordTable", e.record_id::text as "recordId", e.organization_id::text as "organizationId", e.detail as "detail"
    from waiting w join audit_event e on e.id = w.id order by e.id`
  return z.array(eventRow).parse(rows)
}

/** How many rows wait to be sealed among those written since a moment: rows less leaves, both counted in their index alone. */
export async function countUnsealedSince(tx: Tx, _scope: Scope, since: Date | null): Promise<number> {
  const from = lowestIdAt(since)
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select ((select count(*) from audit_event e where e.id >= ${from}::uuid) - (select count(*) from audit_leaf l where l.event_id >= ${from}::uuid))::int as count`
  return row?.count ?? 0
}

/** What waits to be sealed, row by row: how many, and since when (UTC). */
export async function countUnsealed(tx: Tx, _scope: Scope, since: Date | null = null) {
  const from = lowestIdAt(since)
  const [row] = await tx.$queryRaw<{ count: number; oldest: Date | null; oldest_id: string | null }[]>`
    select count(*)::int as count, min(e.at) as oldest, min(e.id::text) as oldest_id from audit_event e
    where e.id >= ${from}::uuid and not exists (select from audit_leaf l where l.event_id = e.id and l.event_id >= ${from}::uuid)`
  return { count: row?.count ?? 0, oldestAt: row?.oldest ?? null, oldestId: row?.oldest_id ?? null }
}

/** Batches without their rows, newest first, for the auditor's list. */
export async function listBatches(
  tx: Tx,
  _scope: Scope,
  { limit, before }: { readonly limit: number; readonly before?: number },
) {
  return tx.auditBatch.findMany({
    where: before === undefined ? {} : { seq: { lt: before } },
    orderBy: { seq: 'desc' },
    take: limit,
    select: { seq: true, sealedAt: true, eventCount: true, hash: true },
  })
}

/** The last batch sealed before a moment: the head of a day. */
export async function findHeadBefore(tx: Tx, _scope: Scope, moment: Date) {
  return tx.auditBatch.findFirst({
    where: { sealedAt: { lt: moment } },
    orderBy: { seq: 'desc' },
    select: { seq: true, sealedAt: true, eventCount: true, hash: true },
  })
}

/** How much is sealed: batches and rows. */
export async function countSealed(tx: Tx, _scope: Scope) {
  const { _count, _sum } = await tx.auditBatch.aggregate({ _count: true, _sum: { eventCount: true } })
  return { batches: _count, events: _sum.eventCount ?? 0 }
}

/** The first batch at or after `seq` with its leaves and the rows they seal; null after the last. */
export async function readBatchFrom(tx: Tx, _scope: Scope, seq: number): Promise<StoredBatch | null> {
  const batch = await tx.auditBatch.findFirst({ where: { seq: { gte: seq } }, orderBy: { seq: 'asc' } })
  if (!batch) return null
  const leaves = z.array(leafRow).parse(
    await tx.$queryRaw`
      select l.position as "position", l.event_id::text as "eventId", l.leaf_hash as "leafHash", e.id::text as "id",
        to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "at", e.actor_id::text as "actorId",
        e.on_behalf_of::text as "onBehalfOf", e.request_id as "requestId", e.action as "action", e.record_table as "recordTable",
        e.record_id::text as "recordId", e.organization_id::text as "organizationId", e.detail as "detail"
      from audit_leaf l left join audit_event e on e.id = l.event_id
      where l.batch_seq = ${batch.seq} order by l.position`,
  )
  return {
    ...batch,
    sealedAt: batch.sealedAt.toISOString(),
    leaves: leaves.map(({ position, eventId, leafHash, ...event }) => {
      const stored = eventRow.safeParse(event)
      return { position, eventId, leafHash, event: stored.success ? stored.data : null }
    }),
  }
}

const leafRow = z.looseObject({ position: z.number(), eventId: z.string(), leafHash: z.string() })

/** The least id of version 7 that can have been made at a moment. */
function lowestIdAt(moment: Date | null): string {
  const hex = (moment?.getTime() ?? 0).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}
