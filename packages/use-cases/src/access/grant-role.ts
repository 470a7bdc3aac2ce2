import { readStanding } from '@nq15/db/access/account.read'
import { listGrants, readToday } from '@nq15/db/access/grant.read'
import { insertGrant, lockAccount } from '@nq15/db/access/grant.write'
import { enterAccountKeeping } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { checkGrant, type GrantRefusal, type Role } from '@nq15/domain/access'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { brokenRule } from './broken-rule.ts'

export type GrantRole = {
  readonly userId: string
  readonly role: Role
  readonly organizationId: string | null
  /** Today unless said otherwise. */
  readonly validFrom?: LegalDay
  readonly validTo?: LegalDay
  readonly reason?: string
}

export type GrantRoleRefusal =
  | GrantRefusal
  | { readonly code: 'unknown-account' | 'unknown-organization' | 'own-account' }

/** Gives an account a role over an organization for some days. Nobody gives one to himself. */
export async function grantRole(
  db: Database,
  scope: Scope,
  command: GrantRole,
): Promise<Result<{ readonly grantId: string }, GrantRoleRefusal>> {
  const { userId, role, organizationId, validTo = '9999-12-31', reason = null } = command
  if (userId === scope.actor.userId) return refuse({ code: 'own-account' })
  try {
    return await db.asSignIn(async (tx) => {
      await enterAccountKeeping(tx, scope)
      await lockAccount(tx, userId)
      if (!(await readStanding(tx, userId))) return refuse({ code: 'unknown-account' })
      const grant = { role, organizationId, validFrom: command.validFrom ?? (await readToday(tx)), validTo }
      const allowed = checkGrant(await listGrants(tx, scope, userId), grant)
      if (!allowed.ok) return allowed
      return ok({ grantId: await insertGrant(tx, scope, { ...grant, userId, reason }) })
    })
  } catch (error) {
    if (brokenRule(error) === 'access_grant_organization_id_fkey') return refuse({ code: 'unknown-organization' })
    throw error
  }
}
