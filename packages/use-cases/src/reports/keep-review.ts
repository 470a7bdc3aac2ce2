import { createHash } from 'node:crypto'
import type { Database, Tx } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { isId, isWithin } from '@nq15/db/organizations/within.read'
import {
  findEntered,
  findReview,
  findReviewSignature,
  findStandingReview,
  listReviewComments,
} from '@nq15/db/reports/review.read'
import {
  insertReviewComment,
  insertReviewFigure,
  insertReviewSignature,
  lockReviews,
  settleReviewComment,
  updateReviewWords,
} from '@nq15/db/reports/review.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { findPersonMarks } from '@nq15/domain/incidents'
import { canonicalJson } from '@nq15/domain/ratings'
import {
  checkReviewSigning,
  type ReviewFigure,
  type SignedReview,
  type SignReview,
  type SignReviewRefusal,
} from '@nq15/domain/reports'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emitAll } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'

export type ReviewRefusal = {
  readonly code:
    | 'NOT_FOUND'
    | 'CHANGED_MEANWHILE'
    | 'ALREADY_SIGNED'
    | 'NOT_THE_LATEST'
    | 'NAMES_A_PERSON'
    | 'REASON_REQUIRED'
    | 'DAY_AHEAD'
}

/** Tells accounts of a report, each once and never who acts: an event of its own for each, so that nobody else hears of it. */
async function tellEach(
  tx: Tx,
  scope: Scope,
  of: {
    readonly type: 'reports.review-commented' | 'reports.review-rewritten'
    readonly organizationId: string
    readonly reportId: string
    readonly userIds: readonly string[]
  },
): Promise<void> {
  const { type, organizationId, reportId, userIds } = of
  const record = { organizationId, recordTable: 'review_report', recordId: reportId }
  const others = [...new Set(userIds)].filter((userId) => userId !== (scope.actor.onBehalfOf || scope.actor.userId))
  await emitAll(
    tx,
    scope,
    others.map((userId) => ({ ...record, type, payload: { userId } })),
  )
}

/** Keeps the words of one section of the newest edition, for `report:write`; whose remark on it is open is told. */
export async function writeReviewWords(
  db: Database,
  scope: Scope,
  command: {
    readonly requestId: string
    readonly reportId: string
    readonly version: number
    readonly section: string
    readonly words: string
  },
): Promise<Result<null, ReviewRefusal>> {
  const { requestId, reportId, version, section, words } = command
  const act = { requestId, useCase: 'reports.write-review', permissions: ['report:write'] } as const
  return actOnce<Result<null, ReviewRefusal>>(db, scope, act, async (tx) => {
    const report = await findReview(tx, scope, reportId)
    if (!report) return refuse({ code: 'NOT_FOUND' })
    if (report.signedAt !== null) return refuse({ code: 'ALREADY_SIGNED' })
    if (!report.isLatest) return refuse({ code: 'NOT_THE_LATEST' })
    if (findPersonMarks([words]).length > 0) return refuse({ code: 'NAMES_A_PERSON' })
    const kept = await updateReviewWords(tx, scope, { reportId, version, words: { ...report.words, [section]: words } })
    if (!kept) return refuse({ code: 'CHANGED_MEANWHILE' })
    const open = (await listReviewComments(tx, scope, reportId)).filter((one) => one.settledAt === null)
    const asking = open.filter((one) => one.section === section).map(({ userId }) => userId)
    const { organizationId } = report
    await tellEach(tx, scope, { type: 'reports.review-rewritten', organizationId, reportId, userIds: asking })
    return ok(null)
  })
}

/** Makes a remark on a report, for whoever reads it; none may name a person. Its author and who remarked before are told. */
export async function commentReview(
  db: Database,
  scope: Scope,
  command: {
    readonly requestId: string
    readonly reportId: string
    readonly section: string
    readonly comment: string
    readonly now: Date
  },
): Promise<Result<null, ReviewRefusal>> {
  const { requestId, reportId, section, comment, now } = command
  const act = { requestId, useCase: 'reports.comment-review', permissions: ['report:read'] } as const
  return actOnce<Result<null, ReviewRefusal>>(db, scope, act, async (tx) => {
    const report = await findReview(tx, scope, reportId)
    if (!report) return refuse({ code: 'NOT_FOUND' })
    if (report.signedAt !== null) return refuse({ code: 'ALREADY_SIGNED' })
    if (findPersonMarks([comment]).length > 0) return refuse({ code: 'NAMES_A_PERSON' })
    const { organizationId } = report
    const before = await listReviewComments(tx, scope, reportId)
    await insertReviewComment(tx, scope, { organizationId, reportId, section, comment, writtenAt: now })
    const working = [report.preparedBy, ...before.map(({ userId }) => userId)]
    await tellEach(tx, scope, { type: 'reports.review-commented', organizationId, reportId, userIds: working })
    return ok(null)
  })
}

