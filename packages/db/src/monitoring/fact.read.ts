import type { FactSheet, Figures, PeriodStart } from '@nq15/domain/monitoring'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

const figures = z.record(z.string(), z.union([z.number(), z.boolean(), z.string()]))
const kind = z.enum(['month', 'quarter', 'year'])
/** The short form of a sheet as it is loaded by the thousand: id, sheet, subject, its name, kind, start, figures. */
const shortSheet = z.tuple([z.string(), z.string(), z.string(), z.string().nullable(), kind, z.string(), figures])

/** The standing sheets of organizations whose periods begin in `[from, until]`, by organization: one statement whatever their number. */
export async function loadSheets(
  tx: Tx,
  _scope: Scope,
  {
    organizationIds,
    from,
    until,
  }: { readonly organizationIds: readonly string[]; readonly from: PeriodStart; readonly until: PeriodStart },
): Promise<ReadonlyMap<string, readonly FactSheet[]>> {
  const rows = await tx.$queryRaw<{ id: string; sheets: unknown[] }[]>`
    select f.organization_id::text as id,
        jsonb_agg(jsonb_build_array(f.id, f.sheet, f.subject, f.subject_name, f.period_kind, f.period_start, f.figures)) as sheets
      from monitoring_fact f
     where f.organization_id = any (${[...organizationIds]}::uuid[]) and f.superseded_at is null
       and f.period_start between ${from}::date and ${until}::date
     group by 1`
  return new Map(rows.map(({ id, sheets }) => [id, sheets.map(sheetOfRow)]))
}

function sheetOfRow(row: unknown): FactSheet {
  // The figures were parsed when they were stored; only the shape is asked again, since millions are read here.
  const [id, sheet, subject, subjectName, period, start, stored] = row as z.infer<typeof shortSheet>
  return { id, sheet, subject, subjectName, kind: period, start, figures: stored }
}

/** A stored sheet with who entered and who verified it. */
export type StoredSheet = {
  readonly id: string
  readonly organizationId: string
  readonly sheet: string
  readonly subject: string
  readonly subjectName: string | null
  readonly kind: 'month' | 'quarter' | 'year'
  readonly start: PeriodStart
  readonly figures: Figures
  readonly source: string
  readonly quality: string
  readonly enteredBy: string
  readonly enteredByName: string
  readonly enteredAt: Date
  readonly verifiedByName: string | null
  readonly verifiedAt: Date | null
  readonly version: number
  readonly correctionReason: string | null
  readonly supersededAt: Date | null
}

const stored = z.object({
  id: z.string(),
  organizationId: z.string(),
  sheet: z.string(),
  subject: z.string(),
  subjectName: z.string().nullable(),
  kind,
  start: z.string(),
  figures,
  source: z.string(),
  quality: z.string(),
  enteredBy: z.string(),
  enteredByName: z.string(),
  enteredAt: z.date(),
  verifiedByName: z.string().nullable(),
  verifiedAt: z.date().nullable(),
  version: z.number(),
  correctionReason: z.string().nullable(),
  supersededAt: z.date().nullable(),
})

type SheetKey = {
  readonly organizationId: string
  readonly sheet: string
  readonly subject: string
  readonly start: PeriodStart
}

