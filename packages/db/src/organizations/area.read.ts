import {
  type AreaKind,
  areaKinds,
  type NeighbourhoodKind,
  neighbourhoodKinds,
  type OrgType,
  type OutlineRings,
  orgTypes,
  type Side,
  sides,
} from '@nq15/domain/organizations'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** An administrative area, `[validFrom, validTo)`; public like the tree itself. */
export type Area = {
  readonly areaId: string
  readonly code: string
  readonly name: string
  readonly kind: AreaKind
  readonly parentId: string | null
  readonly validFrom: LegalDay
  readonly validTo: LegalDay
}

const area = z.object({
  areaId: z.string(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(areaKinds),
  parentId: z.string().nullable(),
  validFrom: z.string(),
  validTo: z.string(),
})

/** The area that carries a code on a day; null when none does. */
export async function findAreaByCode(
  tx: Tx,
  _scope: Scope,
  { code, day }: { code: string; day: LegalDay },
): Promise<Area | null> {
  const rows = await tx.$queryRaw<unknown[]>`
    select id::text as "areaId", code, name, kind, parent_id::text as "parentId",
        to_char(valid_from, 'YYYY-MM-DD') as "validFrom", to_char(valid_to, 'YYYY-MM-DD') as "validTo"
      from area where code = ${code} and valid_from <= ${day}::date and ${day}::date < valid_to`
  return rows[0] ? area.parse(rows[0]) : null
}

/** One area by id; null when there is none. */
export async function findAreaById(tx: Tx, _scope: Scope, areaId: string): Promise<Area | null> {
  const rows = await tx.$queryRaw<unknown[]>`
    select id::text as "areaId", code, name, kind, parent_id::text as "parentId",
        to_char(valid_from, 'YYYY-MM-DD') as "validFrom", to_char(valid_to, 'YYYY-MM-DD') as "validTo"
      from area where id = ${areaId}::uuid`
  return rows[0] ? area.parse(rows[0]) : null
}

/** An area on a page of many: where its tile stands and how many residents the newest figure counts. */
export type ListedArea = Area & {
  readonly tileColumn: number | null
  readonly tileRow: number | null
  readonly residents: number | null
  readonly residentsYear: number | null
  readonly neighbourhoodCount: number
}

/** The communes, wards, townships and special zones of a day by code, with tile, residents and count of villages. */
export async function listCommunesOn(tx: Tx, _scope: Scope, day: LegalDay): Promise<ListedArea[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select a.id::text as "areaId", a.code, a.name, a.kind, a.parent_id::text as "parentId",
        to_char(a.valid_from, 'YYYY-MM-DD') as "validFrom", to_char(a.valid_to, 'YYYY-MM-DD') as "validTo",
        t.tile_column as "tileColumn", t.tile_row as "tileRow", r.residents, r.year as "residentsYear",
        (select count(*)::int from neighbourhood n where n.area_id = a.id and n.valid_from <= ${day}::date and ${day}::date < n.valid_to)
          as "neighbourhoodCount"
      from area a
      -- Tiles are laid for the communes since 1 July 2025; a code of before means another commune.
      left join area_tile t on t.area_code = a.code and a.valid_to = '9999-12-31'
      left join lateral (select residents, year from area_residents where area_id = a.id and year <= extract(year from ${day}::date)
        order by year desc limit 1) r on true
     where a.kind in ('ward', 'commune', 'township', 'special-zone') and a.valid_from <= ${day}::date and ${day}::date < a.valid_to
     order by a.code`
  const listed = area.extend({
    tileColumn: z.number().nullable(),
    tileRow: z.number().nullable(),
    residents: z.number().nullable(),
    residentsYear: z.number().nullable(),
    neighbourhoodCount: z.number(),
  })
  return rows.map((row) => listed.parse(row))
}

/** Every area with its life, for an import to find again what it keeps. */
export async function listAreas(tx: Tx, _scope: Scope): Promise<Area[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select id::text as "areaId", code, name, kind, parent_id::text as "parentId",
        to_char(valid_from, 'YYYY-MM-DD') as "validFrom", to_char(valid_to, 'YYYY-MM-DD') as "validTo" from area`
  return rows.map((row) => area.parse(row))
}

/** The outlines of the communes of a day. */
export async function listOutlinesOn(
  tx: Tx,
  _scope: Scope,
  day: LegalDay,
): Promise<{ code: string; rings: OutlineRings }[]> {
  // Written by `keepOutlines` from what the domain read.
  return tx.$queryRaw<{ code: string; rings: OutlineRings }[]>`
    select a.code, o.rings from area_outline o join area a on a.id = o.area_id
     where a.valid_from <= ${day}::date and ${day}::date < a.valid_to order by a.code`
}

/** How many areas of a day have an outline. */
export async function countOutlinesOn(tx: Tx, _scope: Scope, day: LegalDay): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from area_outline o join area a on a.id = o.area_id
     where a.valid_from <= ${day}::date and ${day}::date < a.valid_to`
  return row?.count ?? 0
}

/** A body that answers for an area, of whatever side. */
export type AreaBody = {
  readonly organizationId: string
  readonly side: Side
  readonly code: string
  readonly name: string
  readonly kind: OrgType
}

/** The organizations of the three sides that answer for an area's code on a day: the Party's first, then the state's, the front's. */
export async function listBodiesOfArea(
  tx: Tx,
  _scope: Scope,
  { code, day }: { code: string; day: LegalDay },
): Promise<AreaBody[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select organization_id::text as "organizationId", side, code, name, org_type as kind from organization_version
     where area_code = ${code} and valid_from <= ${day}::date and ${day}::date < valid_to
       and org_type in ('city-org', 'direct-org', 'grassroots-committee-org', 'city-peoples-committee', 'district-peoples-committee',
         'commune-peoples-committee', 'front-committee')
     order by array_position(array['party', 'state', 'front'], side), code`
  const body = z.object({
    organizationId: z.string(),
    side: z.enum(sides),
    code: z.string(),
    name: z.string(),
    kind: z.enum(orgTypes),
  })
  return rows.map((row) => body.parse(row))
}

