import {
  checkTree,
  type IntegrityCode,
  integrityCodes,
  mainFaults,
  type TreeFindingCode,
} from '@nq15/domain/organizations'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'
import { listAllVersions } from './tree.read.ts'

/** One fault of one record; `organizationId` is whose it is, null for accounts. `label` names no person. */
export type IntegrityFound = {
  readonly code: IntegrityCode
  readonly recordTable: string
  readonly recordId: string
  readonly organizationId: string | null
  readonly label: string
  readonly detail: Readonly<Record<string, string | number>>
}

const found = z.object({
  code: z.enum(integrityCodes),
  recordTable: z.string(),
  recordId: z.string(),
  organizationId: z.string().nullable(),
  label: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
})
const parsed = (rows: readonly unknown[]): IntegrityFound[] => rows.map((row) => found.parse(row))

const treeCodes: Readonly<Record<TreeFindingCode, IntegrityCode>> = {
  EMPTY_PERIOD: 'TREE_OVERLAP',
  OVERLAP: 'TREE_OVERLAP',
  GAP: 'TREE_GAP',
  CODE_TWICE: 'TREE_CODE_TWICE',
  UNKNOWN_PARENT: 'TREE_ORPHAN',
  CHILD_OUTLIVES_PARENT: 'TREE_ORPHAN',
  OTHER_SIDE_PARENT: 'TREE_OTHER_SIDE',
  CYCLE: 'TREE_CYCLE',
}

/** Faults of the trees of all sides through time, found by the domain's own rules, and of the reach stored beside them. */
export async function findTreeFaults(tx: Tx, scope: Scope): Promise<IntegrityFound[]> {
  const versions = await listAllVersions(tx, scope)
  const nameOf = new Map(versions.map(({ organizationId, name }) => [organizationId, name]))
  const faults = checkTree(versions).map(
    ({ code, organizationId, from, to }): IntegrityFound => ({
      code: treeCodes[code],
      recordTable: 'organization',
      recordId: organizationId,
      organizationId,
      label: nameOf.get(organizationId) ?? '',
      detail: { from, to },
    }),
  )
  const [reach] = await tx.$queryRaw<{ count: number }[]>`select app.reach_differences() as count`
  const root = versions.find(({ parentId, side }) => parentId === null && side === 'party')
  const differs = reach?.count ?? 0
  return differs > 0 && root
    ? [
        ...faults,
        {
          code: 'REACH_DIFFERS',
          recordTable: 'organization_reach',
          recordId: root.organizationId,
          organizationId: root.organizationId,
          label: root.name,
          detail: { rows: differs },
        },
      ]
    : faults
}

/** Names with spaces before, after or doubled, or written with marks apart: of organizations, members (no name told), areas, villages. */
export async function findStrayNames(tx: Tx, _scope: Scope): Promise<IntegrityFound[]> {
  return parsed(
    await tx.$queryRaw<unknown[]>`
    select 'STRAY_SPACES_ORGANIZATION' as code, 'organization_version' as "recordTable", id::text as "recordId",
        organization_id::text as "organizationId", name as label, '{}'::jsonb as detail
      from organization_version where name ~ '(^\\s|\\s$|\\s\\s|\\u00a0)' or name is not nfc normalized
    union all
    select 'STRAY_SPACES_MEMBER', 'member', m.id::text, m.organization_id::text, coalesce(v.name, ''), '{}'
      from member m left join lateral (select name from organization_version where organization_id = m.organization_id
        order by valid_from desc limit 1) v on true
     where m.full_name ~ '(^\\s|\\s$|\\s\\s|\\u00a0)' or m.full_name is not nfc normalized
    union all
    select 'STRAY_SPACES_AREA', 'area', a.id::text, v.organization_id::text, a.name, '{}'
      from area a join lateral (select organization_id from organization_version where area_code = a.code and side = 'party'
        and valid_from < a.valid_to and a.valid_from < valid_to and org_type in ('city-org', 'direct-org', 'grassroots-committee-org')
        order by valid_from limit 1) v on true
     where a.name ~ '(^\\s|\\s$|\\s\\s|\\u00a0)' or a.name is not nfc normalized
    union all
    select 'STRAY_SPACES_NEIGHBOURHOOD', 'neighbourhood', id::text, organization_id::text, name, '{}'
      from neighbourhood where name ~ '(^\\s|\\s$|\\s\\s|\\u00a0)' or name is not nfc normalized`,
  )
}

