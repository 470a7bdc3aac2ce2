import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** A remedy as the conclusion asks for it. */
export type NewRemedyRow = {
  readonly title: string
  readonly output: string
  readonly ownerName: string
  readonly ownerPost: string
  readonly ownerUserId: string | null
  readonly dueOn: LegalDay
}

/** Keeps the remedies of a conclusion, in their order. */
export async function insertRemedies(
  tx: Tx,
  _scope: Scope,
  of: { readonly inspectionId: string; readonly organizationId: string; readonly remedies: readonly NewRemedyRow[] },
): Promise<void> {
  const { inspectionId, organizationId, remedies } = of
  await tx.inspectionRemedy.createMany({
    data: remedies.map(({ dueOn, ...remedy }, at) => ({
      ...remedy,
      ...{ id: newId(), inspectionId, organizationId, position: at + 1 },
      ...{ dueOn: dateOf(dueOn), firstDueOn: dateOf(dueOn) },
    })),
  })
}

/** What a step changes in a remedy; what is left out stays. */
type Change = {
  readonly state?: string
  readonly dueOn?: LegalDay
  readonly evidence?: string
  readonly reportedBy?: string | null
  readonly reportedOn?: LegalDay | null
  readonly doneOn?: LegalDay
}
const days = ['dueOn', 'reportedOn', 'doneOn'] as const

/** Takes a remedy a step on; false when somebody else has changed it since. */
export async function updateRemedy(
  tx: Tx,
  _scope: Scope,
  { remedyId, version, change }: { remedyId: string; version: number; change: Change },
): Promise<boolean> {
  const stored: Record<string, unknown> = { ...change }
  for (const name of days) {
    const day = change[name]
    if (day !== undefined) stored[name] = day === null ? null : dateOf(day)
  }
  const { count } = await tx.inspectionRemedy.updateMany({
    where: { id: remedyId, version },
    data: { ...stored, version: { increment: 1 }, updatedAt: new Date() },
  })
  return count === 1
}
