import type { ReviewFact } from '@nq15/domain/reports'
import type { LegalDay } from '@nq15/domain/shared'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** A level, the years of a review and the day on which it is cut off. */
export type ReviewOf = {
  readonly organizationId: string
  readonly firstYear: number
  readonly lastYear: number
  readonly cutOff: LegalDay
}

type Wide = { readonly line: string; readonly year: number } & Readonly<Record<string, number | string>>

/** The lines records stand in on the cut-off day, and the years with their own first and last days. */
const ground = ({ organizationId, firstYear, lastYear, cutOff }: ReviewOf) => Prisma.sql`
  places as materialized (select p.organization_id, case when p.organization_id = ${organizationId}::uuid then ${organizationId}::text else p.line end as line
    from app.table_places(${organizationId}::uuid, ${cutOff}::date) p),
  years as (select y as year, make_date(y, 1, 1) as first, least(make_date(y, 12, 31), ${cutOff}::date) as last
    from generate_series(${firstYear}::int, ${lastYear}::int) y)`

const longer = (table: ReviewFact['table'], rows: readonly Wide[]): ReviewFact[] =>
  rows.flatMap(({ line, year, ...counts }) =>
    Object.entries(counts).map(([column, count]) => ({ table, line, year, column, count: Number(count) })),
  )

/** T1: the watch list and plans past their end, by line and year. */
export async function countReviewList(tx: Tx, _scope: Scope, of: ReviewOf): Promise<ReviewFact[]> {
  const rows = await tx.$queryRaw<Wide[]>`
    with ${ground(of)}, entries as (
      select e.organization_id, e.listed_on, e.off_on as ended_on, coalesce(e.off_by in ('merged', 'dissolved'), false) as merged, coalesce(b.state = 'relapsed', false) as again
        from watch_entry e left join watch_entry b on b.id = e.previous_entry_id
       where e.listed_on is not null
    )
    select p.line, y.year::int as year,
        count(*) filter (where e.listed_on < y.first and (e.ended_on is null or e.ended_on >= y.first))::int as start,
        count(*) filter (where e.listed_on between y.first and y.last)::int as added,
        count(*) filter (where not e.merged and e.ended_on between y.first and y.last)::int as "takenOff",
        count(*) filter (where e.merged and e.ended_on between y.first and y.last)::int as merged,
        count(*) filter (where e.listed_on <= y.last and (e.ended_on is null or e.ended_on > y.last))::int as end,
        count(*) filter (where e.again and e.listed_on between y.first and y.last)::int as relapsed
      from entries e join places p on p.organization_id = e.organization_id cross join years y group by 1, 2`
  const late = await tx.$queryRaw<Wide[]>`
    with ${ground(of)}
    select p.line, y.year::int as year, count(*)::int as "overduePlans"
      from consolidation_plan x join places p on p.organization_id = x.organization_id cross join years y
     where x.approved_on <= y.last and x.ends_on < y.last and (x.completed_on is null or x.completed_on > y.last) group by 1, 2`
  return [...longer('T1', rows), ...longer('T1', late)]
}

/** T2: complex cases from the decision that takes them on the list to the one that takes them off, by line and year. */
export async function countReviewCases(tx: Tx, _scope: Scope, of: ReviewOf): Promise<ReviewFact[]> {
  const rows = await tx.$queryRaw<Wide[]>`
    with ${ground(of)}, cases as materialized (
      select x.id, x.level, p.line, y.year, y.first, y.last,
          (select s.to_state from complex_case_step s where s.case_id = x.id and s.on_day < y.first order by s.position desc limit 1) as before,
          (select s.to_state from complex_case_step s where s.case_id = x.id and s.on_day <= y.last order by s.position desc limit 1) as after,
          (select min(s.on_day) from complex_case_step s where s.case_id = x.id and s.to_state = 'assigned') as listed_on
        from complex_case x join places p on p.organization_id = x.organization_id cross join years y
    ), steps as materialized (
      select s.case_id, s.on_day, s.from_state, s.to_state, lag(s.to_state) over (partition by s.case_id order by s.position) as was
        from complex_case_step s where s.case_id is not null
    ), moved as (
      select c.line, c.year, count(*) filter (where s.to_state = 'reopened' and s.was = 'removed') as reopened,
          count(*) filter (where s.to_state = 'settled' and s.was not in ('settled', 'removal-pending')) as settled, count(*) filter (where s.to_state = 'removed' and s.was <> 'removed') as taken
        from cases c join steps s on s.case_id = c.id and s.on_day between c.first and c.last group by 1, 2
    ), late as (
      select c.line, c.year, count(*) as milestones from cases c join case_milestone m on m.case_id = c.id
       where c.after in ${listed} and m.due_on < c.last and (m.done_on is null or m.done_on > c.last) group by 1, 2
    )
    select c.line, c.year::int as year,
        count(*) filter (where c.before in ${listed})::int as start,
        count(*) filter (where c.listed_on between c.first and c.last)::int as new,
        coalesce(max(m.reopened), 0)::int as reopened, coalesce(max(m.settled), 0)::int as settled, coalesce(max(m.taken), 0)::int as "takenOff",
        count(*) filter (where c.after in ${listed})::int as listed,
        count(*) filter (where c.after in ('assigned', 'in-progress', 'calm', 'reopened'))::int as open,
        count(*) filter (where c.after in ('assigned', 'in-progress', 'calm', 'reopened') and c.listed_on <= c.last - 365)::int as "openLong",
        count(*) filter (where c.after in ${listed} and c.level = 'city')::int as "cityLevel",
        coalesce(max(l.milestones), 0)::int as "lateMilestones"
      from cases c left join moved m on m.line = c.line and m.year = c.year left join late l on l.line = c.line and l.year = c.year
     group by 1, 2`
  return longer('T2', rows)
}

