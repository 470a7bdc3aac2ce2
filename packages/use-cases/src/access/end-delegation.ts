import { findDelegationEnds, readToday } from '@nq15/db/access/grant.read'
import { endGrantOn } from '@nq15/db/access/grant.write'
import { enterAccountKeeping, enterOwnAccount } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { once } from './once.ts'

/**
 * Ends a delegation today, before its day: by who gave it, by who received it, or by the keeper of accounts. One that has
 * not begun loses all its days.
 */
export async function endDelegation(
  db: Database,
  scope: Scope,
  { grantId, reason, requestId }: { readonly grantId: string; readonly reason?: string; readonly requestId?: string },
): Promise<Result<true, { readonly code: 'unknown-grant' }>> {
  return db.asSignIn(async (tx) => {
    const isKeeper = scope.permission === 'account:admin'
    if (isKeeper) await enterAccountKeeping(tx, scope)
    else await enterOwnAccount(tx, scope)
    const end = async (): Promise<Result<true, { readonly code: 'unknown-grant' }>> => {
      const ends = await findDelegationEnds(tx, scope, grantId)
      if (!ends || !(isKeeper || Object.values(ends).includes(scope.actor.userId)))
        return refuse({ code: 'unknown-grant' })
      const day = await readToday(tx)
      const ended = await endGrantOn(tx, scope, grantId, { day, ...(reason?.trim() ? { reason: reason.trim() } : {}) })
      return ended ? ok(true) : refuse({ code: 'unknown-grant' })
    }
    return requestId === undefined ? end() : once(tx, scope, { requestId, useCase: 'end-delegation' }, end)
  })
}
