import type { AreaOutline, NeighbourhoodKind, PlannedArea } from '@nq15/domain/organizations'
import { type LegalDay, searchText } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'

/** Keeps the areas of a plan that are not there, known by code and first day, parents before children; answers how many are new. */
export async function keepAreas(tx: Tx, _scope: Scope, planned: readonly PlannedArea[]): Promise<number> {
  if (planned.length === 0) return 0
  const given = JSON.stringify(planned.map((one) => ({ ...one, id: newId(), searchName: searchText(one.name) })))
  const kept = await tx.$executeRaw`
    insert into area (id, code, name, search_name, kind, valid_from, valid_to)
    select r.id, r.code, r.name, r."searchName", r.kind, r."validFrom", r."validTo"
      from jsonb_to_recordset(${given}::jsonb) as r(id uuid, code text, name text, "searchName" text, kind text, "validFrom" date, "validTo" date)
     where not exists (select from area a where a.code = r.code and a.valid_from = r."validFrom")`
  // The area above is the one that carried its code on the area's first day.
  await tx.$executeRaw`
    update area a set parent_id = p.id
      from jsonb_to_recordset(${given}::jsonb) as r(code text, "parentCode" text, "validFrom" date), area p
     where a.parent_id is null and a.code = r.code and a.valid_from = r."validFrom"
       and p.code = r."parentCode" and p.id <> a.id and p.valid_from <= r."validFrom" and r."validFrom" < p.valid_to`
  return kept
}

/** Keeps outlines for the areas of a day; one that is there and differs is replaced. Answers how many are new or changed. */
export async function keepOutlines(
  tx: Tx,
  _scope: Scope,
  { outlines, day, source }: { outlines: readonly AreaOutline[]; day: LegalDay; source: string },
): Promise<number> {
  const given = JSON.stringify(outlines)
  return tx.$executeRaw`
    insert into area_outline (area_id, rings, points_read, source)
    select a.id, r.rings, r."pointsRead", ${source}
      from jsonb_to_recordset(${given}::jsonb) as r(code text, rings jsonb, "pointsRead" int)
      join area a on a.code = r.code and a.valid_from <= ${day}::date and ${day}::date < a.valid_to
    on conflict (area_id) do update set rings = excluded.rings, points_read = excluded.points_read, source = excluded.source, imported_at = now()
      where (area_outline.rings, area_outline.points_read) is distinct from (excluded.rings, excluded.points_read)`
}

/** A figure of residents to be kept, with the Party organization that answers for the area. */
export type NewResidents = {
  readonly areaId: string
  readonly organizationId: string
  readonly year: number
  readonly residents: number
  readonly source: string
}

/** Keeps figures of residents; a year that is there is corrected when figure or source differ. Answers how many are new or changed. */
export async function keepResidents(tx: Tx, scope: Scope, rows: readonly NewResidents[]): Promise<number> {
  if (rows.length === 0) return 0
  const by = scope.actor.kind === 'session' ? scope.actor.userId : null
  return tx.$executeRaw`
    insert into area_residents (id, area_id, organization_id, year, residents, source, entered_by)
    select r.id, r."areaId", r."organizationId", r.year, r.residents, r.source, ${by}::uuid
      from jsonb_to_recordset(${JSON.stringify(rows.map((row) => ({ id: newId(), ...row })))}::jsonb)
        as r(id uuid, "areaId" uuid, "organizationId" uuid, year int, residents int, source text)
    on conflict (area_id, year) do update set residents = excluded.residents, source = excluded.source,
        entered_by = excluded.entered_by, entered_at = now(), version = area_residents.version + 1
      where (area_residents.residents, area_residents.source) is distinct from (excluded.residents, excluded.source)`
}

/** A village or group to be kept. */
export type NewNeighbourhood = {
  readonly neighbourhoodId: string
  readonly areaId: string
  readonly organizationId: string
  readonly name: string
  readonly kind: NeighbourhoodKind
  readonly validFrom: LegalDay
}

/** Keeps new villages and groups, set-wise. */
export async function insertNeighbourhoods(tx: Tx, _scope: Scope, rows: readonly NewNeighbourhood[]): Promise<void> {
  if (rows.length === 0) return
  const given = JSON.stringify(rows.map((row) => ({ ...row, searchName: searchText(row.name) })))
  await tx.$executeRaw`
    insert into neighbourhood (id, area_id, organization_id, name, search_name, kind, valid_from)
    select r."neighbourhoodId", r."areaId", r."organizationId", r.name, r."searchName", r.kind, r."validFrom"
      from jsonb_to_recordset(${given}::jsonb) as r("neighbourhoodId" uuid, "areaId" uuid, "organizationId" uuid, name text,
        "searchName" text, kind text, "validFrom" date)`
}

/** Ends a village or group, and its ties to cells, before a day; false when another change came first. */
export async function endNeighbourhood(
  tx: Tx,
  _scope: Scope,
  { neighbourhoodId, version, on }: { neighbourhoodId: string; version: number; on: LegalDay },
): Promise<boolean> {
  const ended = await tx.$executeRaw`
    update neighbourhood set valid_to = greatest(valid_from, ${on}::date), version = version + 1
     where id = ${neighbourhoodId}::uuid and version = ${version} and valid_to > ${on}::date`
  if (ended === 0) return false
  await tx.$executeRaw`
    update neighbourhood_cell set valid_to = greatest(valid_from, ${on}::date)
     where neighbourhood_id = ${neighbourhoodId}::uuid and valid_to > ${on}::date`
  return true
}

/** A tie of a village or group to a cell that leads it. */
export type NewNeighbourhoodCell = {
  readonly neighbourhoodId: string
  readonly cellId: string
  readonly organizationId: string
  readonly validFrom: LegalDay
}

/** Ties villages to cells, set-wise; a tie that is there on the day stays. */
export async function tieNeighbourhoodCells(
  tx: Tx,
  _scope: Scope,
  rows: readonly NewNeighbourhoodCell[],
): Promise<void> {
  if (rows.length === 0) return
  await tx.$executeRaw`
    insert into neighbourhood_cell (id, neighbourhood_id, cell_id, organization_id, valid_from)
    select r.id, r."neighbourhoodId", r."cellId", r."organizationId", r."validFrom"
      from jsonb_to_recordset(${JSON.stringify(rows.map((row) => ({ id: newId(), ...row })))}::jsonb)
        as r(id uuid, "neighbourhoodId" uuid, "cellId" uuid, "organizationId" uuid, "validFrom" date)
     where not exists (select from neighbourhood_cell c where c.neighbourhood_id = r."neighbourhoodId" and c.cell_id = r."cellId"
       and r."validFrom" < c.valid_to)`
}

/** Ends the ties of a village that are not among the given cells, from a day on. */
export async function untieNeighbourhoodCells(
  tx: Tx,
  _scope: Scope,
  { neighbourhoodId, keep, on }: { neighbourhoodId: string; keep: readonly string[]; on: LegalDay },
): Promise<void> {
  await tx.$executeRaw`
    update neighbourhood_cell set valid_to = greatest(valid_from, ${on}::date)
     where neighbourhood_id = ${neighbourhoodId}::uuid and valid_to > ${on}::date and not cell_id = any (${[...keep]}::uuid[])`
}
