import { findAccountByUsername } from '@nq15/db/access/account.read'
import { findAccountFile } from '@nq15/db/access/account-file.read'
import { lockGrant, readToday } from '@nq15/db/access/grant.read'
import { insertGrant, lockAccount } from '@nq15/db/access/grant.write'
import { readReaches } from '@nq15/db/access/reach.read'
import { readDelegationDays } from '@nq15/db/access/setting.read'
import { writeTrail } from '@nq15/db/access/trail.write'
import type { Database, Tx } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { checkDelegation, type DelegationRefusal, readUsername } from '@nq15/domain/access'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnGrants } from './act-on-accounts.ts'
import { brokenRule } from './broken-rule.ts'
import { type WeighRefusal, weighGrant } from './weigh-grant.ts'

export type DelegateGrant = {
  readonly grantId: string
  /** To whom, by username. */
  readonly to: string
  /** The grant's own organization or one below it. */
  readonly organizationId: string
  readonly validFrom: LegalDay
  /** The first day without it. */
  readonly validTo: LegalDay
  readonly reason: string
  readonly acceptsOverlap?: boolean
  /** Sent twice, it acts once. */
  readonly requestId?: string
}

export type DelegateRefusal =
  | DelegationRefusal
  | WeighRefusal
  | { readonly code: 'unknown-grant' | 'unknown-account' | 'unknown-organization' | 'account-closed' | 'own-account' }

type Answer = Result<{ readonly grantId: string }, DelegateRefusal>

/**
 * Delegates a grant for an absence. Its holder does it himself; the keeper of accounts does it for somebody who no longer
 * can, never to himself. It ends by itself, and with the original.
 */
export async function delegateGrant(db: Database, scope: Scope, command: DelegateGrant): Promise<Answer> {
  try {
    const act = { requestId: command.requestId, useCase: 'delegate-grant' }
    return await actOnGrants(db, scope, act, (tx) => delegate(tx, scope, command))
  } catch (error) {
    const rule = brokenRule(error)
    if (rule === 'access_grant_organization_id_fkey') return refuse({ code: 'unknown-organization' })
    // What the rules above did not see because it changed a moment ago.
    if (rule === 'access_grant_delegated') return refuse({ code: 'unknown-grant' })
    throw error
  }
}

async function delegate(tx: Tx, scope: Scope, command: DelegateGrant): Promise<Answer> {
  const { grantId, organizationId, validFrom, validTo, acceptsOverlap = false } = command
  const reason = command.reason.trim()
  const isKeeper = scope.permission === 'account:admin'
  const original = await lockGrant(tx, scope, grantId)
  const today = await readToday(tx)
  // Somebody else's grant and one that is over look the same.
  if (!original || (!isKeeper && original.userId !== scope.actor.userId) || original.validTo <= today) {
    return refuse({ code: 'unknown-grant' })
  }
  const username = readUsername(command.to)
  const named = username.ok ? await findAccountByUsername(tx, username.value) : null
  if (!named) return refuse({ code: 'unknown-account' })
  const toUserId = named.userId
  if (isKeeper && toUserId === scope.actor.userId) return refuse({ code: 'own-account' })
  await lockAccount(tx, toUserId)
  const to = await findAccountFile(tx, scope, toUserId)
  if (!to) return refuse({ code: 'unknown-account' })
  if (to.isClosed || (to.closesOn !== null && to.closesOn < validTo)) return refuse({ code: 'account-closed' })
  const reaches = await readReaches(tx, [original.organizationId, organizationId])
  const maximumDays = await readDelegationDays(tx, scope)
  const wanted = { toUserId, organizationId, validFrom, validTo, reason }
  const lawful = checkDelegation(original, wanted, { today, maximumDays, reaches })
  if (!lawful.ok) return lawful
  const grant = { role: original.role, organizationId, validFrom, validTo }
  const allowed = await weighGrant(tx, scope, { userId: toUserId, grant, reason, accepted: acceptsOverlap })
  if (!allowed.ok) return allowed
  const id = await insertGrant(tx, scope, { ...grant, userId: toUserId, reason, delegatedFrom: grantId })
  await writeTrail(tx, {
    action: 'grant-delegated',
    recordTable: 'access_grant',
    recordId: id,
    organizationId,
    detail: { from: original.userId, to: toUserId },
  })
  await emit(tx, scope, {
    type: 'access.delegation-given',
    organizationId,
    recordTable: 'access_grant',
    recordId: id,
    payload: { userId: toUserId, fromUserId: original.userId, validFrom, validTo },
  })
  return ok({ grantId: id })
}
