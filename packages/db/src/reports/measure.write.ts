import type { EndMeasure, NewMeasure } from '@nq15/domain/reports'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** Keeps a measure in the actor's name. */
export async function insertMeasure(
  tx: Tx,
  { actor }: Scope,
  { dueOn, openedOn, ...measure }: NewMeasure & { readonly openedOn: LegalDay },
): Promise<string> {
  const id = newId()
  await tx.preventiveMeasure.createMany({
    data: {
      ...{ ...measure, id, dueOn: dateOf(dueOn), openedOn: dateOf(openedOn) },
      ...{ enteredBy: actor.userId, enteredByName: actor.name },
    },
  })
  return id
}

/** Ends a measure; false when somebody else has ended it since. */
export async function endMeasure(
  tx: Tx,
  _scope: Scope,
  { measureId, version, endedOn, outcome, word }: EndMeasure & { readonly measureId: string; readonly version: number },
): Promise<boolean> {
  const { count } = await tx.preventiveMeasure.updateMany({
    where: { id: measureId, version, endedOn: null },
    data: { endedOn: dateOf(endedOn), outcome, word, version: { increment: 1 }, updatedAt: new Date() },
  })
  return count === 1
}
