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
export const insertUnitDecision = (
  tx: Tx,
  scope: Scope,
  stored: { decision: NewUnitDecision; levels: readonly NewUnitLevel[]; year: number },
): Promise<void> => storeDecision(tx, scope, { ...stored, more: {} })

async function storeDecision(
  tx: Tx,
  scope: Scope,
  {
    decision,
    levels,
    year,
    more,
  }: {
    decision: NewUnitDecision
    levels: readonly NewUnitLevel[]
    year: number
    more: { kind?: string; amendsId?: string }
  },
): Promise<void> {
  const decidedOn = dateOf(decision.decidedOn)
  await tx.ratingUnitDecision.createMany({
    data: {
      ...decision,
      ...more,
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

/** Another decision about some units: each line replaces the version that stood. */
export type UnitAmendment = {
  readonly kind: 'reconsideration' | 'correction'
  readonly amendsId: string
  readonly decision: NewUnitDecision
  readonly year: number
  readonly levels: readonly (NewUnitLevel & { readonly replacesId: string })[]
}

/**
 * Stores another decision about some units: the versions before are marked as superseded and kept, the new ones name them.
 * The database gives a leader's own level the same turn. Throws when a version before is not the standing one.
 */
export async function insertUnitAmendment(
  tx: Tx,
  scope: Scope,
  { kind, amendsId, decision, levels, year }: UnitAmendment,
): Promise<void> {
  const ids = levels.map(({ replacesId }) => replacesId)
  const { count } = await tx.ratingUnitLevel.updateMany({
    where: { id: { in: ids }, supersededAt: null },
    data: { supersededAt: decision.decidedAt },
  })
  if (count !== ids.length) throw new Error('a version before is not the standing one')
  await storeDecision(tx, scope, { decision, levels, year, more: { kind, amendsId } })
}
