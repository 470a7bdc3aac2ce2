import { findGrantHolder, readToday } from '@nq15/db/access/grant.read'
import { endGrantOn } from '@nq15/db/access/grant.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnAccounts } from './act-on-accounts.ts'

export type EndGrantRefusal = { readonly code: 'unknown-grant' | 'own-account' }

export type EndGrant = {
  readonly grantId: string
  /** The first day without it; today unless said otherwise. */
  readonly on?: LegalDay
  readonly reason?: string
  /** Sent twice, it acts once. */
  readonly requestId?: string
}

/** Ends a grant on a day, and with it what was delegated from it. A day that is past means at once: no day is taken back. */
export async function endGrant(
  db: Database,
  scope: Scope,
  { grantId, on, reason, requestId }: EndGrant,
): Promise<Result<true, EndGrantRefusal>> {
  const request = { requestId, useCase: 'end-grant' }
  return actOnAccounts(db, scope, request, async (tx): Promise<Result<true, EndGrantRefusal>> => {
    const holder = await findGrantHolder(tx, scope, grantId)
    if (holder === scope.actor.userId) return refuse({ code: 'own-account' })
    const today = await readToday(tx)
    const day = on !== undefined && on > today ? on : today
    const ended = holder !== null && (await endGrantOn(tx, scope, grantId, { day, ...(reason ? { reason } : {}) }))
    return ended ? ok(true) : refuse({ code: 'unknown-grant' })
  })
}
