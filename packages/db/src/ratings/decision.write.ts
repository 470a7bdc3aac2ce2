import type { LegalDay } from '@nq15/domain/shared'
import type { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

export type NewDecision = {
  readonly id: string
  readonly campaignId: string
  readonly organizationId: string
  readonly decisionNumber: string
  readonly decidedOn: LegalDay
  readonly signerName: string
  readonly signerTitle: string
  readonly exceptionDecisionNumber: string | null
  readonly reasoning: object
  readonly contentHash: string
  readonly decidedAt: Date
}

export type NewRating = {
  readonly id: string
  readonly caseId: string
  readonly memberId: string
  readonly organizationId: string
  readonly subject: string
  readonly outcome: string
  readonly notRatedReason: string | null
  readonly totalPoints: string | null
  readonly reasoning: object
}

/** Stores a decision with its whole list, both or neither; what is decided is never edited afterwards. */
export async function insertDecision(
  tx: Tx,
  scope: Scope,
  { decision, ratings, year }: { decision: NewDecision; ratings: readonly NewRating[]; year: number },
): Promise<void> {
  const decidedOn = dateOf(decision.decidedOn)
  await tx.ratingDecision.createMany({
    data: {
      ...decision,
      decidedOn,
      reasoning: decision.reasoning as Prisma.InputJsonObject,
      decidedBy: scope.actor.userId,
      decidedByName: scope.actor.name,
    },
  })
  await tx.rating.createMany({
    data: ratings.map((rating) => ({
      ...rating,
      reasoning: rating.reasoning as Prisma.InputJsonObject,
      decisionId: decision.id,
      committeeId: decision.organizationId,
      decisionNumber: decision.decisionNumber,
      decidedOn,
      year,
    })),
  })
}
