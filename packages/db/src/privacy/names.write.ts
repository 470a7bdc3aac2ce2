import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

export type NewNameGrant = {
  readonly organizationId: string
  readonly userId: string
  readonly reason: string
  readonly decisionNumber: string
  readonly validFrom: LegalDay
  readonly validTo: LegalDay
}

/** Lets somebody see names in an organization for some days. */
export async function insertNameGrant(tx: Tx, { actor }: Scope, grant: NewNameGrant): Promise<void> {
  await tx.privacyNameGrant.createMany({
    data: {
      ...grant,
      id: newId(),
      validFrom: dateOf(grant.validFrom),
      validTo: dateOf(grant.validTo),
      grantedBy: actor.userId,
      grantedByName: actor.name,
    },
  })
}

/** Ends a grant on a day, never before it began; false when it had ended. */
export async function endNameGrant(
  tx: Tx,
  { actor }: Scope,
  { id, today }: { id: string; today: LegalDay },
): Promise<boolean> {
  const count = await tx.$executeRaw`update privacy_name_grant
    set valid_to = greatest(valid_from, ${today}::date), ended_by = ${actor.userId}::uuid
    where id = ${id}::uuid and valid_to > ${today}::date`
  return count === 1
}

/** Opens names for half an hour; the reading is written into the trail with it. */
export async function insertNameOpening(
  tx: Tx,
  { actor }: Scope,
  { organizationId, grantId, reason, now }: { organizationId: string; grantId: string; reason: string; now: Date },
): Promise<void> {
  await tx.privacyNameOpening.createMany({
    data: {
      id: newId(),
      organizationId,
      userId: actor.userId,
      grantId,
      reason,
      openedAt: now,
      endsAt: new Date(now.getTime() + 30 * 60_000),
    },
  })
  await tx.$executeRaw`select app.audit('read', 'privacy_name_grant', ${grantId}::uuid, ${organizationId}::uuid)`
}
