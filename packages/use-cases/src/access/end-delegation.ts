import { findDelegationEnds, readToday } from '@nq15/db/access/grant.read'
import { endGrantOn } from '@nq15/db/access/grant.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnGrants } from './act-on-accounts.ts'

/**
 * Ends a delegation today, before its day: by who gave it, by who received it, or by the keeper of accounts. One that has
 * not begun loses all its days.
 */
export async function endDelegation(
  db: Database,
  scope: Scope,
  { grantId, reason, requestId }: { readonly grantId: string; readonly reason?: string; readonly requestId?: string },
): Promise<Result<true, { readonly code: 'unknown-grant' }>> {
  const isKeeper = scope.permission === 'account:admin'
  const act = { requestId, useCase: 'end-delegation' }
  return actOnGrants(db, scope, act, async (tx): Promise<Result<true, { readonly code: 'unknown-grant' }>> => {
    const ends = await findDelegationEnds(tx, scope, grantId)
    const isHis = isKeeper || (ends !== null && Object.values(ends).includes(scope.actor.userId))
    if (!ends || !isHis) return refuse({ code: 'unknown-grant' })
    const day = await readToday(tx)
    const ended = await endGrantOn(tx, scope, grantId, { day, ...(reason?.trim() ? { reason: reason.trim() } : {}) })
    return ended ? ok(true) : refuse({ code: 'unknown-grant' })
  })
}
