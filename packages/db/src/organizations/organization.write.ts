import type { OrgSector, OrgType, Side, SuccessionKind } from '@nq15/domain/organizations'
import { type Confidence, type LegalDay, searchText } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'

/** An organization to be kept with its first period. */
export type NewOrganization = {
  readonly organizationId: string
  readonly side: Side
  readonly code: string
  readonly name: string
  readonly kind: OrgType
  readonly sector: OrgSector | null
  readonly parentId: string | null
  readonly areaCode: string | null
  readonly validFrom: LegalDay
  readonly validTo: LegalDay
}

/**
 * Keeps organizations with their first period, set-wise; parents may stand in the same list. The tree's own checks (no
 * overlap, no circle, no child outliving its parent) answer when the transaction commits.
 */
export async function insertOrganizations(tx: Tx, _scope: Scope, rows: readonly NewOrganization[]): Promise<void> {
  if (rows.length === 0) return
  const given = JSON.stringify(rows.map((row) => ({ ...row, versionId: newId(), searchName: searchText(row.name) })))
  await tx.$executeRaw`
    insert into organization (id, side)
    select r."organizationId", r.side from jsonb_to_recordset(${given}::jsonb) as r("organizationId" uuid, side text)`
  await tx.$executeRaw`
    insert into organization_version
      (id, organization_id, parent_id, side, code, name, search_name, org_type, sector, area_code, valid_from, valid_to)
    select r."versionId", r."organizationId", r."parentId", r.side, r.code, r.name, r."searchName", r.kind, r.sector, r."areaCode",
        r."validFrom", r."validTo"
      from jsonb_to_recordset(${given}::jsonb) as r("versionId" uuid, "organizationId" uuid, "parentId" uuid, side text, code text,
        name text, "searchName" text, kind text, sector text, "areaCode" text, "validFrom" date, "validTo" date)`
}

/** A structural act to be kept with its links; an end that is null means "from nothing" or "into nothing". */
export type NewSuccession = {
  readonly successionId: string
  readonly kind: SuccessionKind
  readonly effectiveOn: LegalDay
  readonly decisionNumber: string
  readonly decidedOn: LegalDay | null
  readonly confidence: Confidence
}
export type NewSuccessionLink = {
  readonly successionId: string
  readonly predecessorId: string | null
  readonly successorId: string | null
  readonly inheritsRecords: boolean
}

/** Keeps structural acts and links, set-wise; a link may belong to an act that is there already. */
export async function insertSuccessions(
  tx: Tx,
  _scope: Scope,
  { acts, links }: { acts: readonly NewSuccession[]; links: readonly NewSuccessionLink[] },
): Promise<void> {
  if (acts.length > 0) {
    await tx.$executeRaw`
      insert into succession (id, kind, effective_on, decision_number, decided_on, confidence)
      select r."successionId", r.kind, r."effectiveOn", r."decisionNumber", r."decidedOn", r.confidence
        from jsonb_to_recordset(${JSON.stringify(acts)}::jsonb) as r("successionId" uuid, kind text, "effectiveOn" date,
          "decisionNumber" text, "decidedOn" date, confidence text)`
  }
  if (links.length > 0) {
    await tx.$executeRaw`
      insert into succession_link (id, succession_id, predecessor_id, successor_id, inherits_records)
      select r.id, r."successionId", r."predecessorId", r."successorId", r."inheritsRecords"
        from jsonb_to_recordset(${JSON.stringify(links.map((link) => ({ id: newId(), ...link })))}::jsonb)
          as r(id uuid, "successionId" uuid, "predecessorId" uuid, "successorId" uuid, "inheritsRecords" boolean)`
  }
}

/** What an import corrects in a period that is there. */
export type CorrectedPeriod = {
  readonly organizationId: string
  readonly validFrom: LegalDay
  readonly name: string
  readonly sector: OrgSector | null
  readonly validTo: LegalDay
}

/** Corrects name, sector and end of periods that are there, each named by organization and first day; answers how many. */
export async function correctPeriods(tx: Tx, _scope: Scope, rows: readonly CorrectedPeriod[]): Promise<number> {
  if (rows.length === 0) return 0
  const given = JSON.stringify(rows.map((row) => ({ ...row, searchName: searchText(row.name) })))
  return tx.$executeRaw`
    update organization_version v set name = r.name, search_name = r."searchName", sector = r.sector, valid_to = r."validTo"
      from jsonb_to_recordset(${given}::jsonb) as r("organizationId" uuid, "validFrom" date, name text, "searchName" text, sector text,
        "validTo" date)
     where v.organization_id = r."organizationId" and v.valid_from = r."validFrom"`
}

/** Keeps where areas stand on the map of tiles; one that is there moves. Answers how many are new or moved. */
export async function keepAreaTiles(
  tx: Tx,
  _scope: Scope,
  tiles: readonly { readonly code: string; readonly column: number; readonly row: number }[],
): Promise<number> {
  if (tiles.length === 0) return 0
  return tx.$executeRaw`
    insert into area_tile (area_code, tile_column, tile_row)
    select r.code, r."column", r."row" from jsonb_to_recordset(${JSON.stringify(tiles)}::jsonb) as r(code text, "column" int, "row" int)
    on conflict (area_code) do update set tile_column = excluded.tile_column, tile_row = excluded.tile_row
      where (area_tile.tile_column, area_tile.tile_row) <> (excluded.tile_column, excluded.tile_row)`
}
