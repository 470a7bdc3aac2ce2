import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

const chargeRow = z.object({
  assignmentId: z.string(),
  organizationId: z.string(),
  committeeId: z.string(),
  areaCode: z.string().nullable(),
  name: z.string(),
  kind: z.enum(['main', 'supporting']),
  holderName: z.string(),
  holderPost: z.string(),
  holderUserId: z.string().nullable(),
  decisionNumber: z.string(),
  from: z.string(),
  to: z.string(),
})
/** Somebody's being in charge within a stretch of days `[from, to)`. */
export type AccountCharge = z.infer<typeof chargeRow>

type Span = { readonly from: LegalDay; readonly to: LegalDay }

/** Who was in charge of what within `[from, to)`, as far as the reader may see the organizations; by name of the holder. */
export async function listAccountCharges(tx: Tx, scope: Scope, { from, to }: Span): Promise<AccountCharge[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "assignmentId", x.organization_id::text as "organizationId", x.committee_id::text as "committeeId", a.code as "areaCode",
        coalesce(a.name, (select v.name from organization_version v where v.organization_id = x.organization_id order by v.valid_from desc limit 1), '…') as name,
        x.kind, x.holder_name as "holderName", x.holder_post as "holderPost", x.holder_user_id::text as "holderUserId",
        x.decision_number as "decisionNumber", to_char(greatest(x.valid_from, ${from}::date), 'YYYY-MM-DD') as "from",
        to_char(least(x.valid_to, ${to}::date), 'YYYY-MM-DD') as "to"
      from area_assignment x left join area a on a.id = x.area_id
     where x.kind in ('main', 'supporting') and x.valid_from < least(x.valid_to, ${to}::date) and x.valid_to > ${from}::date and ${withinReach(scope)}
     order by x.holder_name, x.valid_from, a.code limit 1000`
  return rows.map((one) => chargeRow.parse(one))
}

const count = z.coerce.number()
const figuresRow = z.object({
  key: z.string(),
  due: count,
  done: count,
  late: count,
  promised: count,
  kept: count,
  missed: count,
  visits: count,
  received: count,
  headReceived: count,
})
/** What was due and done within a charge: tasks by their day, promises of his, days of visit and of reception. Counts. */
export type AccountFigures = z.infer<typeof figuresRow>

/** Counts for each of some charges what fell due within its days, up to today; tasks of the organization and below it. */
export async function countAccount(
  tx: Tx,
  _scope: Scope,
  {
    charges,
    today,
  }: { charges: readonly (Span & { key: string; organizationId: string; userId: string | null })[]; today: LegalDay },
): Promise<AccountFigures[]> {
  if (charges.length === 0) return []
  const rows = await tx.$queryRaw<unknown[]>`
    with c as (select * from jsonb_to_recordset(${JSON.stringify(charges)}::jsonb)
        as r(key text, "organizationId" uuid, "userId" uuid, "from" date, "to" date))
    select c.key, t.due, t.done, t.late, p.promised, p.kept, p.missed,
        (select count(distinct n.visited_on) from visit_note n where n.user_id = c."userId" and n.visited_on >= c."from" and n.visited_on < c."to"
          and exists (select from app.organization_reach r where r.above_id = c."organizationId" and r.organization_id = n.organization_id)) as visits,
        (select count(distinct d.held_on) from reception_day d where d.user_id = c."userId" and d.bearer = 'area-member' and d.taken_back_on is null
          and d.organization_id = c."organizationId" and d.held_on >= c."from" and d.held_on < c."to") as received,
        (select count(*) from (
          select d.held_on from reception_day d where d.bearer = 'commune-head' and d.taken_back_on is null and d.organization_id = c."organizationId"
          union select k.held_on from app.days_of_the_desk() k where k.bearer = 'commune-head' and k.organization_id = c."organizationId") h
          where h.held_on >= c."from" and h.held_on < c."to") as "headReceived"
      from c
      cross join lateral (
        select count(*) as due, count(*) filter (where k.state = 'done') as done,
            count(*) filter (where k.done_on > k.due_on or k.state = 'open' and k.due_on < ${today}::date) as late
          from plan_task k join consolidation_plan l on l.id = k.plan_id and l.approved_on is not null
         where k.state <> 'closed' and k.due_on >= c."from" and k.due_on < least(c."to", ${today}::date + 1)
           and exists (select from app.organization_reach r where r.above_id = c."organizationId" and r.organization_id = k.organization_id
             and r.valid_from <= k.due_on and k.due_on < r.valid_to)) t
      cross join lateral (
        select count(*) as promised, count(*) filter (where m.kept_on is not null) as kept,
            count(*) filter (where m.kept_on is null and m.due_on < ${today}::date or m.kept_on > m.due_on) as missed
          from visit_promise m where m.user_id = c."userId" and m.due_on >= c."from" and m.due_on < c."to"
            and not exists (select from visit_promise n where n.previous_id = m.id)
            and exists (select from app.organization_reach r where r.above_id = c."organizationId" and r.organization_id = m.organization_id)) p`
  return rows.map((one) => figuresRow.parse(one))
}

const gapRow = z.object({
  organizationId: z.string(),
  organizationName: z.string(),
  code: z.string(),
  name: z.string(),
  days: count,
})
/** A commune with the days of a stretch on which nobody was in main charge of it. */
export type AreaGap = z.infer<typeof gapRow>

/** Every commune of the reader's reach in `[from, to)` with the days on which nobody was in main charge; by code. */
export async function listAreaGaps(tx: Tx, scope: Scope, { from, to }: Span): Promise<AreaGap[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.organization_id::text as "organizationId", x.name as "organizationName", a.code, a.name,
        (select coalesce(sum(upper(g) - lower(g)), 0) from unnest(
          datemultirange(daterange(greatest(a.valid_from, ${from}::date), least(a.valid_to, ${to}::date)))
          - coalesce((select range_agg(daterange(s.valid_from, s.valid_to)) from area_assignment s
              where s.area_id = a.id and s.kind = 'main' and s.valid_from < s.valid_to), '{}'::datemultirange)) g) as days
      from area a join organization_version x on x.area_code = a.code and x.side = 'party' and x.org_type = 'grassroots-committee-org'
        and x.valid_from < least(a.valid_to, ${to}::date) and greatest(a.valid_from, ${from}::date) < x.valid_to
     where a.valid_from < ${to}::date and a.valid_to > ${from}::date
       and x.valid_from = (select max(v.valid_from) from organization_version v where v.organization_id = x.organization_id and v.valid_from < ${to}::date)
       and ${withinReach(scope)}
     order by a.code limit 1000`
  return rows.map((one) => gapRow.parse(one))
}

const targetRow = z.object({ organizationId: z.string(), assigned: count, completed: count })
/** The tasks of a year as the organization's own yearly report counts them. */
export type ReportedTargets = z.infer<typeof targetRow>

/** What organizations reported of the tasks assigned to them in a year: how many, and how many were completed, on time or late. */
export async function listReportedTargets(
  tx: Tx,
  _scope: Scope,
  { year, organizationIds }: { year: number; organizationIds: readonly string[] },
): Promise<ReportedTargets[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select c.organization_id::text as "organizationId", r.tasks_assigned as assigned, coalesce(r.tasks_on_time, 0) + coalesce(r.tasks_late, 0) as completed
      from rating_unit_report r join rating_unit_case c on c.id = r.case_id join rating_campaign k on k.id = c.campaign_id
     where k.year = ${year} and c.subject not in ('COLLECTIVE', 'LEADER') and r.tasks_assigned > 0
       and (r.tasks_on_time is not null or r.tasks_late is not null) and c.organization_id = any (${[...organizationIds]}::uuid[])`
  return rows.map((one) => targetRow.parse(one))
}
