import type { AppealState } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import type { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'
import { afterTables, kindOf } from './after-tables.ts'

export type NewAppeal = {
  readonly id: string
  readonly ratingId: string
  readonly caseId: string
  readonly organizationId: string
  readonly committeeId: string
  /** Null for a unit, which has none. */
  readonly memberId: string | null
  readonly year: number
  readonly filedOn: LegalDay
  readonly isLate: boolean
  readonly grounds: string
  readonly wantedLevel: string | null
  readonly filedForMember: boolean
  readonly dueOn: LegalDay | null
  readonly dueCount: object | null
  readonly at: Date
}

/** Stores a complaint; false when one about this level is already open or answered. */
export async function insertAppeal(
  tx: Tx,
  scope: Scope,
  { memberId, at, filedOn, dueOn, ...appeal }: NewAppeal,
): Promise<boolean> {
  const { actor } = scope
  const { count } = await afterTables(tx, scope).appeal.createMany({
    data: {
      ...appeal,
      ...(memberId === null ? {} : { memberId }),
      ...{ filedOn: dateOf(filedOn), dueOn: dueOn && dateOf(dueOn), createdAt: at },
      ...{ filedBy: actor.userId, filedByName: actor.name },
      dueCount: appeal.dueCount as Prisma.InputJsonObject,
    } as Prisma.RatingAppealCreateManyInput,
    skipDuplicates: true,
  })
  return count === 1
}

type Answer = {
  readonly id: string
  readonly version: number
  readonly state: AppealState
  readonly answer: string | null
  readonly answeredOn: LegalDay | null
  readonly decisionId: string | null
}

/** Moves an open complaint on: withdrawn, or answered by the actor; false when it was changed meanwhile. */
export async function stepAppeal(
  tx: Tx,
  scope: Scope,
  { id, version, state, answer, answeredOn, decisionId }: Answer,
): Promise<boolean> {
  const { actor } = scope
  const by = answer === null ? {} : { answeredBy: actor.userId, answeredByName: actor.name }
  const { count } = await afterTables(tx, scope).appeal.updateMany({
    where: { id, version, state: 'filed' },
    data: { state, answer, decisionId, answeredOn: answeredOn && dateOf(answeredOn), ...by, version: { increment: 1 } },
  })
  return count === 1
}

/**
 * Moves the case a complaint is about: to appealed when it is filed, back when it is withdrawn; false when it stands elsewhere.
 * Where a unit's level stands is read from its notice and complaints, so nothing is to be moved there.
 */
export async function moveAppealedCase(
  tx: Tx,
  scope: Scope,
  { caseId, opened }: { caseId: string; opened: boolean },
): Promise<boolean> {
  if (kindOf(scope) === 'unit') return true
  const [row] = await tx.$queryRaw<
    { moved: boolean }[]
  >`select app.move_appealed_case(${caseId}::uuid, ${opened}) as moved`
  return row?.moved === true
}
