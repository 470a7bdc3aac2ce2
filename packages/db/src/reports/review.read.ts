import {
  type EnteredFigure,
  type ReviewContent,
  reviewContentSchema,
  reviewTableCodes,
  type SignedReview,
  signedReviewSchema,
} from '@nq15/domain/reports'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { dayOf } from '../legal-day-column.ts'
import { isId, isWithin } from '../organizations/within.read.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

const day = (column: string) => Prisma.raw(`to_char(${column}, 'YYYY-MM-DD')`)

const head = z.object({
  reportId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  firstYear: z.number(),
  lastYear: z.number(),
  edition: z.number(),
  cutOff: z.string(),
  preparedByName: z.string(),
  builtAt: z.date(),
  isLatest: z.boolean(),
  signedAt: z.date().nullable(),
  signerName: z.string().nullable(),
  openComments: z.number(),
})
/** A report without its figures. */
export type ReviewHead = z.infer<typeof head>

const heads = Prisma.sql`
  select x.id::text as "reportId", x.organization_id::text as "organizationId", x.first_year as "firstYear", x.last_year as "lastYear", x.edition,
      ${day('x.cut_off')} as "cutOff", x.prepared_by_name as "preparedByName", x.built_at as "builtAt", x.superseded_at is null as "isLatest",
      s.signed_at as "signedAt", s.signer_name as "signerName",
      (select count(*)::int from review_comment c where c.report_id = x.id and c.settled_at is null) as "openComments",
      coalesce((select v.name from organization_version v where v.organization_id = x.organization_id order by v.valid_from desc limit 1), '…') as "organizationName"
    from review_report x left join review_sign_off s on s.report_id = x.id`

