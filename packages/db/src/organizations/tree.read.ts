import {
  type OrganizationVersion,
  type OrgSector,
  type OrgType,
  orgSectors,
  orgTypes,
  type Side,
  sides,
} from '@nq15/domain/organizations'
import { type LegalDay, searchText } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'
import { isWithinOrAbove } from './within.read.ts'

const versionRow = z.object({
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

/** A page of the tree: who it is for, the day it shows, and the side of the house. */
export type TreeOn = { readonly day: LegalDay; readonly side?: Side }

/**
 * Every organization of a side as it stood on a day, parents and children in no order. The tree is a directory (names,
 * kinds and lineage, no fact about anybody), open to whoever may read organizations at all.
 */
export async function listOrganizationsOn(
  tx: Tx,
  _scope: Scope,
  { day, side = 'party' }: TreeOn,
): Promise<OrganizationVersion[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select organization_id::text as "organizationId", side, code, name, org_type as kind, sector, parent_id::text as "parentId",
        area_code as "areaCode", to_char(valid_from, 'YYYY-MM-DD') as "validFrom", to_char(valid_to, 'YYYY-MM-DD') as "validTo"
      from organization_version
     where side = ${side} and valid_from <= ${day}::date and ${day}::date < valid_to`
  return rows.map((row) => versionRow.parse(row))
}

/** Every period of every organization of every side, for a check of the whole. */
export async function listAllVersions(tx: Tx, _scope: Scope): Promise<OrganizationVersion[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select organization_id::text as "organizationId", side, code, name, org_type as kind, sector, parent_id::text as "parentId",
        area_code as "areaCode", to_char(valid_from, 'YYYY-MM-DD') as "validFrom", to_char(valid_to, 'YYYY-MM-DD') as "validTo"
      from organization_version`
  return rows.map((row) => versionRow.parse(row))
}

/** One organization as it stood on a day, with how many stand directly and altogether below it. */
export type OrganizationNode = {
  readonly organizationId: string
  readonly code: string
  readonly name: string
  readonly kind: OrgType
  readonly sector: OrgSector | null
  readonly parentId: string | null
  readonly areaCode: string | null
  readonly from: LegalDay
  readonly to: LegalDay
  readonly childCount: number
}

const nodeRow = z.object({
  organizationId: z.string(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(orgTypes),
  sector: z.enum(orgSectors).nullable(),
  parentId: z.string().nullable(),
  areaCode: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  childCount: z.number(),
})

/** The organizations directly below one on a day, by code; null names the roots of the Party's tree. */
export async function listChildren(
  tx: Tx,
  _scope: Scope,
  { parentId, day }: { parentId: string | null; day: LegalDay },
): Promise<OrganizationNode[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select v.organization_id::text as "organizationId", v.code, v.name, v.org_type as kind, v.sector, v.parent_id::text as "parentId",
        v.area_code as "areaCode", to_char(v.valid_from, 'YYYY-MM-DD') as "from", to_char(v.valid_to, 'YYYY-MM-DD') as "to",
        (select count(*)::int from organization_version c where c.parent_id = v.organization_id
          and c.valid_from <= ${day}::date and ${day}::date < c.valid_to) as "childCount"
      from organization_version v
     where v.parent_id is not distinct from ${parentId}::uuid and v.side = 'party'
       and v.valid_from <= ${day}::date and ${day}::date < v.valid_to
     order by v.code`
  return rows.map((row) => nodeRow.parse(row))
}

/** An organization found by a search, with the name of the one above it on the day. */
export type FoundOrganization = Omit<OrganizationNode, 'childCount'> & { readonly parentName: string | null }

/** Characters that mean something in a pattern mean themselves here. */
const literal = (text: string) => text.replace(/[\\%_]/gu, '\\$&')

/**
 * Finds organizations alive on a day by name, without diacritics, or by the beginning of the code: all words in any
 * order, the best match first; at most `limit`.
 */
export async function searchOrganizations(
  tx: Tx,
  _scope: Scope,
  { text, day, limit = 20, side = 'party' }: { text: string; day: LegalDay; limit?: number; side?: Side },
): Promise<FoundOrganization[]> {
  const wanted = searchText(text.slice(0, 200))
  if (wanted === '') return []
  const words = wanted.split(' ').map((word) => `%${literal(word)}%`)
  const rows = await tx.$queryRaw<unknown[]>`
    select v.organization_id::text as "organizationId", v.code, v.name, v.org_type as kind, v.sector, v.parent_id::text as "parentId",
        v.area_code as "areaCode", to_char(v.valid_from, 'YYYY-MM-DD') as "from", to_char(v.valid_to, 'YYYY-MM-DD') as "to",
        p.name as "parentName"
      from organization_version v
      left join organization_version p on p.organization_id = v.parent_id and p.valid_from <= ${day}::date and ${day}::date < p.valid_to
     where v.side = ${side} and v.valid_from <= ${day}::date and ${day}::date < v.valid_to
       and (v.search_name like all (${words}) or v.code like ${`${literal(text.trim())}%`})
     order by (v.code = ${text.trim()}) desc, (v.search_name like ${`%${literal(wanted)}%`}) desc, length(v.search_name), v.code
     limit ${limit}`
  return rows.map((row) => nodeRow.omit({ childCount: true }).extend({ parentName: z.string().nullable() }).parse(row))
}

/** The ways up from an organization on a day, the root first and the organization itself last. */
export async function listAncestors(
  tx: Tx,
  _scope: Scope,
  { organizationId, day }: { organizationId: string; day: LegalDay },
): Promise<{ organizationId: string; code: string; name: string; kind: OrgType }[]> {
  const rows = await tx.$queryRaw<{ organizationId: string; code: string; name: string; kind: OrgType }[]>`
    with recursive way as (
      select v.organization_id, v.parent_id, v.code, v.name, v.org_type, 0 as steps from organization_version v
       where v.organization_id = ${organizationId}::uuid and v.valid_from <= ${day}::date and ${day}::date < v.valid_to
      union all
      select v.organization_id, v.parent_id, v.code, v.name, v.org_type, way.steps + 1 from way
        join organization_version v on v.organization_id = way.parent_id and v.valid_from <= ${day}::date and ${day}::date < v.valid_to
       where way.steps < 32)
    select organization_id::text as "organizationId", code, name, org_type as kind from way order by steps desc`
  return rows
}

/**
 * Everything known of one organization through its life, oldest first; empty when it does not exist or is neither within
 * the scope nor above it.
 */
export async function listVersions(tx: Tx, scope: Scope, organizationId: string): Promise<OrganizationVersion[]> {
  if (!(await isWithinOrAbove(tx, scope, organizationId))) return []
  const rows = await tx.$queryRaw<unknown[]>`
    select organization_id::text as "organizationId", side, code, name, org_type as kind, sector, parent_id::text as "parentId",
        area_code as "areaCode", to_char(valid_from, 'YYYY-MM-DD') as "validFrom", to_char(valid_to, 'YYYY-MM-DD') as "validTo"
      from organization_version where organization_id = ${organizationId}::uuid order by valid_from`
  return rows.map((row) => versionRow.parse(row))
}
