import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

const line = z.object({
  kind: z.enum(['project', 'case', 'commitment']),
  id: z.string(),
  title: z.string(),
  place: z.string(),
  from: z.string(),
  dueOn: z.string().nullable(),
  endedOn: z.string().nullable(),
  state: z.enum(['under-way', 'done', 'suspended', 'followed', 'settled', 'removed', 'standing', 'kept', 'overdue']),
})
/** A project, a case or a promise as it stood at the end of a day: since when, until when it was owed, when it ended. */
export type TimelineRow = z.infer<typeof line>

/**
 * What stood on one axis of time at the end of a day within the scope: projects that touch a commune of it, cases and promises; from
 * what was known by then, except that a reopened case no longer shows its former settlement here. The oldest first.
 */
export async function listTimeline(
  tx: Tx,
  scope: Scope,
  { asOf, limit }: { readonly asOf: LegalDay; readonly limit: number },
): Promise<TimelineRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select kind, id, title, place, to_char(since, 'YYYY-MM-DD') as "from", to_char(due, 'YYYY-MM-DD') as "dueOn",
        to_char(ended, 'YYYY-MM-DD') as "endedOn", state
      from (
        select 'project' as kind, p.id::text, p.name as title, p.code as place, p.opened_on as since, null::date as due,
            case when s.stage in ('done', 'suspended') then s.on_day end as ended,
            case s.stage when 'done' then 'done' when 'suspended' then 'suspended' else 'under-way' end as state
          from project p left join lateral (select q.to_stage as stage, q.on_day from project_step q
            where q.project_id = p.id and q.on_day <= ${asOf}::date order by q.position desc limit 1) s on true
         where p.opened_on <= ${asOf}::date
           and exists (select from project_area x where x.project_id = p.id and ${withinReach(scope)})
        union all
        select 'case', x.id::text, x.title, x.place, x.first_seen_on, null,
            case when x.removed_on <= ${asOf}::date then x.removed_on when x.settled_on <= ${asOf}::date then x.settled_on end,
            case when x.removed_on <= ${asOf}::date then 'removed' when x.settled_on <= ${asOf}::date then 'settled' else 'followed' end
          from complex_case x where x.first_seen_on <= ${asOf}::date and x.state <> 'out-of-scope' and ${withinReach(scope)}
        union all
        select 'commitment', coalesce(x.case_id, x.project_id)::text, x.text, x.audience, x.announced_on, x.due_on,
            case when x.kept_on <= ${asOf}::date then x.kept_on end,
            case when x.kept_on <= ${asOf}::date then 'kept' when x.due_on < ${asOf}::date then 'overdue' else 'standing' end
          from public_commitment x where x.announced_on <= ${asOf}::date and ${withinReach(scope)}
      ) found
     order by since, kind, title, id limit ${limit}`
  return rows.map((row) => line.parse(row))
}