/** The newest edition of each report within the scope, and every one that was signed; the latest years first. */
export async function listReviews(tx: Tx, scope: Scope, limit: number): Promise<ReviewHead[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    ${heads} where (x.superseded_at is null or s.id is not null) and ${withinReach(scope)}
    order by x.last_year desc, x.first_year desc, "organizationName", x.edition desc limit ${limit}`
  return rows.map((one) => head.parse(one))
}

/** A report with everything it says. */
export type ReviewRow = ReviewHead & {
  readonly content: ReviewContent
  readonly words: Readonly<Record<string, string>>
  readonly preparedBy: string
  readonly contentHash: string
  readonly version: number
}

/** One edition within the scope; null when it is not there for the reader. */
export async function findReview(tx: Tx, scope: Scope, reportId: string): Promise<ReviewRow | null> {
  if (!isId(reportId)) return null
  const [row] = await tx.$queryRaw<unknown[]>`${heads} where x.id = ${reportId}::uuid and ${withinReach(scope)}`
  if (row === undefined) return null
  const found = await tx.reviewReport.findUnique({
    where: { id: reportId },
    select: { content: true, words: true, preparedBy: true, contentHash: true, version: true },
  })
  if (!found) return null
  const { content, words, ...rest } = found
  return {
    ...head.parse(row),
    ...rest,
    ...{ content: reviewContentSchema.parse(content), words: z.record(z.string(), z.string()).parse(words) },
  }
}

/** The newest edition of a level and years, or null. */
export async function findLatestReview(
  tx: Tx,
  _scope: Scope,
  years: { readonly organizationId: string; readonly firstYear: number; readonly lastYear: number },
): Promise<{
  readonly reportId: string
  readonly edition: number
  readonly words: Readonly<Record<string, string>>
} | null> {
  const row = await tx.reviewReport.findFirst({
    where: { ...years, supersededAt: null },
    select: { id: true, edition: true, words: true },
  })
  return row && { reportId: row.id, edition: row.edition, words: z.record(z.string(), z.string()).parse(row.words) }
}

/** A signature with what it froze. */
export type ReviewSignature = {
  readonly signOffId: string
  readonly signerName: string
  readonly signerTitle: string
  readonly signedAt: Date
  readonly contentHash: string
  readonly reason: string | null
  readonly isStanding: boolean
  readonly signed: SignedReview
}

const signatureColumns = {
  ...{ id: true, signerName: true, signerTitle: true, signedAt: true, contentHash: true, reason: true },
  ...{ supersededAt: true, content: true },
} as const
type SignatureRow = Omit<ReviewSignature, 'signOffId' | 'isStanding' | 'signed'> & {
  readonly id: string
  readonly supersededAt: Date | null
  readonly content: unknown
}
const toSignature = ({ id, supersededAt, content, ...row }: SignatureRow): ReviewSignature => ({
  ...row,
  ...{ signOffId: id, isStanding: supersededAt === null, signed: signedReviewSchema.parse(content) },
})

/** The signature of one edition, or null. */
export async function findReviewSignature(tx: Tx, _scope: Scope, reportId: string): Promise<ReviewSignature | null> {
  const row = await tx.reviewSignOff.findUnique({ where: { reportId }, select: signatureColumns })
  return row && toSignature(row)
}

/** The signature that stands for a level and years, or null. */
export async function findStandingReview(
  tx: Tx,
  scope: Scope,
  years: { readonly organizationId: string; readonly firstYear: number; readonly lastYear: number },
): Promise<ReviewSignature | null> {
  if (!(await isWithin(tx, scope, years.organizationId))) return null
  const row = await tx.reviewSignOff.findFirst({ where: { ...years, supersededAt: null }, select: signatureColumns })
  return row && toSignature(row)
}

/** What was signed of the period that ended the year before, or null. */
export async function findReviewBefore(
  tx: Tx,
  scope: Scope,
  { organizationId, firstYear }: { readonly organizationId: string; readonly firstYear: number },
): Promise<ReviewContent | null> {
  if (!(await isWithin(tx, scope, organizationId))) return null
  const row = await tx.reviewSignOff.findFirst({
    where: { organizationId, lastYear: firstYear - 1, supersededAt: null },
    orderBy: { signedAt: 'desc' },
    select: { content: true },
  })
  return row && signedReviewSchema.parse(row.content).content
}

export type ReviewCommentRow = {
  readonly commentId: string
  readonly section: string
  readonly comment: string
  readonly userId: string
  readonly authorName: string
  readonly writtenAt: Date
  readonly settledAt: Date | null
}

/** The remarks on a report, the oldest first. */
export async function listReviewComments(tx: Tx, _scope: Scope, reportId: string): Promise<ReviewCommentRow[]> {
  const rows = await tx.reviewComment.findMany({
    where: { reportId },
    select: {
      id: true,
      section: true,
      comment: true,
      userId: true,
      authorName: true,
      writtenAt: true,
      settledAt: true,
    },
    orderBy: [{ writtenAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ id, ...row }) => ({ ...row, commentId: id }))
}

/** Figures that were entered for units of a level in some years, as they stand, with the day of entry. */
export type EnteredRow = Omit<EnteredFigure, 'line'> & {
  readonly organizationId: string
  readonly enteredByName: string
}

const enteredValues = z.record(z.string(), z.number())

/** What was entered for units within the scope in some years and stands, by table, year and source. */
export async function listEntered(
  tx: Tx,
  scope: Scope,
  { firstYear, lastYear }: { readonly firstYear: number; readonly lastYear: number },
): Promise<EnteredRow[]> {
  const rows = await tx.$queryRaw<
    (Omit<EnteredRow, 'values' | 'table'> & { readonly table: string; readonly values: unknown })[]
  >`select x.id::text as "figureId", x.kind, x.organization_id::text as "organizationId", x.table_code as table, x.year, x."values" as values, x.source,
      ${day('x.cut_off')} as "cutOff", x.wording, x.entered_by_name as "enteredByName",
      coalesce((select v.name from organization_version v where v.organization_id = x.organization_id order by v.valid_from desc limit 1), '…') as unit
    from review_figure x where x.superseded_at is null and x.year between ${firstYear} and ${lastYear} and ${withinReach(scope)}
   order by x.table_code, x.year, unit, x.source, x.wording limit 2000`
  return rows.map(({ table, values, ...row }) => ({
    ...row,
    ...{ table: z.enum(reviewTableCodes).parse(table), values: enteredValues.parse(values) },
  }))
}

/** The entry that stands for a unit, table, year, source and wording, or null. */
export async function findEntered(
  tx: Tx,
  _scope: Scope,
  of: {
    readonly organizationId: string
    readonly kind: string
    readonly tableCode: string
    readonly year: number
    readonly source: string
    readonly wording: string
  },
): Promise<{ readonly figureId: string; readonly cutOff: LegalDay } | null> {
  const row = await tx.reviewFigure.findFirst({
    where: { ...of, supersededAt: null },
    select: { id: true, cutOff: true },
  })
  return row && { figureId: row.id, cutOff: dayOf(row.cutOff) }
}
