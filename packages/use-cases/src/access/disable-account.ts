import { readStanding } from '@nq15/db/access/account.read'
import { setDisabled } from '@nq15/db/access/account.write'
import { deleteSessions } from '@nq15/db/access/session.write'
import { enterAccountKeeping, writeTrail } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { ok, type Result, refuse } from '@nq15/domain/shared'

export type DisableRefusal = { readonly code: 'unknown-account' | 'own-account' }

/** Closes an account at once, sessions included, or opens it again. Its acts stay in the trail. Nobody closes himself out. */
export async function disableAccount(
  db: Database,
  scope: Scope,
  { userId, disabled }: { readonly userId: string; readonly disabled: boolean },
): Promise<Result<true, DisableRefusal>> {
  if (userId === scope.actor.userId) return refuse({ code: 'own-account' })
  return db.asSignIn(async (tx) => {
    await enterAccountKeeping(tx, scope)
    if (!(await readStanding(tx, userId))) return refuse({ code: 'unknown-account' })
    await setDisabled(tx, scope, userId, disabled)
    if (disabled) await deleteSessions(tx, userId, null)
    await writeTrail(tx, {
      action: disabled ? 'account-disabled' : 'account-enabled',
      recordTable: 'user',
      recordId: userId,
    })
    return ok(true)
  })
}