/** Members who should belong to a cell and do not: no home on the day, or a home that is no cell or has ended. */
export async function findHomelessMembers(tx: Tx, _scope: Scope, day: LegalDay): Promise<IntegrityFound[]> {
  return parsed(
    await tx.$queryRaw<unknown[]>`
    select case when s.id is null then 'MEMBER_WITHOUT_CELL' else 'MEMBER_IN_ENDED_CELL' end as code, 'member' as "recordTable",
        m.id::text as "recordId", m.organization_id::text as "organizationId", coalesce(last.name, '') as label, '{}'::jsonb as detail
      from member m
      left join membership s on s.member_id = m.id and s.kind = 'official' and s.valid_from <= ${day}::date and ${day}::date < s.valid_to
      left join organization_version v on v.organization_id = s.organization_id and v.valid_from <= ${day}::date and ${day}::date < v.valid_to
      left join lateral (select name from organization_version where organization_id = m.organization_id order by valid_from desc limit 1) last on true
     where m.status in ('active', 'exempt', 'suspended', 'temporary-transfer', 'long-absence')
       and (s.id is null or v.id is null or v.org_type not in ('grassroots-cell', 'subordinate-cell', 'cell'))`,
  )
}

/** Areas without their bodies, or longer than the area above; villages without a cell; communes with nobody in charge. */
export async function findAreaFaults(tx: Tx, _scope: Scope, day: LegalDay): Promise<IntegrityFound[]> {
  return parsed(
    await tx.$queryRaw<unknown[]>`
    with communes as (
      select a.id, a.code, a.name, p.organization_id as party, s.organization_id as state from area a
        left join organization_version p on p.area_code = a.code and p.side = 'party' and p.org_type = 'grassroots-committee-org'
          and p.valid_from <= ${day}::date and ${day}::date < p.valid_to
        left join organization_version s on s.area_code = a.code and s.side = 'state' and s.org_type = 'commune-peoples-committee'
          and s.valid_from <= ${day}::date and ${day}::date < s.valid_to
       where a.kind in ('ward', 'commune', 'township', 'special-zone') and a.valid_from <= ${day}::date and ${day}::date < a.valid_to
    ), root as (select organization_id from organization_version where parent_id is null and side = 'party' order by valid_from limit 1)
    select 'AREA_WITHOUT_PARTY' as code, 'area' as "recordTable", c.id::text as "recordId", root.organization_id::text as "organizationId",
        c.name as label, jsonb_build_object('areaCode', c.code) as detail from communes c, root where c.party is null
    union all
    select 'AREA_WITHOUT_PEOPLES_COMMITTEE', 'area', c.id::text, c.party::text, c.name, jsonb_build_object('areaCode', c.code)
      from communes c where c.state is null and c.party is not null
    union all
    select 'AREA_WITHOUT_MAIN', 'area', c.id::text, c.party::text, c.name, jsonb_build_object('areaCode', c.code)
      from communes c where c.party is not null and not exists (select from area_assignment s
        where s.target_id = c.id and s.kind = 'main' and s.valid_from <= ${day}::date and ${day}::date < s.valid_to)
    union all
    select 'AREA_OUTLIVES_PARENT', 'area', a.id::text, root.organization_id::text, a.name, jsonb_build_object('areaCode', a.code)
      from area a join area p on p.id = a.parent_id cross join root where a.valid_from < p.valid_from or a.valid_to > p.valid_to
    union all
    select 'NEIGHBOURHOOD_WITHOUT_CELL', 'neighbourhood', n.id::text, n.organization_id::text, n.name, jsonb_build_object('areaCode', a.code)
      from neighbourhood n join area a on a.id = n.area_id
     where n.valid_from <= ${day}::date and ${day}::date < n.valid_to and not exists (select from neighbourhood_cell c
       join organization_version v on v.organization_id = c.cell_id and v.valid_from <= ${day}::date and ${day}::date < v.valid_to
       where c.neighbourhood_id = n.id and c.valid_from <= ${day}::date and ${day}::date < c.valid_to)`,
  )
}

