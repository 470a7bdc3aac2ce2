import type { LateReason, ListedSpan } from '@nq15/domain/monitoring'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

const span = z.object({
  entryId: z.string(),
  organizationId: z.string(),
  listedOn: z.string(),
  offOn: z.string().nullable(),
  offBy: z.enum(['removed', 'merged', 'dissolved', 'relapsed']).nullable(),
  isRelapse: z.boolean(),
})

/** Every time an organization was on a list, within the scope. */
export async function listListedSpans(tx: Tx, scope: Scope, listId: string): Promise<ListedSpan[]> {
  if (!isId(listId)) return []
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "entryId", x.organization_id::text as "organizationId", to_char(x.listed_on, 'YYYY-MM-DD') as "listedOn",
        to_char(x.off_on, 'YYYY-MM-DD') as "offOn", x.off_by as "offBy",
        exists (select from watch_entry p where p.id = x.previous_entry_id and p.state = 'relapsed') as "isRelapse"
      from watch_entry x where x.list_id = ${listId}::uuid and x.listed_on is not null and ${withinReach(scope)} order by x.listed_on, x.id`
  return rows.map((one) => span.parse(one))
}

const figures = z.object({
  start: z.number(),
  added: z.number(),
  removed: z.number(),
  merged: z.number(),
  end: z.number(),
  difference: z.number(),
  relapsed: z.number(),
})
const frozenRow = z.object({
  entryId: z.string(),
  organizationName: z.string(),
  level: z.string(),
  listedOn: z.string(),
  movements: z.array(z.enum(['start', 'added', 'removed', 'merged', 'end'])),
})
const quarterRow = z.object({
  quarterId: z.string(),
  listId: z.string(),
  year: z.number(),
  quarter: z.number(),
  reasons: z.array(z.object({ entryId: z.string(), reason: z.string() })),
  preparedBy: z.string(),
  preparedByName: z.string(),
  figures: figures.nullable(),
  rows: z.array(frozenRow).nullable(),
  contentHash: z.string().nullable(),
  signedByName: z.string().nullable(),
  signedAt: z.date().nullable(),
  version: z.number(),
})
/** A quarter of a list: being prepared, or frozen with its figures and rows. */
export type WatchQuarterRow = Omit<z.infer<typeof quarterRow>, 'reasons'> & { readonly reasons: readonly LateReason[] }
export type FrozenFigures = z.infer<typeof figures>
export type FrozenRow = z.infer<typeof frozenRow>

/** The quarters of a list, newest first, within the scope. */
export async function listWatchQuarters(tx: Tx, scope: Scope, listId: string): Promise<WatchQuarterRow[]> {
  if (!isId(listId)) return []
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "quarterId", x.list_id::text as "listId", x.year, x.quarter, x.reasons, x.prepared_by::text as "preparedBy",
        x.prepared_by_name as "preparedByName", x.figures, x.rows, x.content_hash as "contentHash", x.signed_by_name as "signedByName",
        x.signed_at as "signedAt", x.version
      from watch_quarter x where x.list_id = ${listId}::uuid and ${withinReach(scope)} order by x.year desc, x.quarter desc`
  return rows.map((one) => quarterRow.parse(one))
}

/** How many organizations stood on a list at the end of a day, by level. */
export type LevelOnDay = { readonly day: string; readonly levelCode: string; readonly count: number }

/** The length of a list on some days by level, as the steps say; days on which a level held nobody are left out. */
export async function countLevelsOn(
  tx: Tx,
  scope: Scope,
  { listId, days }: { listId: string; days: readonly string[] },
): Promise<LevelOnDay[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select to_char(d.day, 'YYYY-MM-DD') as day, s.level_code as "levelCode", count(*)::int as count
      from unnest(${[...days]}::date[]) as d (day)
      join watch_entry x on x.list_id = ${listId}::uuid and x.listed_on <= d.day and (x.off_on is null or d.day < x.off_on) and ${withinReach(scope)}
      join lateral (select t.level_code from watch_step t where t.entry_id = x.id and t.level_code is not null and t.on_day <= d.day
        and t.event in ('list', 'relist', 'raise') order by t.on_day desc, t.position desc limit 1) s on true
     group by 1, 2 order by 1, 2`
  return rows.map((one) => z.object({ day: z.string(), levelCode: z.string(), count: z.number() }).parse(one))
}