/** Every version of a sheet, the standing one first. */
export async function listSheetVersions(tx: Tx, _scope: Scope, key: SheetKey): Promise<StoredSheet[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select f.id::text, f.organization_id::text as "organizationId", f.sheet, f.subject, f.subject_name as "subjectName", f.period_kind as kind,
        to_char(f.period_start, 'YYYY-MM-DD') as start, f.figures, f.source, f.quality, f.entered_by::text as "enteredBy",
        f.entered_by_name as "enteredByName", f.entered_at as "enteredAt", f.verified_by_name as "verifiedByName", f.verified_at as "verifiedAt",
        f.version, f.correction_reason as "correctionReason", f.superseded_at as "supersededAt"
      from monitoring_fact f
     where f.organization_id = ${key.organizationId}::uuid and f.sheet = ${key.sheet} and f.subject = ${key.subject}
       and f.period_start = ${key.start}::date order by f.version desc`
  return rows.map((row) => stored.parse(row))
}

/** Sheets by their ids: the sources behind an answer. Those the reader may not see are not there. */
export async function listSheetsById(tx: Tx, _scope: Scope, ids: readonly string[]): Promise<StoredSheet[]> {
  if (ids.length === 0) return []
  const rows = await tx.$queryRaw<unknown[]>`
    select f.id::text, f.organization_id::text as "organizationId", f.sheet, f.subject, f.subject_name as "subjectName", f.period_kind as kind,
        to_char(f.period_start, 'YYYY-MM-DD') as start, f.figures, f.source, f.quality, f.entered_by::text as "enteredBy",
        f.entered_by_name as "enteredByName", f.entered_at as "enteredAt", f.verified_by_name as "verifiedByName", f.verified_at as "verifiedAt",
        f.version, f.correction_reason as "correctionReason", f.superseded_at as "supersededAt"
      from monitoring_fact f where f.id = any (${[...ids]}::uuid[]) order by f.period_start desc, f.sheet`
  return rows.map((row) => stored.parse(row))
}

/** One organization's state of entry for a period: whether its sheet is there, who entered it, whether another verified it. */
export type EntryState = {
  readonly organizationId: string
  readonly name: string
  readonly code: string
  readonly factId: string | null
  readonly enteredByName: string | null
  readonly enteredBy: string | null
  readonly enteredAt: Date | null
  readonly verifiedAt: Date | null
  readonly version: number | null
}

type Owing = {
  readonly rootId: string
  readonly sheet: string
  readonly start: PeriodStart
  readonly day: LegalDay
  readonly owes: 'cell' | 'organization' | 'area'
}

/** Who owes a sheet at and below an organization, and how far each is: the missing first. A page of at most `limit`. */
export async function listEntryStates(
  tx: Tx,
  _scope: Scope,
  {
    rootId,
    sheet,
    start,
    day,
    owes,
    after,
    limit,
    only,
  }: Owing & { readonly after: string | null; readonly limit: number; readonly only: 'all' | 'missing' },
): Promise<EntryState[]> {
  const [afterName = '', afterId = null] = after === null ? [] : after.split('\n')
  // The page first, what was sent after it: a city has as many sheets as cells.
  return tx.$queryRaw<EntryState[]>`
    with page as materialized (
      select v.organization_id, v.name, v.code from app.organization_reach r
        join organization_version v on v.organization_id = r.organization_id and v.valid_from <= ${day}::date and ${day}::date < v.valid_to
       where r.above_id = ${rootId}::uuid and r.valid_from <= ${day}::date and ${day}::date < r.valid_to and v.side = 'party' and ${owers[owes]}
         ${only === 'missing' ? Prisma.sql`and not exists (select from monitoring_fact f where f.organization_id = v.organization_id and ${standing({ sheet, start })})` : Prisma.empty}
         and (${afterId}::uuid is null or (v.name, v.organization_id) > (${afterName}, ${afterId}::uuid))
       order by v.name, v.organization_id limit ${limit})
    select v.organization_id::text as "organizationId", v.name, v.code, f.id::text as "factId", f.entered_by_name as "enteredByName",
        f.entered_by::text as "enteredBy", f.entered_at as "enteredAt", f.verified_at as "verifiedAt", f.version
      from page v left join monitoring_fact f on f.organization_id = v.organization_id and ${standing({ sheet, start })}
     order by v.name, v.organization_id`
}

/** The kinds of organizations that owe a sheet. */
const owers = {
  cell: Prisma.sql`v.org_type in ('cell', 'grassroots-cell', 'subordinate-cell')`,
  area: Prisma.sql`v.area_code is not null and v.org_type not in ('cell', 'grassroots-cell', 'subordinate-cell')`,
  organization: Prisma.sql`true`,
} as const

/** The sheet of a period that stands, of what has no subject of its own. */
const standing = ({ sheet, start }: Pick<Owing, 'sheet' | 'start'>) =>
  Prisma.sql`f.sheet = ${sheet} and f.subject = '' and f.period_start = ${start}::date and f.superseded_at is null`

/** How many owe a sheet and how many have sent it, and whose another person verified: counts alone. */
export async function countEntryStates(
  tx: Tx,
  _scope: Scope,
  { rootId, sheet, start, day, owes }: Owing,
): Promise<{ owed: number; sent: number; verified: number }> {
  const [row] = await tx.$queryRaw<{ owed: number; sent: number; verified: number }[]>`
    select count(*)::int as owed, count(f.organization_id)::int as sent, count(f.verified_at)::int as verified
      from app.organization_reach r
      join organization_version v on v.organization_id = r.organization_id and v.valid_from <= ${day}::date and ${day}::date < v.valid_to
      left join monitoring_fact f on f.organization_id = v.organization_id and ${standing({ sheet, start })}
     where r.above_id = ${rootId}::uuid and r.valid_from <= ${day}::date and ${day}::date < r.valid_to and v.side = 'party' and ${owers[owes]}`
  return row ?? { owed: 0, sent: 0, verified: 0 }
}

/** Committees directly above cells that owe the monthly sheet of a month, and how many of them do: one statement. */
export async function countMissingSheets(
  tx: Tx,
  _scope: Scope,
  { rootId, start, day }: { readonly rootId: string; readonly start: PeriodStart; readonly day: LegalDay },
): Promise<{ organizationId: string; missing: number }[]> {
  return tx.$queryRaw`
    select v.parent_id::text as "organizationId", count(*)::int as missing
      from app.organization_reach r
      join organization_version v on v.organization_id = r.organization_id and v.valid_from <= ${day}::date and ${day}::date < v.valid_to
     where r.above_id = ${rootId}::uuid and r.valid_from <= ${day}::date and ${day}::date < r.valid_to and v.side = 'party'
       and v.org_type in ('cell', 'grassroots-cell', 'subordinate-cell') and v.parent_id is not null
       and not exists (select from monitoring_fact f where f.organization_id = v.organization_id and f.sheet = 'cell-month' and f.subject = ''
         and f.period_start = ${start}::date and f.superseded_at is null)
     group by 1`
}

/** The standing versions of one sheet and period, by organization. */
export async function listStandingSheets(
  tx: Tx,
  _scope: Scope,
  {
    organizationIds,
    sheet,
    start,
  }: { readonly organizationIds: readonly string[]; readonly sheet: string; readonly start: PeriodStart },
): Promise<ReadonlyMap<string, { id: string; version: number }>> {
  const rows = await tx.$queryRaw<{ organizationId: string; id: string; version: number }[]>`
    select organization_id::text as "organizationId", id::text, version from monitoring_fact
     where organization_id = any (${[...organizationIds]}::uuid[]) and sheet = ${sheet} and subject = '' and period_start = ${start}::date
       and superseded_at is null`
  return new Map(rows.map(({ organizationId, ...row }) => [organizationId, row]))
}

/** The project sheets that stand for a month, by organization and code of the project, with what they say. */
export async function listStandingProjectSheets(
  tx: Tx,
  _scope: Scope,
  { organizationIds, start }: { readonly organizationIds: readonly string[]; readonly start: PeriodStart },
): Promise<ReadonlyMap<string, { readonly id: string; readonly version: number; readonly figures: Figures }>> {
  const rows = await tx.$queryRaw<{ key: string; id: string; version: number; figures: Figures }[]>`
    select organization_id::text || ' ' || subject as key, id::text, version, figures from monitoring_fact
     where organization_id = any (${[...organizationIds]}::uuid[]) and sheet = 'project-month' and period_start = ${start}::date
       and superseded_at is null`
  return new Map(rows.map(({ key, ...row }) => [key, row]))
}
