import type { AppealState } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

export type NewAppeal = {
  readonly id: string
  readonly ratingId: string
  readonly caseId: string
  readonly organizationId: string
  readonly committeeId: string
  readonly memberId: string
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
export async function insertAppeal(tx: Tx, { actor }: Scope, appeal: NewAppeal): Promise<boolean> {
  const count = appeal.dueCount === null ? null : JSON.stringify(appeal.dueCount)
  const made = await tx.$executeRaw`
    insert into rating_appeal (id, rating_id, case_id, organization_id, committee_id, member_id, year, filed_on, is_late, grounds, wanted_level,
        filed_for_member, filed_by, filed_by_name, due_on, due_count, created_at)
    values (${appeal.id}::uuid, ${appeal.ratingId}::uuid, ${appeal.caseId}::uuid, ${appeal.organizationId}::uuid, ${appeal.committeeId}::uuid,
      ${appeal.memberId}::uuid, ${appeal.year}, ${appeal.filedOn}::date, ${appeal.isLate}, ${appeal.grounds}, ${appeal.wantedLevel},
      ${appeal.filedForMember}, ${actor.userId}::uuid, ${actor.name}, ${appeal.dueOn}::date, ${count}::jsonb, ${appeal.at})
    on conflict do nothing`
  return made === 1
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
  { actor }: Scope,
  { id, version, state, answer, answeredOn, decisionId }: Answer,
): Promise<boolean> {
  const by = answer === null ? {} : { answeredBy: actor.userId, answeredByName: actor.name }
  const { count } = await tx.ratingAppeal.updateMany({
    where: { id, version, state: 'filed' },
    data: { state, answer, decisionId, answeredOn: answeredOn && dateOf(answeredOn), ...by, version: { increment: 1 } },
  })
  return count === 1
}

/** Moves the case a complaint is about: to appealed when it is filed, back when it is withdrawn; false when it stands elsewhere. */
export async function moveAppealedCase(
  tx: Tx,
  _scope: Scope,
  { caseId, opened }: { caseId: string; opened: boolean },
): Promise<boolean> {
  const [row] = await tx.$queryRaw<
    { moved: boolean }[]
  >`select app.move_appealed_case(${caseId}::uuid, ${opened}) as moved`
  return row?.moved === true
}
