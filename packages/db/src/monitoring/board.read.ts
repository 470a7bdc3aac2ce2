import { boardChangeSchema, boardChanges, watchStates } from '@nq15/domain/monitoring'
import { orgTypes } from '@nq15/domain/organizations'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

const standing = z.object({
  state: z.enum(watchStates),
  levelCode: z.string().nullable(),
  orgType: z.enum(orgTypes),
  count: z.number(),
  reviewOverdue: z.number(),
  appraisalOverdue: z.number(),
  submitted: z.number(),
  reviewed: z.number(),
  bodyGone: z.number(),
})
/** The entries of a list that are open, by state, level and kind of organization, with what is late or waits for a decision. */
export type StandingCount = z.infer<typeof standing>

/** How a list stands on a day, in as many rows as there are states, levels and kinds. */
export async function countStanding(
  tx: Tx,
  scope: Scope,
  { listId, day }: { listId: string; day: LegalDay },
): Promise<StandingCount[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.state, x.level_code as "levelCode", n.org_type as "orgType", count(*)::int as count,
        count(*) filter (where x.review_on < ${day}::date and x.off_on is null and x.listed_on is not null)::int as "reviewOverdue",
        count(*) filter (where x.appraisal_due_on < ${day}::date and x.state in ('suspected', 'under-appraisal'))::int as "appraisalOverdue",
        count(*) filter (where x.state = 'under-appraisal' and x.submitted_level is not null)::int as submitted,
        count(*) filter (where x.state = 'awaiting-review' and x.review is not null)::int as reviewed,
        count(*) filter (where not exists (select from organization_version b where b.organization_id = x.body_id
          and b.valid_from <= app.today() and app.today() < b.valid_to))::int as "bodyGone"
      from watch_entry x
      join lateral (select v.org_type from organization_version v where v.organization_id = x.organization_id
        order by (v.valid_from <= app.today() and app.today() < v.valid_to) desc, v.valid_from desc limit 1) n on true
     where x.list_id = ${listId}::uuid and x.state not in ('dismissed', 'closed', 'relapsed', 'merged', 'dissolved') and ${withinReach(scope)}
     group by 1, 2, 3`
  return rows.map((one) => standing.parse(one))
}

const change = z.object({
  entryId: z.string(),
  organizationName: z.string(),
  event: boardChangeSchema,
  onDay: z.string(),
  decisionNumber: z.string().nullable(),
  levelCode: z.string().nullable(),
})
/** A decision about an entry that a meeting is told of. */
export type ChangeRow = z.infer<typeof change>

/** What happened to a list from a day on, newest first, at most 200. */
export async function listChanges(
  tx: Tx,
  scope: Scope,
  { listId, from }: { listId: string; from: LegalDay },
): Promise<ChangeRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.entry_id::text as "entryId", x.event, to_char(x.on_day, 'YYYY-MM-DD') as "onDay", x.decision_number as "decisionNumber",
        x.level_code as "levelCode",
        coalesce((select v.name from organization_version v where v.organization_id = x.organization_id order by v.valid_from desc limit 1), '…')
          as "organizationName"
      from watch_step x join watch_entry e on e.id = x.entry_id and e.list_id = ${listId}::uuid
     where x.on_day >= ${from}::date and x.event = any (${[...boardChanges]}::text[]) and ${withinReach(scope)}
     order by x.on_day desc, x.id desc limit 200`
  return rows.map((one) => change.parse(one))
}

const level = z.number().nullable()
const place = z.object({
  areaCode: z.string(),
  organizationId: z.string(),
  month: z.string().nullable(),
  a: level,
  b: level,
  c: level,
  d: level,
  reds: z.array(z.string()),
  missing: z.array(z.string()),
  isListed: z.boolean(),
})
/** What the newest screening says of a commune's committee; levels are null where nothing is known. */
export type PlaceLevels = z.infer<typeof place>

/** The levels of the committees of communes as the newest judged month has them, and whether they stand on a list. */
export async function listPlaceLevels(
  tx: Tx,
  scope: Scope,
  { listId, day }: { listId: string; day: LegalDay },
): Promise<PlaceLevels[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.area_code as "areaCode", x.organization_id::text as "organizationId", to_char(r.month, 'YYYY-MM-DD') as month,
        r.level_a as a, r.level_b as b, r.level_c as c, r.level_d as d, coalesce(r.reds, '{}') as reds, coalesce(r.missing, '{}') as missing,
        exists (select from watch_entry w where w.list_id = ${listId}::uuid and w.organization_id = x.organization_id
          and w.listed_on is not null and w.off_on is null) as "isListed"
      from organization_version x
      left join lateral (select * from screening_result s where s.organization_id = x.organization_id and s.superseded_at is null
        and s.month <= ${day}::date order by s.month desc limit 1) r on true
     where x.org_type = 'grassroots-committee-org' and x.area_code is not null and x.valid_from <= ${day}::date and ${day}::date < x.valid_to
       -- The commune's own committee; a committee of a company in it carries the same area.
       and x.code = x.area_code and ${withinReach(scope)}
     order by x.area_code`
  return rows.map((one) => place.parse(one))
}

const kindCount = z.object({
  orgType: z.enum(orgTypes),
  organizations: z.number(),
  red: z.number(),
  unknown: z.number(),
})
/** How many organizations of a kind there are, how many carry a red sign, of how many nothing is known. */
export type KindCount = z.infer<typeof kindCount>

/** The organizations within the scope by kind, with those that carry an open red sign; counts of organizations, never of persons. */
export async function countKinds(tx: Tx, scope: Scope, day: LegalDay): Promise<KindCount[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.org_type as "orgType", count(*)::int as organizations,
        count(*) filter (where s.organization_id is not null)::int as red,
        count(*) filter (where k.organization_id is null)::int as unknown
      from organization_version x
      left join (select distinct organization_id from sign_record where state = 'open' and kind = 'red') s on s.organization_id = x.organization_id
      left join (select distinct organization_id from screening_result where superseded_at is null and month = (
        select max(month) from screening_result where month <= ${day}::date and superseded_at is null)) k on k.organization_id = x.organization_id
     where x.side = 'party' and x.valid_from <= ${day}::date and ${day}::date < x.valid_to and x.org_type <> 'city-org' and ${withinReach(scope)}
     group by 1 order by 2 desc`
  return rows.map((one) => kindCount.parse(one))
}

const asked = z.object({ open: z.number(), overdue: z.number(), escalated: z.number(), uncharged: z.number() })
/** Alarms without an answer, those past their day, those told to the superior, and communes that nobody has in charge. */
export type AskedCounts = z.infer<typeof asked>

/** What waits for somebody's answer within the scope. */
export async function countAsked(tx: Tx, scope: Scope, day: LegalDay): Promise<AskedCounts> {
  const rows = await tx.$queryRaw<unknown[]>`
    select a.open, a.overdue, a.escalated,
      (select count(*)::int from organization_version x where x.org_type = 'grassroots-committee-org' and x.code = x.area_code
        and x.valid_from <= ${day}::date and ${day}::date < x.valid_to and ${withinReach(scope)}
        and not exists (select from area_assignment s where s.organization_id = x.organization_id and s.kind = 'main'
          and s.valid_from <= ${day}::date and ${day}::date < s.valid_to)) as uncharged
      from (select count(*)::int as open, count(*) filter (where x.due_on < ${day}::date)::int as overdue,
          count(*) filter (where x.state = 'escalated')::int as escalated
        from alarm x where x.state in ('raised', 'escalated') and ${withinReach(scope)}) a`
  return asked.parse(rows[0])
}
