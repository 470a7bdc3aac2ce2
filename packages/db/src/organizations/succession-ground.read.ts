import {
  type GroundGrant,
  type GroundRecord,
  type OrganizationVersion,
  orgSectors,
  orgTypes,
  type SuccessionGround,
  type SuccessionProposal,
  sides,
} from '@nq15/domain/organizations'
import { type LegalDay, searchText } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

const version = z.object({
  organizationId: z.string(),
  side: z.enum(sides),
  code: z.string(),
  name: z.string(),
  kind: z.enum(orgTypes),
  sector: z.enum(orgSectors).nullable(),
  parentId: z.string().nullable(),
  areaCode: z.string().nullable(),
  validFrom: z.string(),
  validTo: z.string(),
})

/** Everything but the records of the rooms, which their registry reads: one statement each, however large the act. */
export async function readSuccessionGround(
  tx: Tx,
  _scope: Scope,
  { proposal, records }: { proposal: SuccessionProposal; records: readonly GroundRecord[] },
): Promise<SuccessionGround> {
  const { effectiveOn: day, predecessorIds, successors } = proposal
  const existing = successors.flatMap((one) => (one.isNew ? [] : [one.organizationId]))
  const roots = [...new Set([...predecessorIds, ...existing])]
  const named = [
    ...successors.flatMap(({ parentId }) => (parentId === null ? [] : [parentId])),
    ...proposal.places.map(({ successorId }) => successorId),
    ...proposal.cellHomes.map(({ organizationId }) => organizationId),
    ...proposal.homes.map(({ organizationId }) => organizationId),
  ]
  const [{ today, region, around } = { today: '', region: [], around: [] }] = await tx.$queryRaw<
    { today: string; region: string[] | null; around: string[] | null }[]
  >`
    with below as materialized (
      select distinct r.organization_id as id from app.organization_reach r
       where r.above_id = any (${roots}::uuid[]) and r.valid_from <= ${day}::date and ${day}::date - 1 < r.valid_to
    ), above as materialized (
      select distinct r.above_id as id from app.organization_reach r
       where (r.organization_id in (select id from below) or r.organization_id = any (${[...new Set(named)]}::uuid[]))
         and r.valid_from <= ${day}::date and ${day}::date - 1 < r.valid_to
    )
    select to_char(app.today(), 'YYYY-MM-DD') as today, (select array_agg(id::text) from below) as region, (select array_agg(id::text) from above) as around`
  const all = [...new Set([...(region ?? []), ...(around ?? [])])]
  const versions = await tx.$queryRaw<unknown[]>`
    select organization_id::text as "organizationId", side, code, name, org_type as kind, sector, parent_id::text as "parentId",
        area_code as "areaCode", to_char(valid_from, 'YYYY-MM-DD') as "validFrom", to_char(valid_to, 'YYYY-MM-DD') as "validTo"
      from organization_version where organization_id = any (${all}::uuid[]) order by organization_id, valid_from`
  const links = await tx.$queryRaw<SuccessionGround['links'][number][]>`
    select predecessor_id::text as "predecessorId", successor_id::text as "successorId", inherits_records as "inheritsRecords"
      from succession_link where predecessor_id = any (${all}::uuid[]) and successor_id is not null and inherits_records`
  const taken = new Set(
    proposal.kind === 'split' ? predecessorIds : predecessorIds.filter((id) => !existing.includes(id)),
  )
  const counted = (region ?? []).filter((id) => !taken.has(id))
  const members = await tx.$queryRaw<{ id: string; count: number }[]>`
    select organization_id::text as id, count(*)::int as count from membership
     where organization_id = any (${counted}::uuid[]) and kind = 'official' and valid_from <= ${day}::date and ${day}::date < valid_to group by 1`
  const grants = await tx.$queryRaw<GroundGrant[]>`
    select id::text as "grantId", user_id::text as "userId", role, organization_id::text as "organizationId",
        to_char(valid_from, 'YYYY-MM-DD') as "validFrom", to_char(valid_to, 'YYYY-MM-DD') as "validTo"
      from access_grant where organization_id = any (${all}::uuid[]) and valid_to > ${day}::date and valid_to > valid_from order by id`
  const codes = successors.flatMap(({ code }) => (code ? [code] : []))
  const names = successors.flatMap(({ name }) => (name ? [searchText(name)] : []))
  const codesTaken = await tx.$queryRaw<{ code: string; organizationId: string }[]>`
    select distinct code, organization_id::text as "organizationId" from organization_version
     where code = any (${codes}::text[]) and valid_to > ${day}::date and side = 'party'`
  const namesTaken = await tx.$queryRaw<{ name: string; organizationId: string }[]>`
    select distinct name, organization_id::text as "organizationId" from organization_version
     where search_name = any (${names}::text[]) and parent_id = any (${all}::uuid[]) and valid_to > ${day}::date`
  const numbers = await tx.$queryRaw<{ id: string; number: string }[]>`
    select m.id::text, m.file_number as number from member m join membership s on s.member_id = m.id
     where s.organization_id = any (${[...taken]}::uuid[]) and s.valid_to > ${day}::date and m.card_number is null and m.file_number is not null`
  return {
    today,
    versions: versions.map((row): OrganizationVersion => version.parse(row)),
    links,
    region: region ?? [],
    membersByCell: new Map(members.map(({ id, count }) => [id, count])),
    records,
    grants,
    codesTaken,
    namesTaken,
    fileNumbers: new Map(numbers.map(({ id, number }) => [id, number])),
  }
}

/** On which organizations records are read, and the day of the act. */
export type RecordsOf = { readonly organizationIds: readonly string[]; readonly day: LegalDay }

