import type { RecordAward } from '@nq15/domain/ratings'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

export type NewAward = RecordAward & {
  readonly caseId: string
  readonly organizationId: string
  readonly committeeId: string
  readonly memberId: string
  readonly fullName: string
  readonly year: number
  readonly firstYear: number
  readonly at: Date
}

/** Records awards as decided; one that stands for the same person, kind and year is left as it is. Answers how many. */
export async function insertAwards(tx: Tx, { actor }: Scope, awards: readonly NewAward[]): Promise<number> {
  const { count } = await tx.ratingAward.createMany({
    data: awards.map(({ at, decidedOn, ...award }) => ({
      ...award,
      ...{
        id: newId(),
        decidedOn: dateOf(decidedOn),
        recordedBy: actor.userId,
        recordedByName: actor.name,
        recordedAt: at,
      },
    })),
    skipDuplicates: true,
  })
  return count
}

/** Annuls awards by a decision that took their ground away. */
export async function annulAwards(
  tx: Tx,
  _scope: Scope,
  { ids, decisionId, reason, at }: { ids: readonly string[]; decisionId: string; reason: string; at: Date },
): Promise<void> {
  if (ids.length === 0) return
  await tx.ratingAward.updateMany({
    where: { id: { in: [...ids] }, annulledAt: null },
    data: { annulledByDecisionId: decisionId, annulledAt: at, annulReason: reason },
  })
}
