import type { ClosingReason, ScreeningState } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'
import type { ScreeningRow } from './screening.read.ts'

export type NewScreening = Pick<
  ScreeningRow,
  'caseId' | 'organizationId' | 'committeeId' | 'memberId' | 'fullName' | 'secondYear' | 'openedOn'
> & { readonly at: Date }

/** Opens a task for a person's two years; nothing when there is one for the same years already. Answers how many were opened. */
export async function openScreenings(tx: Tx, _scope: Scope, wanted: readonly NewScreening[]): Promise<number> {
  if (wanted.length === 0) return 0
  const { count } = await tx.ratingScreening.createMany({
    data: wanted.map(({ at, openedOn, ...task }) => ({
      ...task,
      ...{ id: newId(), firstYear: task.secondYear - 1, openedOn: dateOf(openedOn), updatedAt: at },
    })),
    skipDuplicates: true,
  })
  return count
}

type Step = {
  readonly task: Pick<ScreeningRow, 'id' | 'organizationId' | 'state'>
  readonly version: number
  readonly to: ScreeningState
  readonly note: string
  readonly closingReason: ClosingReason | null
  readonly onDay: LegalDay
  readonly at: Date
}

/** Moves a task on and writes the step beside it; false when it was changed meanwhile. */
export async function stepScreening(
  tx: Tx,
  { actor }: Scope,
  { task, version, to, note, closingReason, onDay, at }: Step,
): Promise<boolean> {
  const { count } = await tx.ratingScreening.updateMany({
    where: { id: task.id, version, state: task.state },
    data: { state: to, closingReason, version: { increment: 1 }, updatedAt: at },
  })
  if (count !== 1) return false
  await tx.ratingScreeningStep.createMany({
    data: {
      ...{ id: newId(), screeningId: task.id, organizationId: task.organizationId, fromState: task.state, toState: to },
      ...{ note, byUserId: actor.userId, byName: actor.name, at, onDay: dateOf(onDay) },
    },
  })
  return true
}

/** Marks whether the two years of some tasks still stand. */
export async function markGround(
  tx: Tx,
  _scope: Scope,
  { ids, stands, at }: { ids: readonly string[]; stands: boolean; at: Date },
): Promise<void> {
  if (ids.length === 0) return
  await tx.ratingScreening.updateMany({
    where: { id: { in: [...ids] } },
    data: { groundStands: stands, updatedAt: at, version: { increment: 1 } },
  })
}

/**
 * Opens the tasks of a leader decided above in his own cell and marks which of his tasks keep their ground; the database writes
 * it only for who decides his case. Answers the cell where a task was opened, else null.
 */
export async function settleLeaderScreenings(
  tx: Tx,
  _scope: Scope,
  { caseId, standing, opened, onDay }: LeaderScreenings,
): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ cell: string | null }[]>`
    select app.settle_leader_screenings(${caseId}::uuid, ${[...standing]}::integer[], ${[...opened]}::integer[], ${onDay}::date) as cell`
  return row?.cell ?? null
}

type LeaderScreenings = {
  readonly caseId: string
  /** Second years of the pairs that stand. */
  readonly standing: readonly number[]
  /** Of these, the pairs that get a task. */
  readonly opened: readonly number[]
  readonly onDay: LegalDay
}
