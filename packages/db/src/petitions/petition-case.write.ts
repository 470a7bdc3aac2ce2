import type { CaseFacts } from '@nq15/domain/petitions'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'
import type { DueColumns } from './petition.write.ts'

/** A matter as it is opened with the acceptance. */
export type NewCase = DueColumns & {
  readonly caseId: string
  readonly organizationId: string
  readonly year: number
  readonly number: number
  readonly kind: string
  readonly title: string
  readonly respondent: string
  readonly respondentOrganizationId: string | null
  readonly place: string
  readonly fieldL1: string
  readonly facts: CaseFacts
  readonly handlerId: string
  readonly handlerName: string
  readonly openedOn: LegalDay
}

/** Opens a matter. */
export async function insertCase(tx: Tx, _scope: Scope, one: NewCase): Promise<void> {
  const { caseId, openedOn, dueOn, ...rest } = one
  await tx.petitionCase.createMany({
    data: [
      {
        ...rest,
        id: caseId,
        openedOn: dateOf(openedOn),
        lastOn: dateOf(openedOn),
        dueOn: dueOn === null ? null : dateOf(dueOn),
      },
    ],
  })
}

/** Takes a matter a step on; false when somebody else has changed it since. */
export async function updateCase(
  tx: Tx,
  _scope: Scope,
  of: {
    readonly caseId: string
    readonly version: number
    readonly change: DueColumns & {
      readonly state?: string
      readonly facts?: CaseFacts
      readonly decidedBy?: string
      readonly lastOn?: LegalDay
      readonly endedOn?: LegalDay
    }
  },
): Promise<boolean> {
  const { dueOn, lastOn, endedOn, ...rest } = of.change
  const { count } = await tx.petitionCase.updateMany({
    where: { id: of.caseId, version: of.version },
    data: {
      ...rest,
      dueOn: dueOn === null ? null : dateOf(dueOn),
      ...(lastOn === undefined ? {} : { lastOn: dateOf(lastOn) }),
      ...(endedOn === undefined ? {} : { endedOn: dateOf(endedOn) }),
      version: { increment: 1 },
      updatedAt: new Date(),
    },
  })
  return count === 1
}
