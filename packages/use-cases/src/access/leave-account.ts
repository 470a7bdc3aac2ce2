import { setClosing } from '@nq15/db/access/account.write'
import { findAccountFile, listOpenMatters, type OpenMatter } from '@nq15/db/access/account-file.read'
import { readToday } from '@nq15/db/access/grant.read'
import { endGrantsOf, lockAccount } from '@nq15/db/access/grant.write'
import { deleteSessions } from '@nq15/db/access/session.write'
import { writeTrail } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnAccounts } from './act-on-accounts.ts'

export type LeaveAccount = {
  readonly userId: string
  /** The first day without the account. */
  readonly on: LegalDay
  readonly reason: string
  /** Sent twice, it acts once. */
  readonly requestId?: string
}

export type LeaveRefusal =
  | { readonly code: 'unknown-account' | 'own-account' | 'reason-missing' | 'account-closed' }
  | { readonly code: 'leaving-in-the-past'; readonly today: LegalDay }

export type LeftAccount = { readonly grantsEnded: number; readonly openMatters: readonly OpenMatter[] }

/**
 * A person leaves: from that day all his roles, and what he delegated from them, have ended and the account is closed.
 * Answers what is still open in his hands, to be handed over. Nobody does it to himself.
 */
export async function leaveAccount(
  db: Database,
  scope: Scope,
  command: LeaveAccount,
): Promise<Result<LeftAccount, LeaveRefusal>> {
  const { userId, on, requestId } = command
  const reason = command.reason.trim()
  if (userId === scope.actor.userId) return refuse({ code: 'own-account' })
  if (reason === '') return refuse({ code: 'reason-missing' })
  const request = { requestId, useCase: 'leave-account' }
  return actOnAccounts(db, scope, request, async (tx): Promise<Result<LeftAccount, LeaveRefusal>> => {
    await lockAccount(tx, userId)
    const account = await findAccountFile(tx, scope, userId)
    if (!account) return refuse({ code: 'unknown-account' })
    if (account.isClosed) return refuse({ code: 'account-closed' })
    const today = await readToday(tx)
    if (on < today) return refuse({ code: 'leaving-in-the-past', today })
    const openMatters = await listOpenMatters(tx, scope, userId)
    const grantsEnded = await endGrantsOf(tx, scope, userId, { day: on, reason })
    await setClosing(tx, scope, userId, { on, reason })
    if (on <= today) await deleteSessions(tx, userId, null)
    const detail = { on, grantsEnded }
    await writeTrail(tx, { action: 'account-left', recordTable: 'user', recordId: userId, detail })
    return ok({ grantsEnded, openMatters })
  })
}