/** Residents of an area by year, the newest first. */
export type ResidentsOfYear = {
  readonly residentsId: string
  readonly year: number
  readonly residents: number
  readonly source: string
  readonly version: number
}

/** Every figure of an area's residents, the newest year first. */
export async function listResidents(tx: Tx, _scope: Scope, areaId: string): Promise<ResidentsOfYear[]> {
  return tx.$queryRaw<ResidentsOfYear[]>`
    select id::text as "residentsId", year, residents, source, version from area_residents where area_id = ${areaId}::uuid order by year desc`
}

/** A village or group with the cells that lead it. */
export type ListedNeighbourhood = {
  readonly neighbourhoodId: string
  readonly name: string
  readonly kind: NeighbourhoodKind
  readonly validFrom: LegalDay
  readonly version: number
  readonly cells: readonly { readonly organizationId: string; readonly name: string }[]
}

/** The villages and groups of an area on a day by name, each with the cells that lead it that day. */
export async function listNeighbourhoods(
  tx: Tx,
  _scope: Scope,
  { areaId, day }: { areaId: string; day: LegalDay },
): Promise<ListedNeighbourhood[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select n.id::text as "neighbourhoodId", n.name, n.kind, to_char(n.valid_from, 'YYYY-MM-DD') as "validFrom", n.version,
        coalesce((select jsonb_agg(jsonb_build_object('organizationId', c.cell_id, 'name', v.name) order by v.name)
          from neighbourhood_cell c
          join organization_version v on v.organization_id = c.cell_id and v.valid_from <= ${day}::date and ${day}::date < v.valid_to
         where c.neighbourhood_id = n.id and c.valid_from <= ${day}::date and ${day}::date < c.valid_to), '[]') as cells
      from neighbourhood n
     where n.area_id = ${areaId}::uuid and n.valid_from <= ${day}::date and ${day}::date < n.valid_to
     order by length(n.search_name), n.search_name`
  const row = z.object({
    neighbourhoodId: z.string(),
    name: z.string(),
    kind: z.enum(neighbourhoodKinds),
    validFrom: z.string(),
    version: z.number(),
    cells: z.array(z.object({ organizationId: z.string(), name: z.string() })),
  })
  return rows.map((one) => row.parse(one))
}

/** A village or group with its area, by id; null when there is none. */
export async function findNeighbourhood(
  tx: Tx,
  _scope: Scope,
  neighbourhoodId: string,
): Promise<{ areaId: string; organizationId: string; name: string; version: number } | null> {
  const rows = await tx.$queryRaw<{ areaId: string; organizationId: string; name: string; version: number }[]>`
    select area_id::text as "areaId", organization_id::text as "organizationId", name, version from neighbourhood
     where id = ${neighbourhoodId}::uuid and valid_from < valid_to`
  return rows[0] ?? null
}

/** The cells below a Party organization on a day, by name: those a village can be tied to. */
export async function listCellsBelow(
  tx: Tx,
  _scope: Scope,
  { organizationId, day }: { organizationId: string; day: LegalDay },
): Promise<{ organizationId: string; name: string }[]> {
  return tx.$queryRaw<{ organizationId: string; name: string }[]>`
    select v.organization_id::text as "organizationId", v.name from app.organization_reach r
      join organization_version v on v.organization_id = r.organization_id and v.valid_from <= ${day}::date and ${day}::date < v.valid_to
     where r.above_id = ${organizationId}::uuid and r.valid_from <= ${day}::date and ${day}::date < r.valid_to
       and v.org_type in ('grassroots-cell', 'subordinate-cell', 'cell')
     order by length(v.search_name), v.search_name limit 500`
}

/** The codes of the areas whose Party organization stands within the scope on a day. */
export async function listAreaCodesWithin(tx: Tx, scope: Scope, day: LegalDay): Promise<Set<string>> {
  const everything = scope.organizationIds === 'everything'
  const ids = scope.organizationIds === 'everything' ? [] : [...scope.organizationIds]
  const rows = await tx.$queryRaw<{ code: string }[]>`
    select v.area_code as code from organization_version v
     where v.side = 'party' and v.area_code is not null and v.valid_from <= ${day}::date and ${day}::date < v.valid_to
       and v.org_type in ('city-org', 'direct-org', 'grassroots-committee-org')
       and (${everything} or v.organization_id in (select r.organization_id from app.organization_reach r
         where r.above_id = any (${ids}::uuid[]) and r.valid_from <= app.today() and app.today() < r.valid_to))`
  return new Set(rows.map(({ code }) => code))
}