const listed = Prisma.sql`('assigned', 'in-progress', 'calm', 'settled', 'removal-pending', 'reopened')`

/** T4: inspections, their remedies and discipline, by line and year; discipline as counts alone. */
export async function countReviewInspections(tx: Tx, _scope: Scope, of: ReviewOf): Promise<ReviewFact[]> {
  const { organizationId, firstYear, cutOff } = of
  const rows = await tx.$queryRaw<Wide[]>`
    with ${ground(of)}, remedies as (
      select p.line, y.year, count(*) filter (where r.done_on between y.first and y.last) as done,
          count(*) filter (where r.due_on < y.last and (r.done_on is null or r.done_on > y.last)) as late
        from inspection_remedy r join places p on p.organization_id = r.organization_id cross join years y group by 1, 2
    ), held as (
      select p.line, y.year,
          count(*) filter (where g.year = y.year) as planned,
          count(*) filter (where x.concluded_on between y.first and y.last) as done,
          count(*) filter (where x.kind = 'sign-inspection' and x.decided_on between y.first and y.last) as signs,
          count(*) filter (where x.result = 'violation' and x.concluded_on between y.first and y.last) as violations,
          count(*) filter (where x.kind = 'thematic-supervision' and x.concluded_on between y.first and y.last) as supervision
        from inspection x join places p on p.organization_id = x.organization_id left join inspection_programme g on g.id = x.programme_id cross join years y group by 1, 2
    )
    select coalesce(h.line, r.line) as line, coalesce(h.year, r.year)::int as year, coalesce(h.planned, 0)::int as planned, coalesce(h.done, 0)::int as done,
        coalesce(h.signs, 0)::int as "onSigns", coalesce(h.violations, 0)::int as violations, coalesce(h.supervision, 0)::int as supervision,
        coalesce(r.done, 0)::int as "remediesDone", coalesce(r.late, 0)::int as "remediesLate"
      from held h full join remedies r on r.line = h.line and r.year = h.year`
  const disciplined = await tx.$queryRaw<
    { line: string; year: number; object: 'member' | 'organization'; form: string; cases: number }[]
  >`select line, year, object, form, cases::int as cases from app.review_disciplines(${organizationId}::uuid, make_date(${firstYear}::int, 1, 1), ${cutOff}::date)`
  return [
    ...longer('T4', rows),
    ...disciplined.flatMap(({ line, year, object, form, cases }): ReviewFact[] => {
      const column = formColumns[`${object} ${form}`]
      const of = { table: 'T4', line, year, count: cases } as const
      return [{ ...of, column: `${object}s` }, ...(column ? [{ ...of, column }] : [])]
    }),
  ]
}

const formColumns: Readonly<Record<string, string>> = {
  'organization reprimand': 'organizationReprimand',
  'organization warning': 'organizationWarning',
  'organization dissolution': 'organizationDissolution',
  'member reprimand': 'memberReprimand',
  'member warning': 'memberWarning',
  'member removal-from-post': 'memberRemoval',
  'member expulsion': 'memberExpulsion',
}