/** Assignments with a day between, longer than what they are for, or to a closed account. */
export async function findAssignmentFaults(tx: Tx, _scope: Scope): Promise<IntegrityFound[]> {
  const outliving = parsed(
    await tx.$queryRaw<unknown[]>`
    with life as (
      select s.id, s.organization_id, s.valid_to, s.target_id, coalesce(a.name, v.name) as name, coalesce(a.valid_to, v.valid_to) as ends_on,
          s.valid_from < s.valid_to as lasts, s.holder_user_id
        from area_assignment s left join area a on a.id = s.area_id
        left join lateral (select name, valid_to from organization_version where organization_id = s.organization_id order by valid_to desc limit 1) v on true)
    select 'ASSIGNMENT_OUTLIVES' as code, 'area_assignment' as "recordTable", id::text as "recordId", organization_id::text as "organizationId",
        name as label, jsonb_build_object('until', to_char(ends_on, 'YYYY-MM-DD')) as detail
      from life where lasts and valid_to > ends_on
    union all
    select 'ASSIGNMENT_ACCOUNT_CLOSED', 'area_assignment', l.id::text, l.organization_id::text, l.name, '{}'
      from life l join access_account c on c.user_id = l.holder_user_id
     where l.lasts and l.valid_to > app.today() and c.disabled_at is not null`,
  )
  const mains = await tx.$queryRaw<
    { targetId: string; organizationId: string; name: string; from: string; to: string; until: string }[]
  >`
    select s.target_id::text as "targetId", s.organization_id::text as "organizationId", coalesce(a.name, v.name) as name,
        to_char(s.valid_from, 'YYYY-MM-DD') as "from", to_char(s.valid_to, 'YYYY-MM-DD') as "to",
        to_char(coalesce(a.valid_to, v.valid_to), 'YYYY-MM-DD') as "until"
      from area_assignment s left join area a on a.id = s.area_id
      left join lateral (select name, valid_to from organization_version where organization_id = s.organization_id order by valid_to desc limit 1) v on true
     where s.kind = 'main' and s.valid_from < s.valid_to`
  const targets = new Map<string, typeof mains>()
  for (const main of mains) targets.set(main.targetId, [...(targets.get(main.targetId) ?? []), main])
  const gaps = [...targets].flatMap(([targetId, rows]): IntegrityFound[] => {
    const [first] = rows
    if (!first) return []
    const periods = rows.map(({ from, to }) => ({
      assignmentId: '',
      kind: 'main' as const,
      holderName: '',
      validFrom: from,
      validTo: to,
    }))
    return mainFaults(periods, { from: first.from, to: first.until }).map(({ from, to }) => ({
      code: 'ASSIGNMENT_GAP',
      recordTable: 'area_assignment',
      recordId: targetId,
      organizationId: first.organizationId,
      label: first.name,
      detail: { from, to },
    }))
  })
  return [...outliving, ...gaps]
}

