import { isCell, orgTypes } from '@nq15/domain/organizations'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** An organization as it stands on a day: what screening needs to know of it before any figure. */
export type ScreenedPlace = {
  readonly organizationId: string
  readonly parentId: string | null
  readonly kind: string
  readonly sector: string | null
  readonly isCell: boolean
  readonly areaCode: string | null
  readonly foundedOn: LegalDay
}

const place = z.object({
  organizationId: z.string(),
  parentId: z.string().nullable(),
  kind: z.enum(orgTypes),
  sector: z.string().nullable(),
  areaCode: z.string().nullable(),
  foundedOn: z.string(),
})

/** Every living organization at and below one, on a day; one statement, ordered by id. */
export async function listScreenedPlaces(
  tx: Tx,
  _scope: Scope,
  { rootId, day }: { readonly rootId: string; readonly day: LegalDay },
): Promise<ScreenedPlace[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select v.organization_id::text as "organizationId", v.parent_id::text as "parentId", v.org_type as kind, v.sector,
        v.area_code as "areaCode", to_char((select min(f.valid_from) from organization_version f where f.organization_id = v.organization_id), 'YYYY-MM-DD') as "foundedOn"
      from app.organization_reach r
      join organization_version v on v.organization_id = r.organization_id and v.valid_from <= ${day}::date and ${day}::date < v.valid_to
     where r.above_id = ${rootId}::uuid and r.valid_from <= ${day}::date and ${day}::date < r.valid_to and v.side = 'party'
     order by v.organization_id`
  return rows.map((row) => {
    const read = place.parse(row)
    return { ...read, isCell: isCell(read.kind) }
  })
}

/** One organization as it stands on a day; null when it does not live then. */
export async function findScreenedPlace(
  tx: Tx,
  _scope: Scope,
  { organizationId, day }: { readonly organizationId: string; readonly day: LegalDay },
): Promise<ScreenedPlace | null> {
  const [row] = await tx.$queryRaw<unknown[]>`
    select v.organization_id::text as "organizationId", v.parent_id::text as "parentId", v.org_type as kind, v.sector,
        v.area_code as "areaCode", (select to_char(min(f.valid_from), 'YYYY-MM-DD') from organization_version f
          where f.organization_id = v.organization_id) as "foundedOn"
      from organization_version v
     where v.organization_id = ${organizationId}::uuid and v.valid_from <= ${day}::date and ${day}::date < v.valid_to and v.side = 'party'`
  if (!row) return null
  const read = place.parse(row)
  return { ...read, isCell: isCell(read.kind) }
}

/** The way up from an organization on a day, itself first. */
export async function listAbove(
  tx: Tx,
  _scope: Scope,
  { organizationId, day }: { readonly organizationId: string; readonly day: LegalDay },
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    with recursive up as (
      select v.organization_id, v.parent_id, 0 as step from organization_version v
       where v.organization_id = ${organizationId}::uuid and v.valid_from <= ${day}::date and ${day}::date < v.valid_to
      union all
      select v.organization_id, v.parent_id, u.step + 1 from up u join organization_version v on v.organization_id = u.parent_id
         and v.valid_from <= ${day}::date and ${day}::date < v.valid_to where u.step < 32)
    select organization_id::text as id from up order by step`
  return rows.map(({ id }) => id)
}

/** What other rooms count directly of one organization (not of those below it); null where they know nothing. */
export type DirectCounts = {
  readonly organizationId: string
  readonly members: number
  readonly admitted: number
  readonly young: number
  readonly disciplined: number
  readonly collectiveDisciplined: number
  readonly vacantDays: number | null
  readonly rated: number | null
  readonly failed: number | null
  readonly mainAssignments: number
  readonly residents: number | null
  readonly monthsOnList: number | null
  /** The decided level of the organization itself for the rated year, as indicators call it; null where none was decided. */
  readonly grade: 'excellent' | 'good' | 'completed' | 'not-completed' | 'not-rated' | null
  readonly points: number | null
  /** Of the organizations directly below, by the tree of the day: how many have a decided level, and how many did not complete. */
  readonly ratedSubOrgs: number | null
  readonly failedSubOrgs: number | null
  /** How many years in a row up to the rated one were decided as not completed. */
  readonly failYears: number | null
}

/**
 * Members, admissions, discipline in force, posts, decided levels of persons and of organizations, assignments and residents
 * as of a day: one statement whatever their number. Discipline that had lapsed by that day, or was revoked as wrongful whenever, is
 * not counted (privacy G10).
 */
