import {
  isCarryForm,
  type ReportCell,
  type ReportGroup,
  type ReportSource,
  reportDims,
  type SignedReport,
  signedReportSchema,
} from '@nq15/domain/petitions'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { dateOf, dayOf } from '../legal-day-column.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import { day } from './within-unit.ts'

type Period = { readonly organizationId: string; readonly first: LegalDay; readonly last: LegalDay }

/** The groups of rows of one unit in a period, as its reader may see them; none out of scope. */
export async function listOwnGroups(
  tx: Tx,
  scope: Scope,
  { organizationId, first, last }: Period,
): Promise<ReportGroup[]> {
  if (!isId(organizationId) || !isHere(scope, organizationId)) return []
  return tx.$queryRaw<ReportGroup[]>`
    select source, organization_id::text as "organizationId", dims, sums from app.petition_figures(array[${organizationId}]::uuid[], ${first}::date, ${last}::date)`
}

/** The same of a unit and everything below it, numbers alone; none for whoever does not stand above it. */
export async function listTreeGroups(
  tx: Tx,
  _scope: Scope,
  { organizationId, first, last }: Period,
): Promise<ReportGroup[]> {
  if (!isId(organizationId)) return []
  return tx.$queryRaw<ReportGroup[]>`
    select source, organization_id::text as "organizationId", dims, sums from app.petition_tree_figures(${organizationId}::uuid, ${first}::date, ${last}::date)`
}

const isHere = ({ organizationIds }: Scope, organizationId: string) =>
  organizationIds === 'everything' || organizationIds.includes(organizationId)

const behind = z.object({
  recordId: z.string(),
  year: z.number(),
  number: z.number(),
  onDay: z.string(),
  kind: z.string(),
  title: z.string(),
  place: z.string(),
  state: z.string(),
})
/** A row behind a cell. */
export type BehindRow = z.infer<typeof behind>

const rowsOf: Readonly<Record<ReportSource, Prisma.Sql>> = {
  papers: Prisma.sql`app.petition_paper_rows`,
  visits: Prisma.sql`app.petition_visit_rows`,
  sessions: Prisma.sql`app.petition_session_rows`,
  cases: Prisma.sql`app.petition_case_rows`,
}
const columnOf: Readonly<Record<string, string>> = {
  ...{ inTime: 'in_time', papersBefore: 'papers_before', papersWithin: 'papers_within' },
}
const recordOf: Readonly<Record<ReportSource, Prisma.Sql>> = {
  papers: Prisma.sql`select x.id, x.year, x.number, ${day('x.received_on')} as on_day, x.kind, coalesce(nullif(x.subject, ''), left(x.content, 140)) as title, x.place, x.state from petition x`,
  visits: Prisma.sql`select x.id, x.year, x.number, ${day('x.visited_on')} as on_day, x.kind, left(x.content, 140) as title, '' as place, x.result as state from reception_visit x`,
  sessions: Prisma.sql`select x.id, extract(year from x.held_on)::integer as year, 0 as number, ${day('x.held_on')} as on_day, x.kind, x.host as title, x.place, x.head as state from reception_session x`,
  cases: Prisma.sql`select x.id, x.year, x.number, ${day('x.opened_on')} as on_day, x.kind, x.title, x.place, x.state from petition_case x`,
}

