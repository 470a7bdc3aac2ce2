import type { NewProgramme } from '@nq15/domain/inspection'
import type { Tx } from '../client.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** Keeps a programme; false when the body has one for the year. */
export async function insertProgramme(
  tx: Tx,
  _scope: Scope,
  of: NewProgramme & { readonly programmeId: string; readonly madeBy: string; readonly madeByName: string },
): Promise<boolean> {
  const { programmeId, organizationId, body, year, title, number, decidedOn, madeBy, madeByName } = of
  if ((await tx.inspectionProgramme.count({ where: { organizationId, body, year } })) > 0) return false
  await tx.inspectionProgramme.createMany({
    data: [{ id: programmeId, organizationId, body, year, title, madeBy, madeByName }].map((one) => ({
      ...one,
      decisionNumber: number,
      decidedOn: dateOf(decidedOn),
    })),
  })
  return true
}
