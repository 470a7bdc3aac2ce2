import { removeSecondFactor, replacePassword } from '@nq15/db/access/account.write'
import { findAccountFile } from '@nq15/db/access/account-file.read'
import { findEmergency } from '@nq15/db/access/emergency.read'
import { deletePasskeys } from '@nq15/db/access/passkey.write'
import { deleteSessions } from '@nq15/db/access/session.write'
import { writeTrail } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnAccounts } from './act-on-accounts.ts'
import { keptPassword } from './kept-password.ts'

export type ResetRefusal =
  | { readonly code: 'unknown-account' | 'own-account' | 'emergency-account' }
  | { readonly code: 'password-was-shown'; readonly userId: string }

export type ResetAccount = {
  readonly userId: string
  readonly withSecondFactor: boolean
  /** Sent twice, it acts once. */
  readonly requestId?: string
}

/**
 * Gives an account a new one-time password, removes its passkeys, ends its sessions and, when asked, takes away a lost second factor. Nobody
 * resets himself: that would step around his own password.
 */
export async function resetAccount(
  db: Database,
  scope: Scope,
  { userId, withSecondFactor, requestId }: ResetAccount,
): Promise<Result<{ readonly password: string }, ResetRefusal>> {
  if (userId === scope.actor.userId) return refuse({ code: 'own-account' })
  const kept = keptPassword(scope.actor.userId, requestId)
  const after = await kept.hash
  const request = { requestId, useCase: 'reset-account' }
  const reset = await actOnAccounts(db, scope, request, async (tx): Promise<Result<true, ResetRefusal>> => {
    if (!(await findAccountFile(tx, scope, userId))) return refuse({ code: 'unknown-account' })
    if (await findEmergency(tx, userId)) return refuse({ code: 'emergency-account' })
    await replacePassword(tx, userId, { before: null, after, mustChange: true })
    if (withSecondFactor) await removeSecondFactor(tx, userId)
    // Somebody who was in the account may have left one.
    const passkeysRemoved = await deletePasskeys(tx, userId)
    await deleteSessions(tx, userId, null)
    const detail = { secondFactorRemoved: withSecondFactor, passkeysRemoved }
    await writeTrail(tx, { action: 'account-reset', recordTable: 'user', recordId: userId, detail })
    kept.used = true
    return ok(true)
  })
  if (!reset.ok) return reset
  return kept.used ? ok({ password: kept.password }) : refuse({ code: 'password-was-shown', userId })
}