/** Accounts in use that may do nothing, grants in force of closed accounts, and grants on organizations that have ended. */
export async function findAccountFaults(tx: Tx, _scope: Scope, day: LegalDay): Promise<IntegrityFound[]> {
  return parsed(
    await tx.$queryRaw<unknown[]>`
    select 'ACCOUNT_WITHOUT_GRANT' as code, 'access_account' as "recordTable", c.user_id::text as "recordId", null as "organizationId",
        c.display_name as label, '{}'::jsonb as detail
      from access_account c where c.disabled_at is null and not exists (select from access_grant g
        where g.user_id = c.user_id and g.valid_from <= ${day}::date and ${day}::date < g.valid_to)
    union all
    select 'GRANT_OF_CLOSED_ACCOUNT', 'access_grant', g.id::text, null, c.display_name, jsonb_build_object('role', g.role)
      from access_grant g join access_account c on c.user_id = g.user_id
     where c.disabled_at is not null and g.valid_from <= ${day}::date and ${day}::date < g.valid_to
    union all
    select 'GRANT_ON_ENDED_ORGANIZATION', 'access_grant', g.id::text, null, c.display_name,
        jsonb_build_object('role', g.role, 'organization', last.name)
      from access_grant g join access_account c on c.user_id = g.user_id
      join lateral (select name, valid_to from organization_version where organization_id = g.organization_id order by valid_to desc limit 1) last on true
     where g.valid_from <= ${day}::date and ${day}::date < g.valid_to and last.valid_to <= ${day}::date`,
  )
}

/** The newest run of the nightly check; null before the first. */
export async function findLastIntegrityRun(
  tx: Tx,
  _scope: Scope,
): Promise<{ at: Date; day: LegalDay; tookMs: number; found: number; opened: number; resolved: number } | null> {
  const [run] = await tx.$queryRaw<
    { at: Date; day: LegalDay; tookMs: number; found: number; opened: number; resolved: number }[]
  >`
    select at, to_char(day, 'YYYY-MM-DD') as day, took_ms as "tookMs", found, opened, resolved from integrity_run order by at desc limit 1`
  return run ?? null
}

/** An open finding as a page lists it. */
export type OpenFinding = IntegrityFound & { readonly firstSeenAt: Date }

const open = found.extend({ firstSeenAt: z.date() })

/** Open findings about organizations, members, areas and assignments that are the reader's to see, by code, at most `limit`. */
export async function listOpenFindings(
  tx: Tx,
  scope: Scope,
  { code, limit }: { code: IntegrityCode | null; limit: number },
): Promise<OpenFinding[]> {
  const everything = scope.organizationIds === 'everything'
  const ids = scope.organizationIds === 'everything' ? [] : [...scope.organizationIds]
  const rows = await tx.$queryRaw<unknown[]>`
    select code, record_table as "recordTable", record_id::text as "recordId", organization_id::text as "organizationId", label, detail,
        first_seen_at as "firstSeenAt"
      from integrity_finding f where resolved_at is null and (${code}::text is null or code = ${code})
       and (${everything} or organization_id in (select r.organization_id from app.organization_reach r
         where r.above_id = any (${ids}::uuid[]) and r.valid_from <= app.today() and app.today() < r.valid_to))
     order by code, label, record_id limit ${limit}`
  return rows.map((row) => open.parse(row))
}

/** How many findings of each code are open and the reader's to see. */
export async function countOpenFindings(tx: Tx, scope: Scope): Promise<{ code: IntegrityCode; count: number }[]> {
  const everything = scope.organizationIds === 'everything'
  const ids = scope.organizationIds === 'everything' ? [] : [...scope.organizationIds]
  return tx.$queryRaw<{ code: IntegrityCode; count: number }[]>`
    select code, count(*)::int as count from integrity_finding where resolved_at is null
       and (${everything} or organization_id in (select r.organization_id from app.organization_reach r
         where r.above_id = any (${ids}::uuid[]) and r.valid_from <= app.today() and app.today() < r.valid_to))
     group by code order by code`
}

/** Open findings about accounts and grants; none for whoever keeps no accounts. */
export async function listOpenAccountFindings(tx: Tx, _scope: Scope, limit: number): Promise<OpenFinding[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select code, record_table as "recordTable", record_id::text as "recordId", null as "organizationId", label, detail,
        first_seen_at as "firstSeenAt"
      from integrity_account_finding where resolved_at is null order by code, label, record_id limit ${limit}`
  return rows.map((row) => open.parse(row))
}