export async function readDirectCounts(
  tx: Tx,
  _scope: Scope,
  {
    organizationIds,
    day,
    youngAge,
    ratedYear,
  }: {
    readonly organizationIds: readonly string[]
    readonly day: LegalDay
    readonly youngAge: number
    readonly ratedYear: number
  },
): Promise<DirectCounts[]> {
  return tx.$queryRaw<DirectCounts[]>`
    with wanted as materialized (select unnest(${[...organizationIds]}::uuid[]) as id),
    people as (
      select s.organization_id as id, count(*)::int as members,
          count(*) filter (where m.admitted_on > ${day}::date - interval '1 year' and m.admitted_on <= ${day}::date)::int as admitted,
          count(*) filter (where m.birth_date > ${day}::date - make_interval(years => ${youngAge}::int))::int as young
        from membership s join wanted w on w.id = s.organization_id join member m on m.id = s.member_id
       where s.kind = 'official' and s.valid_from <= ${day}::date and ${day}::date < s.valid_to
         and m.status not in ('transferred-out', 'deceased', 'struck-off', 'expelled') group by 1
    ), discipline as (
      select d.organization_id as id, count(distinct d.member_id)::int as disciplined
        from discipline_record d join wanted w on w.id = d.organization_id
       where (d.state = 'effective' or d.state = 'lapsed' and d.lapsed_on > ${day}::date)
         and d.decided_on > ${day}::date - interval '1 year' and d.decided_on <= ${day}::date group by 1
    ), leaders as (
      select p.post_organization_id as id, count(distinct d.violation_id)::int as disciplined
        from member_post p join wanted w on w.id = p.post_organization_id
        join discipline_record d on d.member_id = p.member_id and d.form <> 'reprimand'
         and (d.state = 'effective' or d.state = 'lapsed' and d.lapsed_on > ${day}::date)
         and d.decided_on > ${day}::date - interval '1 year' and d.decided_on <= ${day}::date
       where p.post in ('secretary', 'deputy-secretary', 'committee-member') and p.valid_from <= d.decided_on and d.decided_on < p.valid_to group by 1
    ), posts as (
      select p.post_organization_id as id,
          case when bool_or(${day}::date < p.valid_to) then 0 else ${day}::date - max(p.valid_to) end as vacant
        from member_post p join wanted w on w.id = p.post_organization_id
       where p.post = 'secretary' and p.valid_from <= ${day}::date group by 1
    ), rated as (
      select c.organization_id as id, sum(c.count) filter (where c.outcome in ('XS', 'T', 'HT', 'KHT'))::int as rated,
          coalesce(sum(c.count) filter (where c.outcome = 'KHT'), 0)::int as failed
        from rating_count c join wanted w on w.id = c.organization_id join rating_campaign g on g.id = c.campaign_id and g.year = ${ratedYear}
       where c.stage = 'decided' group by 1
    ), charge as (
      select a.organization_id as id, count(*)::int as persons from area_assignment a join wanted w on w.id = a.organization_id
       where a.kind = 'main' and a.valid_from <= ${day}::date and ${day}::date < a.valid_to group by 1
    ), inhabitants as (
      select distinct on (r.organization_id) r.organization_id as id, r.residents from area_residents r join wanted w on w.id = r.organization_id
       where r.year <= extract(year from ${day}::date) order by r.organization_id, r.year desc
    ), listed as (
      select e.organization_id as id, max((extract(year from age(${day}::date + 1, e.listed_on)) * 12 + extract(month from age(${day}::date + 1, e.listed_on)))::int) as months
        from watch_entry e join wanted w on w.id = e.organization_id
       where e.listed_on <= ${day}::date and (e.off_on is null or ${day}::date < e.off_on) group by 1
    ), levels as (
      select distinct on (l.organization_id) l.organization_id as id, l.outcome, l.total_points::float8 as points
        from rating_unit_level l join wanted w on w.id = l.organization_id
       where l.year = ${ratedYear} and l.subject = l.organization_subject and l.superseded_at is null
       order by l.organization_id, l.decided_on desc, l.id desc
    ), subordinate as (
      select v.parent_id as id, nullif(count(*) filter (where l.outcome <> 'NOT_RATED'), 0)::int as rated, (count(*) filter (where l.outcome = 'KHT'))::int as failed
        from organization_version v join wanted w on w.id = v.parent_id join rating_unit_level l on l.organization_id = v.organization_id
       where v.valid_from <= ${day}::date and ${day}::date < v.valid_to and l.year = ${ratedYear} and l.subject = l.organization_subject
         and l.superseded_at is null group by 1
    ), failing as (
      select f.id, (count(*) filter (where f.year = ${ratedYear} - f.back + 1))::int as years from (
        select l.organization_id as id, l.year, row_number() over (partition by l.organization_id order by l.year desc) as back
          from rating_unit_level l join wanted w on w.id = l.organization_id
         where l.year <= ${ratedYear} and l.subject = l.organization_subject and l.superseded_at is null and l.outcome = 'KHT') f group by 1
    )
    select w.id::text as "organizationId", coalesce(p.members, 0) as members, coalesce(p.admitted, 0) as admitted, coalesce(p.young, 0) as young,
        coalesce(d.disciplined, 0) as disciplined, coalesce(l.disciplined, 0) as "collectiveDisciplined", s.vacant as "vacantDays",
        t.rated, case when t.rated is null then null else t.failed end as failed, coalesce(c.persons, 0) as "mainAssignments",
        i.residents, o.months as "monthsOnList",
        case g.outcome when 'XS' then 'excellent' when 'T' then 'good' when 'HT' then 'completed' when 'KHT' then 'not-completed' when 'NOT_RATED' then 'not-rated' end as grade,
        g.points, u.rated as "ratedSubOrgs", case when u.rated is null then null else u.failed end as "failedSubOrgs",
        case when g.outcome is null then null else coalesce(y.years, 0) end as "failYears"
      from wanted w left join people p on p.id = w.id left join discipline d on d.id = w.id left join leaders l on l.id = w.id
      left join posts s on s.id = w.id left join rated t on t.id = w.id left join charge c on c.id = w.id
      left join inhabitants i on i.id = w.id left join listed o on o.id = w.id left join levels g on g.id = w.id
      left join subordinate u on u.id = w.id left join failing y on y.id = w.id`
}
