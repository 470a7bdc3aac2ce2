import { setClosing, setDisabled } from '@nq15/db/access/account.write'
import { findAccountFile } from '@nq15/db/access/account-file.read'
import { deleteSessions } from '@nq15/db/access/session.write'
import { writeTrail } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnAccounts } from './act-on-accounts.ts'

export type DisableRefusal = { readonly code: 'unknown-account' | 'own-account' }

export type DisableAccount = {
  readonly userId: string
  readonly disabled: boolean
  /** Sent twice, it acts once. */
  readonly requestId?: string
}

/**
 * Closes an account at once, sessions included, or opens it again, a day of leaving taken back too; its roles stay as they
 * are. Its acts stay in the trail. Nobody closes himself out.
 */
export async function disableAccount(
  db: Database,
  scope: Scope,
  { userId, disabled, requestId }: DisableAccount,
): Promise<Result<true, DisableRefusal>> {
  if (userId === scope.actor.userId) return refuse({ code: 'own-account' })
  const request = { requestId, useCase: 'disable-account' }
  return actOnAccounts(db, scope, request, async (tx): Promise<Result<true, DisableRefusal>> => {
    if (!(await findAccountFile(tx, scope, userId))) return refuse({ code: 'unknown-account' })
    await setDisabled(tx, scope, userId, disabled)
    if (disabled) await deleteSessions(tx, userId, null)
    else await setClosing(tx, scope, userId, null)
    await writeTrail(tx, {
      action: disabled ? 'account-disabled' : 'account-enabled',
      recordTable: 'user',
      recordId: userId,
    })
    return ok(true)
  })
}
