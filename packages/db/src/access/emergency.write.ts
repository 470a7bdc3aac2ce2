import type { Role } from '@nq15/domain/access'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'

/** What one use of an emergency account opens, and for how long. */
export type EmergencyTerms = {
  readonly role: Role
  readonly organizationId: string | null
  readonly hours: number
}

/** Makes a new account an emergency account; it needs no change of its passphrase and holds no role while sealed. */
export async function insertEmergency(
  tx: Tx,
  _scope: Scope,
  emergency: EmergencyTerms & { readonly userId: string; readonly slot: number },
): Promise<void> {
  await tx.accessAccount.update({ where: { userId: emergency.userId }, data: { mustChangePassword: false } })
  await tx.accessEmergency.create({ data: { ...emergency, sealedAt: new Date() } })
}

/** Seals an emergency account anew: the use before it is over, and so are its roles. */
export async function sealAgain(tx: Tx, _scope: Scope, userId: string, terms: EmergencyTerms): Promise<void> {
  await tx.accessEmergency.update({
    where: { userId },
    data: { ...terms, sealedAt: new Date(), openedAt: null, closesAt: null },
  })
  await tx.$executeRaw`update access_grant set valid_to = greatest(valid_from, app.today())
    where user_id = ${userId}::uuid and valid_to > greatest(valid_from, app.today())`
}

/** Lets this transaction change the passphrase of an emergency account, which nothing but sealing may. */
export async function allowSealing(tx: Tx): Promise<void> {
  await tx.$queryRaw`select set_config('app.sealing', 'yes', true)`
}

/**
 * Opens a sealed emergency account or goes on with its open use; null when that use is over. The first time it gets its
 * role, until the day on which the use closes.
 */
export async function openEmergency(
  tx: Tx,
  userId: string,
): Promise<{ readonly first: boolean; readonly closesAt: Date } | null> {
  const opened = await tx.$queryRaw<{ closes_at: Date }[]>`
    update access_emergency set opened_at = now(), closes_at = now() + hours * interval '1 hour'
     where user_id = ${userId}::uuid and opened_at is null returning closes_at`
  const first = opened.length > 0
  if (first) {
    await tx.$executeRaw`insert into access_grant (id, user_id, role, organization_id, valid_from, valid_to, reason)
      select ${newId()}::uuid, user_id, role, organization_id, app.today(),
        ((closes_at at time zone 'Asia/Ho_Chi_Minh')::date + 1), 'emergency'
        from access_emergency where user_id = ${userId}::uuid`
  }
  const [open] = first
    ? opened
    : await tx.$queryRaw<{ closes_at: Date }[]>`
        select closes_at from access_emergency where user_id = ${userId}::uuid and closes_at > now()`
  return open ? { first, closesAt: new Date(open.closes_at) } : null
}
