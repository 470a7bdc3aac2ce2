import type { LegalDay } from '@nq15/domain/shared'
import type { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

export type NewUnitDecision = {
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

export type NewUnitLevel = {
  readonly id: string
  readonly caseId: string
  readonly organizationId: string
  readonly subject: string
  readonly organizationSubject: string
  readonly quotaGroup: string
  readonly outcome: string
  readonly notRatedReason: string | null
  readonly totalPoints: string | null
  readonly reasoning: object
}

/**
 * Stores a decision on units with its whole list, both or neither. The database moves the cases on in the same statement and
 * refuses what is not appraised; what is decided is never edited afterwards.
 */
export async function insertUnitDecision(
  tx: Tx,
  scope: Scope,
  { decision, levels, year }: { decision: NewUnitDecision; levels: readonly NewUnitLevel[]; year: number },
): Promise<void> {
  const decidedOn = dateOf(decision.decidedOn)
  await tx.ratingUnitDecision.createMany({
    data: {
      ...decision,
      decidedOn,
      reasoning: decision.reasoning as Prisma.InputJsonObject,
      decidedBy: scope.actor.userId,
      decidedByName: scope.actor.name,
    },
  })
  await tx.ratingUnitLevel.createMany({
    data: levels.map((level) => ({
      ...level,
      reasoning: level.reasoning as Prisma.InputJsonObject,
      decisionId: decision.id,
      campaignId: decision.campaignId,
      deciderId: decision.organizationId,
      decisionNumber: decision.decisionNumber,
      decidedOn,
      year,
    })),
  })
}