/** Says that one's own remark is answered. */
export async function settleComment(
  db: Database,
  scope: Scope,
  command: { readonly requestId: string; readonly commentId: string; readonly now: Date },
): Promise<Result<null, ReviewRefusal>> {
  const { requestId, commentId, now } = command
  const act = { requestId, useCase: 'reports.settle-comment', permissions: ['report:read'] } as const
  return actOnce<Result<null, ReviewRefusal>>(db, scope, act, async (tx) => {
    const settled = isId(commentId) && (await settleReviewComment(tx, scope, { commentId, settledAt: now }))
    return settled ? ok(null) : refuse({ code: 'NOT_FOUND' })
  })
}

/**
 * Signs the newest edition, for `report:sign` and never by who prepared it: refused with every line that does not add up, or frozen
 * with its words under one hash. A later signature of the same years replaces the standing one with its reason.
 */
export async function signReview(
  db: Database,
  scope: Scope,
  command: SignReview & { readonly requestId: string; readonly reportId: string; readonly now: Date },
): Promise<Result<{ readonly hash: string }, SignReviewRefusal | { readonly code: 'NOT_FOUND' }>> {
  type Answer = Result<{ readonly hash: string }, SignReviewRefusal | { readonly code: 'NOT_FOUND' }>
  const { requestId, reportId, now, signerName, signerTitle, reason } = command
  const act = { requestId, useCase: 'reports.sign-review', permissions: ['report:sign'] } as const
  return actOnce<Answer>(db, scope, act, async (tx) => {
    const seen = await findReview(tx, scope, reportId)
    if (!seen) return refuse({ code: 'NOT_FOUND' })
    const { organizationId, firstYear, lastYear } = seen
    await lockReviews(tx, scope, organizationId)
    // Read again behind the lock: a new edition may have come, or somebody may have signed.
    const report = await findReview(tx, scope, reportId)
    if (!report) return refuse({ code: 'NOT_FOUND' })
    const standing = await findStandingReview(tx, scope, { organizationId, firstYear, lastYear })
    const check = checkReviewSigning({
      ...{ content: report.content, preparedBy: report.preparedBy, signer: scope.actor.userId, reason },
      ...{ isLatest: report.isLatest, isSigned: (await findReviewSignature(tx, scope, reportId)) !== null },
      ...{ replaces: standing !== null, today: todayInHanoi(now) },
    })
    if (!check.ok) return check
    const content: SignedReview = {
      ...{ content: report.content, words: { ...report.words }, openComments: report.openComments },
    }
    const hash = createHash('sha256').update(canonicalJson(content)).digest('hex')
    await insertReviewSignature(tx, scope, {
      ...{ id: newId(), reportId, content, contentHash: hash, signerName, signerTitle, signedAt: now },
      ...(standing ? { replacesId: standing.signOffId, reason } : { replacesId: null, reason: null }),
    })
    return ok({ hash })
  })
}

/** Keeps figures of a unit and a year from elsewhere, or a target, for `report:write`; other ones of the same source are replaced with a reason. */
export async function enterReviewFigure(
  db: Database,
  scope: Scope,
  command: { readonly requestId: string; readonly figure: ReviewFigure; readonly now: Date },
): Promise<Result<{ readonly figureId: string }, ReviewRefusal>> {
  type Answer = Result<{ readonly figureId: string }, ReviewRefusal>
  const { requestId, figure, now } = command
  const act = { requestId, useCase: 'reports.enter-figure', permissions: ['report:write'] } as const
  return actOnce<Answer>(db, scope, act, async (tx) => {
    const { organizationId, kind, table, year, source, wording, reason, cutOff, values } = figure
    if (!(await isWithin(tx, scope, organizationId))) return refuse({ code: 'NOT_FOUND' })
    if (cutOff > todayInHanoi(now)) return refuse({ code: 'DAY_AHEAD' })
    if (findPersonMarks([source, wording, reason]).length > 0) return refuse({ code: 'NAMES_A_PERSON' })
    await lockReviews(tx, scope, organizationId)
    const standing = await findEntered(tx, scope, { organizationId, kind, tableCode: table, year, source, wording })
    if (standing && reason === '') return refuse({ code: 'REASON_REQUIRED' })
    const figureId = await insertReviewFigure(tx, scope, {
      ...{ organizationId, kind, table, year, values, source, wording, cutOff, enteredAt: now },
      ...(standing ? { replacesId: standing.figureId, reason } : { replacesId: null, reason: null }),
    })
    return ok({ figureId })
  })
}
