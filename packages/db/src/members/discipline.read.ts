import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { dayOf } from '../legal-day-column.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

/** A discipline record as far as somebody who adds to it must know it. */
export type DisciplineStanding = {
  readonly memberId: string
  readonly organizationId: string
  readonly decidedOn: LegalDay
  readonly version: number
  /** Whether its proceeding was held here, whose decision then said what is said of duty. */
  readonly saidByProceeding: boolean
}

/** One record; who may see it is asked by whoever acts on it. */
export async function findDisciplineRecord(tx: Tx, _scope: Scope, id: string): Promise<DisciplineStanding | null> {
  if (!isId(id)) return null
  const row = await tx.disciplineRecord.findUnique({ where: { id } })
  return row
    ? {
        ...{ memberId: row.memberId, organizationId: row.organizationId, version: row.version },
        decidedOn: dayOf(row.decidedOn),
        saidByProceeding: row.dutyRelated !== null && row.dutyBasis === row.decisionNumber,
      }
    : null
}
