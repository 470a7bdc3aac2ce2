import type { Level } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

type Save = {
  readonly caseId: string
  readonly organizationId: string
  readonly version: number
  readonly level: Level
  readonly decisionNumber: string
  readonly decidedOn: LegalDay
  readonly exceptionDecisionNumber: string | null
  /** `product` where the level is the collective's own decision in the product and only the exception was typed. */
  readonly source: 'outside' | 'product'
  readonly at: Date
}

/** Stores the level of the collective a head leads; answers the new version, or null when changed meanwhile. */
export async function saveCollective(
  tx: Tx,
  scope: Scope,
  { version, caseId, organizationId, at, decidedOn, ...facts }: Save,
): Promise<number | null> {
  const data = { ...facts, decidedOn: dateOf(decidedOn), enteredBy: scope.actor.userId, updatedAt: at }
  if (version === 0) {
    const { count } = await tx.ratingCollective.createMany({
      data: { id: newId(), caseId, organizationId, ...data },
      skipDuplicates: true,
    })
    return count === 1 ? 1 : null
  }
  const { count } = await tx.ratingCollective.updateMany({
    where: { caseId, version },
    data: { ...data, version: { increment: 1 } },
  })
  return count === 1 ? version + 1 : null
}
