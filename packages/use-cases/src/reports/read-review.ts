import type { Database } from '@nq15/db/client'
import {
  findReview,
  findReviewSignature,
  findStandingReview,
  listReviewComments,
  type ReviewCommentRow,
  type ReviewRow,
  type ReviewSignature,
} from '@nq15/db/reports/review.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { type ReviewContent, reviewChanges } from '@nq15/domain/reports'
import { ok, type Result, refuse } from '@nq15/domain/shared'

/** A report as its page shows it: frozen where it was signed. */
export type ReviewPage = {
  readonly report: ReviewRow
  readonly signature: ReviewSignature | null
  /** Another edition of the same years stands signed, and what this one says otherwise. */
  readonly standing: {
    readonly signerName: string
    readonly signedAt: Date
    readonly changes: ReturnType<typeof reviewChanges>
  } | null
  readonly comments: readonly ReviewCommentRow[]
}

/** Reads one report for whoever reads reports of its level; null else. */
export async function readReview(db: Database, scope: Scope, reportId: string): Promise<ReviewPage | null> {
  return db.asReader(scope, async (tx) => {
    const report = await findReview(tx, scope, reportId)
    if (!report) return null
    const signature = await findReviewSignature(tx, scope, reportId)
    const { organizationId, firstYear, lastYear } = report
    const other = signature ? null : await findStandingReview(tx, scope, { organizationId, firstYear, lastYear })
    return {
      // What was signed is read from the signature, whatever became of the edition.
      report: signature ? { ...report, content: signature.signed.content, words: signature.signed.words } : report,
      ...{ signature, comments: await listReviewComments(tx, scope, reportId) },
      standing: other && {
        ...{ signerName: other.signerName, signedAt: other.signedAt },
        changes: reviewChanges(other.signed.content, report.content),
      },
    }
  })
}

/** The figures of a signed report with its hash, as they were frozen. */
type SignedFigures = Pick<
  ReviewContent,
  'version' | 'organization' | 'firstYear' | 'lastYear' | 'cutOff' | 'tables'
> & {
  readonly signedOn: string
  readonly hash: string
}

/** The figures that stand signed for a level and years, for `report:read`; what is not signed is not found. */
export async function readSignedReview(
  db: Database,
  scope: Scope,
  years: { readonly organizationId: string; readonly firstYear: number; readonly lastYear: number },
): Promise<Result<SignedFigures, { readonly code: 'NOT_FOUND' }>> {
  const signature = await db.asReader(scope, (tx) => findStandingReview(tx, scope, years))
  if (!signature) return refuse({ code: 'NOT_FOUND' })
  const { version, organization, firstYear, lastYear, cutOff, tables } = signature.signed.content
  const signed = { signedOn: todayInHanoi(signature.signedAt), hash: signature.contentHash }
  return ok({ version, organization, firstYear, lastYear, cutOff, tables, ...signed })
}