/** T5: who is in charge of areas, days of visit, promises and tasks, by line and year. */
export async function countReviewCharges(tx: Tx, _scope: Scope, of: ReviewOf): Promise<ReviewFact[]> {
  const charges = await tx.$queryRaw<Wide[]>`
    with ${ground(of)}
    select p.line, y.year::int as year, count(*)::int as assigned from area_assignment x join places p on p.organization_id = x.organization_id cross join years y
     where x.kind in ('main', 'supporting') and x.valid_from <= y.last and y.last < x.valid_to group by 1, 2`
  const gaps = await tx.$queryRaw<Wide[]>`
    with ${ground(of)}
    select p.line, y.year::int as year, count(*)::int as "withoutMain"
      from years y join area a on a.valid_from <= y.last and y.last < a.valid_to
      join organization_version v on v.area_code = a.code and v.side = 'party' and v.org_type = 'grassroots-committee-org' and v.valid_from <= y.last and y.last < v.valid_to
      join places p on p.organization_id = v.organization_id
     where not exists (select from area_assignment s where s.area_id = a.id and s.kind = 'main' and s.valid_from <= y.last and y.last < s.valid_to) group by 1, 2`
  const visits = await tx.$queryRaw<Wide[]>`
    with ${ground(of)}
    select p.line, y.year::int as year, count(distinct (x.user_id, x.visited_on))::int as visits
      from visit_note x join places p on p.organization_id = x.organization_id join years y on x.visited_on between y.first and y.last group by 1, 2`
  const promises = await tx.$queryRaw<Wide[]>`
    with ${ground(of)}
    select p.line, y.year::int as year, count(*)::int as promises, count(*) filter (where x.kept_on <= x.due_on)::int as "promisesKept"
      from visit_promise x join places p on p.organization_id = x.organization_id join years y on x.due_on between y.first and y.last group by 1, 2`
  const tasks = await tx.$queryRaw<Wide[]>`
    with ${ground(of)}
    select p.line, y.year::int as year, count(*)::int as "tasksDue", count(*) filter (where x.state = 'done' and x.done_on <= y.last)::int as "tasksDone",
        count(*) filter (where x.done_on > x.due_on or (x.state = 'open' and x.due_on < y.last))::int as "tasksLate"
      from plan_task x join consolidation_plan l on l.id = x.plan_id and l.approved_on is not null join places p on p.organization_id = x.organization_id
      join years y on x.due_on between y.first and y.last where x.state <> 'closed' group by 1, 2`
  return [charges, gaps, visits, promises, tasks].flatMap((rows) => longer('T5', rows))
}

/** Which line each organization of a level stands in on a day. */
export async function listReviewPlaces(
  tx: Tx,
  _scope: Scope,
  { organizationId, cutOff }: Pick<ReviewOf, 'organizationId' | 'cutOff'>,
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.$queryRaw<{ id: string; line: string }[]>`
    select p.organization_id::text as id, case when p.organization_id = ${organizationId}::uuid then ${organizationId}::text else p.line end as line
      from app.table_places(${organizationId}::uuid, ${cutOff}::date) p`
  return new Map(rows.map(({ id, line }) => [id, line]))
}

export type ReformRow = {
  readonly line: string
  readonly predecessors: number
  readonly watchBefore: number
  readonly watchNow: number
  readonly casesBefore: number
  readonly casesNow: number
}

/** Each line before and since a reform: what it and those whose records it carries on had on the last day before, and has now. */
export async function compareReform(
  tx: Tx,
  _scope: Scope,
  of: ReviewOf & { readonly reform: LegalDay },
): Promise<ReformRow[]> {
  const { reform, cutOff } = of
  const watched = (day: Prisma.Sql) => Prisma.sql`e.listed_on < ${day} and (e.off_on is null or e.off_on >= ${day})`
  return tx.$queryRaw`
    with ${ground(of)}, ended as (
      select p.line, count(*)::int as predecessors from places p
       where exists (select from organization_version v where v.organization_id = p.organization_id and v.valid_from < ${reform}::date)
         and not exists (select from organization_version v where v.organization_id = p.organization_id and v.valid_to > ${reform}::date) group by 1
    ), lists as (
      select p.line, count(*) filter (where ${watched(Prisma.sql`${reform}::date`)})::int as before, count(*) filter (where ${watched(Prisma.sql`(${cutOff}::date + 1)`)})::int as now
        from watch_entry e join places p on p.organization_id = e.organization_id where e.listed_on is not null group by 1
    ), cases as (
      select p.line, count(*) filter (where (select s.to_state from complex_case_step s where s.case_id = x.id and s.on_day < ${reform}::date order by s.position desc limit 1) in ${listed})::int as before,
          count(*) filter (where (select s.to_state from complex_case_step s where s.case_id = x.id and s.on_day <= ${cutOff}::date order by s.position desc limit 1) in ${listed})::int as now
        from complex_case x join places p on p.organization_id = x.organization_id group by 1
    )
    select l.line, coalesce(e.predecessors, 0) as predecessors, coalesce(w.before, 0) as "watchBefore", coalesce(w.now, 0) as "watchNow",
        coalesce(c.before, 0) as "casesBefore", coalesce(c.now, 0) as "casesNow"
      from (select distinct line from places) l left join ended e on e.line = l.line left join lists w on w.line = l.line left join cases c on c.line = l.line`
}
