import type { ReviewContent, ReviewFigure, SignedReview } from '@nq15/domain/reports'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** Lets one edition or signature of a level's reports be made at a time; held until the transaction ends. */
export async function lockReviews(tx: Tx, _scope: Scope, organizationId: string): Promise<void> {
  await tx.$queryRaw`select 1 from (select pg_advisory_xact_lock(hashtext('review_report:' || ${organizationId}::text))) held`
}

/** Keeps an edition and ends the one before it; what was built is never rewritten. */
export async function insertReview(
  tx: Tx,
  { actor }: Scope,
  review: {
    readonly content: ReviewContent
    readonly contentHash: string
    readonly edition: number
    readonly supersedesId: string | null
    readonly words: Readonly<Record<string, string>>
    readonly builtAt: Date
  },
): Promise<string> {
  const { content, contentHash, edition, supersedesId, words, builtAt } = review
  if (supersedesId !== null) {
    await tx.reviewReport.updateMany({
      where: { id: supersedesId, supersededAt: null },
      data: { supersededAt: builtAt },
    })
  }
  const id = newId()
  await tx.reviewReport.createMany({
    data: {
      ...{ id, content, contentHash, edition, words: { ...words }, builtAt, organizationId: content.organization.id },
      ...{ firstYear: content.firstYear, lastYear: content.lastYear, cutOff: dateOf(content.cutOff) },
      ...{ preparedBy: actor.userId, preparedByName: actor.name },
    },
  })
  return id
}

/** Keeps the words of the sections; false when somebody else has changed them since. */
export async function updateReviewWords(
  tx: Tx,
  _scope: Scope,
  of: { readonly reportId: string; readonly version: number; readonly words: Readonly<Record<string, string>> },
): Promise<boolean> {
  const { count } = await tx.reviewReport.updateMany({
    where: { id: of.reportId, version: of.version, supersededAt: null },
    data: { words: { ...of.words }, version: { increment: 1 }, updatedAt: new Date() },
  })
  return count === 1
}

/** Keeps a remark in the actor's name. */
export async function insertReviewComment(
  tx: Tx,
  { actor }: Scope,
  remark: {
    readonly organizationId: string
    readonly reportId: string
    readonly section: string
    readonly comment: string
    readonly writtenAt: Date
  },
): Promise<string> {
  const id = newId()
  await tx.reviewComment.createMany({ data: { ...remark, id, userId: actor.userId, authorName: actor.name } })
  return id
}

/** Says that the actor's own remark is answered; false when there is none that is open. */
export async function settleReviewComment(
  tx: Tx,
  { actor }: Scope,
  { commentId, settledAt }: { readonly commentId: string; readonly settledAt: Date },
): Promise<boolean> {
  const { count } = await tx.reviewComment.updateMany({
    where: { id: commentId, userId: actor.userId, settledAt: null },
    data: { settledAt },
  })
  return count === 1
}

/** Keeps a signature and ends the one it replaces; nothing signed is ever edited. */
export async function insertReviewSignature(
  tx: Tx,
  { actor }: Scope,
  signature: {
    readonly id: string
    readonly reportId: string
    readonly content: SignedReview
    readonly contentHash: string
    readonly signerName: string
    readonly signerTitle: string
    readonly signedAt: Date
    readonly replacesId: string | null
    readonly reason: string | null
  },
): Promise<void> {
  const { content, replacesId, signedAt } = signature
  if (replacesId !== null) {
    await tx.reviewSignOff.updateMany({
      where: { id: replacesId, supersededAt: null },
      data: { supersededAt: signedAt },
    })
  }
  const { organization, firstYear, lastYear } = content.content
  await tx.reviewSignOff.createMany({
    data: {
      ...{ ...signature, organizationId: organization.id, firstYear, lastYear },
      ...{ signedBy: actor.userId, signedByName: actor.name },
    },
  })
}

/** Keeps figures from elsewhere or a target, and ends those they replace. */
export async function insertReviewFigure(
  tx: Tx,
  { actor }: Scope,
  figure: Omit<ReviewFigure, 'table' | 'reason'> & {
    readonly enteredAt: Date
    readonly table: string
    readonly replacesId: string | null
    readonly reason: string | null
  },
): Promise<string> {
  const { table, cutOff, replacesId, enteredAt, values, ...row } = figure
  if (replacesId !== null) {
    await tx.reviewFigure.updateMany({
      where: { id: replacesId, supersededAt: null },
      data: { supersededAt: enteredAt },
    })
  }
  const id = newId()
  await tx.reviewFigure.createMany({
    data: {
      ...{ ...row, id, tableCode: table, cutOff: dateOf(cutOff), values: { ...values }, replacesId, enteredAt },
      ...{ enteredBy: actor.userId, enteredByName: actor.name },
    },
  })
  return id
}
