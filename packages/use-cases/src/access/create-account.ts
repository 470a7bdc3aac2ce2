import { findAccountByUsername, hasAccount } from '@nq15/db/access/account.read'
import { insertAccount } from '@nq15/db/access/account.write'
import { readToday } from '@nq15/db/access/grant.read'
import { insertGrant } from '@nq15/db/access/grant.write'
import { enterAccountKeeping, writeTrail } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { type AccountRefusal, checkGrant, type GrantRefusal, type Role, readUsername } from '@nq15/domain/access'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { hashPassword } from 'better-auth/crypto'
import { brokenRule } from './broken-rule.ts'
import { makeOneTimePassword } from './make-one-time-password.ts'

export type CreateAccount = {
  readonly username: string
  readonly displayName: string
  /** The first role; more come by `grantRole`. Stand-alone roles need no organization. */
  readonly role?: Role
  readonly organizationId?: string
  /** Today unless said otherwise. */
  readonly validFrom?: LegalDay
  readonly validTo?: LegalDay
  /** Whose own file the account may see. */
  readonly memberId?: string
  readonly isDemo?: boolean
}

/** The password is answered this one time and stored nowhere in clear. */
export type CreatedAccount = { readonly userId: string; readonly username: string; readonly password: string }

export type CreateAccountRefusal =
  | AccountRefusal
  | GrantRefusal
  | { readonly code: 'username-taken' | 'member-has-account' | 'unknown-member' | 'unknown-organization' }

/** Makes an account with a one-time password and, at once, its first role. For the keeper of accounts. */
export async function createAccount(
  db: Database,
  scope: Scope,
  command: CreateAccount,
): Promise<Result<CreatedAccount, CreateAccountRefusal>> {
  const read = readUsername(command.username)
  if (!read.ok) return read
  const username = read.value
  const password = makeOneTimePassword()
  const passwordHash = await hashPassword(password)
  const { role, organizationId = null, memberId = null, isDemo = false, displayName } = command
  try {
    return await db.asSignIn(async (tx) => {
      await enterAccountKeeping(tx, scope)
      const { validFrom = await readToday(tx), validTo = '9999-12-31' } = command
      const grant = role ? { role, organizationId, validFrom, validTo } : null
      const allowed = grant ? checkGrant([], grant) : ok(true)
      if (!allowed.ok) return allowed
      if (await findAccountByUsername(tx, username)) return refuse({ code: 'username-taken' })
      if (memberId && (await hasAccount(tx, memberId))) return refuse({ code: 'member-has-account' })
      const userId = await insertAccount(tx, scope, { username, displayName, passwordHash, memberId, isDemo })
      if (grant) await insertGrant(tx, scope, { ...grant, userId, reason: null })
      await writeTrail(tx, { action: 'account-created', recordTable: 'user', recordId: userId, organizationId })
      return ok({ userId, username, password })
    })
  } catch (error) {
    // What only the database can see: a twin at the same moment, a member or an organization that does not exist.
    const rule = brokenRule(error)
    if (rule === 'user_username_key' || rule === 'user_email_key') return refuse({ code: 'username-taken' })
    if (rule === 'access_account_member_id_key') return refuse({ code: 'member-has-account' })
    if (rule === 'access_account_member') return refuse({ code: 'unknown-member' })
    if (rule === 'access_grant_organization_id_fkey') return refuse({ code: 'unknown-organization' })
    throw error
  }
}
