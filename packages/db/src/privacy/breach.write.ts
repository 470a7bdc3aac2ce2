import type { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

export type NewBreach = {
  readonly id: string
  readonly organizationId: string
  readonly number: string
  readonly noticedAt: Date
  readonly happened: string
  readonly dataKinds: string
  readonly people: string
  readonly termHours: number
  readonly termConfidence: string
  readonly dueAt: Date
}

/** Reports a breach. */
export async function insertBreach(tx: Tx, { actor }: Scope, breach: NewBreach): Promise<void> {
  await tx.privacyBreach.createMany({
    data: { ...breach, noticedBy: actor.userId, noticedByName: actor.name },
  })
}

type Version = { readonly id: string; readonly version: number }
type Step =
  | { readonly step: 'assess'; readonly assessment: string; readonly mustNotify: boolean }
  | {
      readonly step: 'notify'
      readonly notifiedAt: Date
      readonly notifiedTo: string
      readonly noticeNumber: string
      readonly peopleInformedOn: string | null
    }
  | { readonly step: 'close'; readonly measures: string }

/** Takes a breach a step on; false when somebody else did meanwhile. */
export async function updateBreach(tx: Tx, scope: Scope, { id, version }: Version, step: Step): Promise<boolean> {
  const { count } = await tx.privacyBreach.updateMany({
    where: { id, version },
    data: { ...changeOf(scope, step), version: { increment: 1 } },
  })
  return count === 1
}

function changeOf({ actor }: Scope, step: Step): Prisma.PrivacyBreachUncheckedUpdateManyInput {
  switch (step.step) {
    case 'assess':
      return {
        state: 'assessed',
        assessment: step.assessment,
        mustNotify: step.mustNotify,
        assessedAt: new Date(),
        assessedBy: actor.userId,
        assessedByName: actor.name,
      }
    case 'notify':
      return {
        state: 'notified',
        notifiedAt: step.notifiedAt,
        notifiedTo: step.notifiedTo,
        noticeNumber: step.noticeNumber,
        peopleInformedOn: step.peopleInformedOn === null ? null : dateOf(step.peopleInformedOn),
      }
    case 'close':
      return {
        state: 'closed',
        measures: step.measures,
        closedAt: new Date(),
        closedBy: actor.userId,
        closedByName: actor.name,
      }
  }
}
