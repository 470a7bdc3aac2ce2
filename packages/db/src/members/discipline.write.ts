import type { StateDutyLink } from '@nq15/domain/members'
import type { Tx } from '../client.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** Writes what a paper says of a discipline's link to duty; false when somebody else has changed the record since. */
export async function storeDutyLink(
  tx: Tx,
  _scope: Scope,
  { id, version, link }: { readonly id: string; readonly version: number; readonly link: StateDutyLink },
): Promise<boolean> {
  const { dutyRelated, basis, violatedOn, selfDetected } = link
  const { count } = await tx.disciplineRecord.updateMany({
    where: { id, version },
    data: {
      ...{ dutyRelated, dutyBasis: basis, selfDetected, version: { increment: 1 } },
      violatedOn: violatedOn === null ? null : dateOf(violatedOn),
    },
  })
  return count === 1
}
