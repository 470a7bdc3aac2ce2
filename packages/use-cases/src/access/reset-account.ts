import { readStanding } from '@nq15/db/access/account.read'
import { removeSecondFactor, replacePassword } from '@nq15/db/access/account.write'
import { findEmergency } from '@nq15/db/access/emergency.read'
import { deletePasskeys } from '@nq15/db/access/passkey.write'
import { deleteSessions } from '@nq15/db/access/session.write'
import { enterAccountKeeping, writeTrail } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { hashPassword } from 'better-auth/crypto'
import { makeOneTimePassword } from './make-one-time-password.ts'

export type ResetRefusal = { readonly code: 'unknown-account' | 'own-account' | 'emergency-account' }

/**
 * Gives an account a new one-time password, removes its passkeys, ends its sessions and, when asked, takes away a lost second factor. Nobody
 * resets himself: that would step around his own password.
 */
export async function resetAccount(
  db: Database,
  scope: Scope,
  { userId, withSecondFactor }: { readonly userId: string; readonly withSecondFactor: boolean },
): Promise<Result<{ readonly password: string }, ResetRefusal>> {
  if (userId === scope.actor.userId) return refuse({ code: 'own-account' })
  const password = makeOneTimePassword()
  const after = await hashPassword(password)
  return db.asSignIn(async (tx) => {
    await enterAccountKeeping(tx, scope)
    if (!(await readStanding(tx, userId))) return refuse({ code: 'unknown-account' })
    if (await findEmergency(tx, userId)) return refuse({ code: 'emergency-account' })
    await replacePassword(tx, userId, { before: null, after, mustChange: true })
    if (withSecondFactor) await removeSecondFactor(tx, userId)
    // Somebody who was in the account may have left one.
    const passkeysRemoved = await deletePasskeys(tx, userId)
    await deleteSessions(tx, userId, null)
    const detail = { secondFactorRemoved: withSecondFactor, passkeysRemoved }
    await writeTrail(tx, { action: 'account-reset', recordTable: 'user', recordId: userId, detail })
    return ok({ password })
  })
}
