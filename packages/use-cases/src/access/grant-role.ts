import { findAccountFile } from '@nq15/db/access/account-file.read'
import { readToday } from '@nq15/db/access/grant.read'
import { insertGrant, lockAccount } from '@nq15/db/access/grant.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import type { Role } from '@nq15/domain/access'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnAccounts } from './act-on-accounts.ts'
import { brokenRule } from './broken-rule.ts'
import { type WeighRefusal, weighGrant } from './weigh-grant.ts'

export type GrantRole = {
  readonly userId: string
  readonly role: Role
  readonly organizationId: string | null
  /** Today unless said otherwise. */
  readonly validFrom?: LegalDay
  readonly validTo?: LegalDay
  readonly reason?: string
  /** Duties that one person should not have are accepted, for the stated reason. */
  readonly acceptsOverlap?: boolean
  /** Sent twice, it acts once. */
  readonly requestId?: string
}

export type GrantRoleRefusal =
  | WeighRefusal
  | { readonly code: 'unknown-account' | 'unknown-organization' | 'own-account' | 'account-closed' }

/** Gives an account a role over an organization for some days. Nobody gives one to himself. */
export async function grantRole(
  db: Database,
  scope: Scope,
  command: GrantRole,
): Promise<Result<{ readonly grantId: string }, GrantRoleRefusal>> {
  const { userId, role, organizationId, validTo = '9999-12-31', reason = null, acceptsOverlap = false } = command
  if (userId === scope.actor.userId) return refuse({ code: 'own-account' })
  const request = { requestId: command.requestId, useCase: 'grant-role' }
  try {
    return await actOnAccounts(
      db,
      scope,
      request,
      async (tx): Promise<Result<{ grantId: string }, GrantRoleRefusal>> => {
        await lockAccount(tx, userId)
        const account = await findAccountFile(tx, scope, userId)
        if (!account) return refuse({ code: 'unknown-account' })
        if (account.isClosed || (account.closesOn !== null && account.closesOn < validTo)) {
          return refuse({ code: 'account-closed' })
        }
        const grant = { role, organizationId, validFrom: command.validFrom ?? (await readToday(tx)), validTo }
        const allowed = await weighGrant(tx, scope, { userId, grant, reason, accepted: acceptsOverlap })
        if (!allowed.ok) return allowed
        const grantId = await insertGrant(tx, scope, { ...grant, userId, reason })
        const { validFrom } = grant
        await emit(tx, scope, {
          type: 'access.grant-given',
          organizationId,
          recordTable: 'access_grant',
          recordId: grantId,
          payload: { userId, role, validFrom, validTo },
        })
        return ok({ grantId })
      },
    )
  } catch (error) {
    if (brokenRule(error) === 'access_grant_organization_id_fkey') return refuse({ code: 'unknown-organization' })
    throw error
  }
}
