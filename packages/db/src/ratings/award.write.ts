import type { RecordAward } from '@nq15/domain/ratings'
import type { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'
import { afterTables } from './after-tables.ts'

export type NewAward = RecordAward & {
  readonly caseId: string
  readonly organizationId: string
  readonly committeeId: string
  /** Null for an organization. */
  readonly memberId: string | null
  readonly fullName: string
  readonly year: number
  readonly firstYear: number
  readonly at: Date
}

/** Records awards as decided; one that stands for the same person or organization, kind and year is left as it is. Answers how many. */
export async function insertAwards(tx: Tx, scope: Scope, awards: readonly NewAward[]): Promise<number> {
  const { actor } = scope
  const { count } = await afterTables(tx, scope).award.createMany({
    data: awards.map(({ at, decidedOn, memberId, ...award }) => ({
      ...award,
      ...(memberId === null ? {} : { memberId }),
      ...{
        id: newId(),
        decidedOn: dateOf(decidedOn),
        recordedBy: actor.userId,
        recordedByName: actor.name,
        recordedAt: at,
      },
    })) as Prisma.RatingAwardCreateManyInput[],
    skipDuplicates: true,
  })
  return count
}

/** Annuls awards by a decision that took their ground away. */
export async function annulAwards(
  tx: Tx,
  scope: Scope,
  { ids, decisionId, reason, at }: { ids: readonly string[]; decisionId: string; reason: string; at: Date },
): Promise<void> {
  if (ids.length === 0) return
  await afterTables(tx, scope).award.updateMany({
    where: { id: { in: [...ids] }, annulledAt: null },
    data: { annulledByDecisionId: decisionId, annulledAt: at, annulReason: reason },
  })
}