/** The rows that a cell of one's own unit counts, a page of them and how many there are; null for a cell nothing is known for. */
export async function listBehindCell(
  tx: Tx,
  scope: Scope,
  {
    organizationId,
    first,
    last,
    cell,
    offset,
    limit,
  }: Period & { readonly cell: ReportCell; readonly offset: number; readonly limit: number },
): Promise<{ readonly source: ReportSource; readonly total: number; readonly rows: readonly BehindRow[] } | null> {
  if (!isId(organizationId) || !isHere(scope, organizationId) || cell.is === 'missing') return null
  const source = cell.is === 'amount' ? 'cases' : cell.source
  const known: readonly string[] = reportDims[source]
  const chosen = Object.entries(cell.where)
    .filter(([dim]) => known.includes(dim))
    .map(([dim, wanted]) => Prisma.sql`r.${Prisma.raw(columnOf[dim] ?? dim)} = any (${[...wanted]})`)
  // What a measure counts is 0 in the rows it leaves out; a sum of money lists the matters that bring it.
  const counted =
    cell.is === 'amount'
      ? Prisma.join(
          cell.items.map((item) => Prisma.sql`coalesce((r.${Prisma.raw(cell.from)} ->> ${item})::numeric, 0) <> 0`),
          ' or ',
        )
      : Prisma.sql`r.${Prisma.raw(columnOf[cell.measure] ?? cell.measure)} > 0`
  const from = Prisma.sql`${rowsOf[source]}(array[${organizationId}]::uuid[], ${first}::date, ${last}::date) r
    where (${counted}) and ${chosen.length === 0 ? Prisma.sql`true` : Prisma.join(chosen, ' and ')}`
  const [sum] = await tx.$queryRaw<{ total: number }[]>`select count(*)::int as total from ${from}`
  const rows = await tx.$queryRaw<unknown[]>`
    select d.id::text as "recordId", d.year, d.number, d.on_day as "onDay", d.kind, d.title, d.place, d.state
      from (${recordOf[source]}) d where d.id in (select r.record_id from ${from}) order by d.on_day, d.year, d.number limit ${limit} offset ${offset}`
  return { source, total: sum?.total ?? 0, rows: rows.map((one) => behind.parse(one)) }
}

export type PetitionReportRow = {
  readonly reportId: string
  readonly first: LegalDay
  readonly last: LegalDay
  readonly span: 'own' | 'tree'
  readonly contentHash: string
  readonly signerName: string
  readonly signerTitle: string
  readonly signedAt: Date
  readonly reason: string | null
  readonly content: SignedReport
}

const columns = {
  ...{ id: true, firstDay: true, lastDay: true, span: true, contentHash: true, signerName: true, signerTitle: true },
  ...{ signedAt: true, reason: true, content: true },
} as const

/** The standing signed reports of one's own unit, the latest period first. */
export async function listReports(tx: Tx, scope: Scope, organizationId: string): Promise<PetitionReportRow[]> {
  if (!isId(organizationId) || !isHere(scope, organizationId)) return []
  const rows = await tx.petitionReport.findMany({
    where: { organizationId, supersededAt: null },
    select: columns,
    orderBy: [{ lastDay: 'desc' }, { firstDay: 'desc' }],
    take: 60,
  })
  return rows.map(({ id, firstDay, lastDay, span, content, ...row }) => ({
    ...row,
    ...{ reportId: id, first: dayOf(firstDay), last: dayOf(lastDay), span: span === 'tree' ? 'tree' : 'own' },
    content: signedReportSchema.parse(content),
  }))
}

/** The standing signature of a period with its numbers, or null. */
export async function findReport(
  tx: Tx,
  scope: Scope,
  { organizationId, first, last, span }: Period & { readonly span: 'own' | 'tree' },
): Promise<PetitionReportRow | null> {
  if (!isId(organizationId) || !isHere(scope, organizationId)) return null
  const row = await tx.petitionReport.findFirst({
    where: { organizationId, span, firstDay: dateOf(first), lastDay: dateOf(last), supersededAt: null },
    select: columns,
  })
  if (!row) return null
  const { id, firstDay: _first, lastDay: _last, span: _span, content, ...rest } = row
  return { ...rest, reportId: id, first, last, span, content: signedReportSchema.parse(content) }
}

/** What the signed period of one's own unit that ended the day before left open (form 01/XLĐ, column 5), or null when none was signed. */
export async function findLeftOpen(
  tx: Tx,
  scope: Scope,
  { organizationId, before }: { readonly organizationId: string; readonly before: LegalDay },
): Promise<number | null> {
  if (!isId(organizationId) || !isHere(scope, organizationId)) return null
  const row = await tx.petitionReport.findFirst({
    where: { organizationId, span: 'own', lastDay: dateOf(before), supersededAt: null },
    select: { content: true },
    orderBy: { signedAt: 'desc' },
  })
  if (!row) return null
  const { forms, layouts = [] } = signedReportSchema.parse(row.content)
  const isEdited = (of: string) => layouts.some(({ code, edition }) => code === of && edition > 1)
  const left = forms.find(({ code }) => isCarryForm(code) && !isEdited(code))?.total['c5']
  return typeof left === 'number' ? left : null
}