/** Memberships that stand on the day or begin later, official and other. */
export function listMovingMemberships(
  tx: Tx,
  _scope: Scope,
  { organizationIds, day }: RecordsOf,
): Promise<GroundRecord[]> {
  return tx.$queryRaw<GroundRecord[]>`
    select 'members' as kind, 'home' as rule, id::text as "recordId", organization_id::text as "organizationId", to_char(valid_from, 'YYYY-MM-DD') as "validFrom",
        to_char(valid_to, 'YYYY-MM-DD') as "validTo", 1 as count, member_id::text as "memberId", null as "userId", kind as role, true as "isOpen"
      from membership where organization_id = any (${[...organizationIds]}::uuid[]) and valid_to > ${day}::date order by id`
}

/** Posts held in the organizations that stand on the day or begin later. */
export function listMovingPosts(tx: Tx, _scope: Scope, { organizationIds, day }: RecordsOf): Promise<GroundRecord[]> {
  return tx.$queryRaw<GroundRecord[]>`
    select 'posts' as kind, 'ends' as rule, id::text as "recordId", post_organization_id::text as "organizationId", to_char(valid_from, 'YYYY-MM-DD') as "validFrom",
        to_char(valid_to, 'YYYY-MM-DD') as "validTo", 1 as count, member_id::text as "memberId", null as "userId", post as role, true as "isOpen"
      from member_post where post_organization_id = any (${[...organizationIds]}::uuid[]) and valid_to > ${day}::date order by id`
}

/** Rights over the organizations; one that was delegated only ends. */
export function listMovingGrants(tx: Tx, _scope: Scope, { organizationIds, day }: RecordsOf): Promise<GroundRecord[]> {
  return tx.$queryRaw<GroundRecord[]>`
    select 'grants' as kind, case when delegated_from is null then 'choice' else 'ends' end as rule, id::text as "recordId",
        organization_id::text as "organizationId", to_char(valid_from, 'YYYY-MM-DD') as "validFrom", to_char(valid_to, 'YYYY-MM-DD') as "validTo",
        1 as count, null as "memberId", user_id::text as "userId", role, true as "isOpen"
      from access_grant where organization_id = any (${[...organizationIds]}::uuid[]) and valid_to > ${day}::date and valid_to > valid_from order by id`
}

/** Who is in charge of the organizations themselves; with an area the duty stays with the area. */
export function listMovingAssignments(
  tx: Tx,
  _scope: Scope,
  { organizationIds, day }: RecordsOf,
): Promise<GroundRecord[]> {
  return tx.$queryRaw<GroundRecord[]>`
    select 'assignments' as kind, case when area_id is null then 'ends' else 'stays' end as rule, id::text as "recordId",
        organization_id::text as "organizationId", to_char(valid_from, 'YYYY-MM-DD') as "validFrom", to_char(valid_to, 'YYYY-MM-DD') as "validTo",
        1 as count, null as "memberId", holder_user_id::text as "userId", kind as role, true as "isOpen"
      from area_assignment where organization_id = any (${[...organizationIds]}::uuid[]) and valid_to > ${day}::date and valid_to > valid_from order by id`
}

/** Files of open campaigns and decided ratings, counted by organization and year; they stay where they are. */
export function listStayingRatings(
  tx: Tx,
  _scope: Scope,
  { organizationIds, day }: RecordsOf,
): Promise<GroundRecord[]> {
  const ids = [...organizationIds]
  return tx.$queryRaw<GroundRecord[]>`
    select 'ratings' as kind, 'stays' as rule, c.id::text || ':' || o.id::text as "recordId", o.id::text as "organizationId", to_char(c.opens_on, 'YYYY-MM-DD') as "validFrom",
        '9999-12-31' as "validTo", count(*)::int as count, null as "memberId", null as "userId", c.year::text as role, true as "isOpen"
      from rating_cell_file f join rating_campaign c on c.id = f.campaign_id and c.state = 'open'
      cross join lateral (select f.organization_id as id union select f.committee_id) o
     where (f.organization_id = any (${ids}::uuid[]) or f.committee_id = any (${ids}::uuid[])) and o.id = any (${ids}::uuid[]) and f.state <> 'decided'
     group by c.id, o.id
    union all
    select 'listings', 'stays', r.year::text || ':' || o.id::text, o.id::text, to_char(${day}::date, 'YYYY-MM-DD'), '9999-12-31', count(*)::int, null, null, r.year::text, false
      from rating r cross join lateral (select r.organization_id as id union select r.committee_id) o
     where (r.organization_id = any (${ids}::uuid[]) or r.committee_id = any (${ids}::uuid[])) and o.id = any (${ids}::uuid[]) and r.superseded_at is null
     group by r.year, o.id`
}

/** Open tasks of consolidation plans; they stay with their plan until the heir's own plan takes them over. */
export function listStayingPlanTasks(
  tx: Tx,
  _scope: Scope,
  { organizationIds, day }: RecordsOf,
): Promise<GroundRecord[]> {
  return tx.$queryRaw<GroundRecord[]>`
    select 'plan-tasks' as kind, 'stays' as rule, p.id::text as "recordId", p.organization_id::text as "organizationId",
        to_char(least(p.starts_on, ${day}::date), 'YYYY-MM-DD') as "validFrom", '9999-12-31' as "validTo", count(*)::int as count,
        null as "memberId", null as "userId", null as role, true as "isOpen"
      from plan_task t join consolidation_plan p on p.id = t.plan_id
     where p.organization_id = any (${[...organizationIds]}::uuid[]) and p.state not in ('accepted', 'failed') and t.state in ('open', 'waiting')
       and t.moved_to_id is null group by p.id order by p.id`
}
