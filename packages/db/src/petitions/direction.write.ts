import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** A direction as it is given. */
export type StoredDirection = {
  readonly directionId: string
  readonly organizationId: string
  readonly petitionId: string
  readonly petitionCode: string
  readonly content: string
  readonly owedById: string
  readonly givenOn: LegalDay
  readonly dueOn: LegalDay
  readonly citizenDueOn: LegalDay | null
}

/** Stores a direction in the name of who gives it. */
export async function insertDirection(tx: Tx, { actor }: Scope, one: StoredDirection): Promise<void> {
  await tx.$executeRaw`
    insert into party_direction (id, organization_id, petition_id, petition_code, given_by, given_by_name, given_on, content, owed_by_id, due_on, last_on,
        citizen_due_on)
    values (${one.directionId}::uuid, ${one.organizationId}::uuid, ${one.petitionId}::uuid, ${one.petitionCode}, ${actor.userId}::uuid, ${actor.name},
      ${one.givenOn}::date, ${one.content}, ${one.owedById}::uuid, ${one.dueOn}::date, ${one.givenOn}::date, ${one.citizenDueOn}::date)`
}

/** What an act changes in a direction; what is left out stays. */
export type DirectionChange = {
  readonly state: string
  readonly lastOn: LegalDay
  readonly dueOn?: LegalDay
  readonly citizenNotifiedOn?: LegalDay
  readonly closedOn?: LegalDay
}

/** Takes a direction a step on; false when somebody else has changed it since. */
export async function updateDirection(
  tx: Tx,
  _scope: Scope,
  { directionId, version, change }: { directionId: string; version: number; change: DirectionChange },
): Promise<boolean> {
  const { state, lastOn, dueOn, citizenNotifiedOn, closedOn } = change
  const { count } = await tx.partyDirection.updateMany({
    where: { id: directionId, version },
    data: {
      ...{ state, lastOn: dateOf(lastOn), version: { increment: 1 } },
      ...(dueOn === undefined ? {} : { dueOn: dateOf(dueOn) }),
      ...(citizenNotifiedOn === undefined ? {} : { citizenNotifiedOn: dateOf(citizenNotifiedOn) }),
      ...(closedOn === undefined ? {} : { closedOn: dateOf(closedOn) }),
    },
  })
  return count === 1
}

/** Writes a step behind the last one, in the actor's name. */
export async function insertDirectionStep(
  tx: Tx,
  { actor }: Scope,
  step: {
    readonly directionId: string
    readonly organizationId: string
    readonly event: string
    readonly onDay: LegalDay
    readonly content: string
    readonly dueOn: LegalDay
  },
): Promise<void> {
  await tx.$executeRaw`
    insert into party_direction_step (id, organization_id, direction_id, position, event, actor_id, actor_name, on_day, content, due_on)
    select ${newId()}::uuid, ${step.organizationId}::uuid, ${step.directionId}::uuid,
      1 + coalesce((select max(s.position) from party_direction_step s where s.direction_id = ${step.directionId}::uuid), 0),
      ${step.event}, ${actor.userId}::uuid, ${actor.name}, ${step.onDay}::date, ${step.content}, ${step.dueOn}::date`
}
