import { type DecidedOutcome, decidedOutcomeSchema, type ReviewEdition } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { dayOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'
import { isWithinOnce } from './within-once.ts'

/** A committee's standing decision of a campaign. */
export type DecisionRow = {
  readonly id: string
  readonly campaignId: string
  readonly organizationId: string
  readonly decisionNumber: string
  readonly decidedOn: LegalDay
  readonly signerName: string
  readonly signerTitle: string
  readonly exceptionDecisionNumber: string | null
  readonly reasoning: unknown
  readonly contentHash: string
  readonly decidedByName: string
  readonly decidedAt: Date
}

/** The standing decision of a committee in a campaign, or null. */
export async function findDecision(
  tx: Tx,
  scope: Scope,
  { campaignId, committeeId }: { campaignId: string; committeeId: string },
): Promise<DecisionRow | null> {
  if (!(await isWithinOnce(tx, scope, committeeId))) return null
  const row = await tx.ratingDecision.findFirst({
    where: { campaignId, organizationId: committeeId, kind: 'members', supersededAt: null },
  })
  if (!row) return null
  const { decidedBy: _, supersededAt: __, kind: ___, amendsId: ____, ...decision } = row
  return { ...decision, decidedOn: dayOf(decision.decidedOn) }
}

/** One line of a decision's list, as it was decided. */
export type DecidedRow = {
  readonly caseId: string
  readonly memberId: string
  readonly organizationId: string
  readonly cellName: string
  readonly fullName: string
  readonly cardNumber: string | null
  readonly postTitle: string | null
  readonly subject: string
  readonly outcome: DecidedOutcome
  readonly notRatedReason: string | null
  readonly notRatedText: string | null
  readonly totalPoints: string | null
  readonly reviewEdition: ReviewEdition
}

/** The list of a decision, cell by cell, in list order; a read of persons' levels, written into the trail. */
export async function listDecided(
  tx: Tx,
  scope: Scope,
  decision: Pick<DecisionRow, 'id' | 'organizationId'>,
): Promise<DecidedRow[]> {
  if (!(await isWithinOnce(tx, scope, decision.organizationId))) return []
  await tx.$queryRaw`select app.audit('read', 'rating_decision', ${decision.id}::uuid, ${decision.organizationId}::uuid)::text`
  return tx.$queryRaw<DecidedRow[]>`
    select r.case_id as "caseId", r.member_id as "memberId", r.organization_id as "organizationId", f.name as "cellName", c.full_name as "fullName",
        c.card_number as "cardNumber", c.post_title as "postTitle", r.subject, r.outcome, r.not_rated_reason as "notRatedReason", c.not_rated_text as "notRatedText",
        trim_scale(r.total_points)::text as "totalPoints", c.review_edition as "reviewEdition"
      from rating r join rating_case c on c.id = r.case_id join rating_cell_file f on f.id = c.file_id
     where r.decision_id = ${decision.id}::uuid order by f.name, c.position_in_list`
}

/** A member's standing levels through the years, newest first. */
export async function listMemberRatings(
  tx: Tx,
  _scope: Scope,
  memberId: string,
): Promise<
  {
    year: number
    outcome: DecidedOutcome
    notRatedReason: string | null
    decisionNumber: string
    decidedOn: LegalDay
  }[]
> {
  const rows = await tx.rating.findMany({
    where: { memberId, supersededAt: null },
    orderBy: { year: 'desc' },
    select: { year: true, outcome: true, notRatedReason: true, decisionNumber: true, decidedOn: true },
  })
  return rows.map((row) => ({
    ...row,
    outcome: decidedOutcomeSchema.parse(row.outcome),
    decidedOn: dayOf(row.decidedOn),
  }))
}
