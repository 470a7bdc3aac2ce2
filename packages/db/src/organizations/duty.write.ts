import type { NewDutyNorm, NewReceptionDay } from '@nq15/domain/organizations'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'

/** Keeps a day held in the actor's own name; false when the same day of the same person is there. */
export async function insertReceptionDay(
  tx: Tx,
  scope: Scope,
  { organizationId, bearer, bearerName, heldOn, note }: NewReceptionDay & { readonly organizationId: string },
): Promise<boolean> {
  const kept = await tx.$executeRaw`
    insert into reception_day (id, organization_id, bearer, bearer_name, user_id, held_on, note)
    values (${newId()}::uuid, ${organizationId}::uuid, ${bearer}, ${bearerName}, ${scope.actor.userId}::uuid, ${heldOn}::date, ${note})
    on conflict do nothing`
  return kept === 1
}

/** Takes back a day one has entered oneself; false when another change came first. */
export async function takeBackReceptionDay(
  tx: Tx,
  scope: Scope,
  { receptionId, version, on }: { receptionId: string; version: number; on: LegalDay },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update reception_day set taken_back_on = ${on}::date, version = version + 1
     where id = ${receptionId}::uuid and version = ${version} and user_id = ${scope.actor.userId}::uuid and taken_back_on is null`
  return changed === 1
}

/** Keeps a norm; false when the committee has one of the same duty from the same day. */
export async function insertDutyNorm(
  tx: Tx,
  scope: Scope,
  { organizationId, ...norm }: NewDutyNorm & { readonly organizationId: string },
): Promise<boolean> {
  const { userId, name } = scope.actor
  const kept = await tx.$executeRaw`
    insert into duty_norm (id, organization_id, duty, bearer, per_month, document, provision, confidence, valid_from, set_by, set_by_name)
    values (${newId()}::uuid, ${organizationId}::uuid, ${norm.duty}, ${norm.bearer}, ${norm.perMonth}, ${norm.document}, ${norm.provision},
      ${norm.confidence}, ${norm.validFrom}::date, ${userId}::uuid, ${name})
    on conflict do nothing`
  return kept === 1
}
