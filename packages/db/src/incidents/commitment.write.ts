import type { NewCommitment } from '@nq15/domain/incidents'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** Enters a promise; the day it was made for is never written again. */
export async function insertCommitment(
  tx: Tx,
  _scope: Scope,
  of: NewCommitment & {
    readonly commitmentId: string
    readonly organizationId: string
    readonly caseId: string | null
    readonly projectId: string | null
    readonly replacesId: string | null
  },
): Promise<void> {
  const { commitmentId, announcedOn, dueOn, ...rest } = of
  await tx.publicCommitment.createMany({
    data: [{ ...rest, id: commitmentId, announcedOn: dateOf(announcedOn), dueOn: dateOf(dueOn) }],
  })
}

/** Takes a promise a step on; false when somebody else has changed it since. */
export async function updateCommitment(
  tx: Tx,
  _scope: Scope,
  of: {
    readonly commitmentId: string
    readonly version: number
    readonly change: {
      readonly state: string
      readonly keptOn?: LegalDay
      readonly evidence?: string
      readonly explanation?: string
    }
  },
): Promise<boolean> {
  const { keptOn, ...change } = of.change
  const { count } = await tx.publicCommitment.updateMany({
    where: { id: of.commitmentId, version: of.version },
    data: {
      ...change,
      ...(keptOn === undefined ? {} : { keptOn: dateOf(keptOn) }),
      version: { increment: 1 },
      updatedAt: new Date(),
    },
  })
  return count === 1
}
