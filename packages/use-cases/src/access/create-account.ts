import { findAccountByUsername, hasAccount } from '@nq15/db/access/account.read'
import { insertAccount } from '@nq15/db/access/account.write'
import { readToday } from '@nq15/db/access/grant.read'
import { insertGrant } from '@nq15/db/access/grant.write'
import { listCardHolders } from '@nq15/db/access/import-account.read'
import { writeTrail } from '@nq15/db/access/trail.write'
import type { Database, Tx } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { type AccountRefusal, checkGrant, type GrantRefusal, type Role, readUsername } from '@nq15/domain/access'
import { readCardNumber } from '@nq15/domain/members'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnAccounts } from './act-on-accounts.ts'
import { brokenRule } from './broken-rule.ts'
import { keptPassword } from './kept-password.ts'

export type CreateAccount = {
  readonly username: string
  readonly displayName: string
  /** The first role; more come by `grantRole`. Stand-alone roles need no organization. */
  readonly role?: Role
  readonly organizationId?: string
  /** Today unless said otherwise. */
  readonly validFrom?: LegalDay
  readonly validTo?: LegalDay
  /** Why the role is given: the number of a decision. */
  readonly reason?: string
  /** Whose own file the account may see. */
  readonly memberId?: string
  /** The same by the member's card; it must belong to a person of the account's name. */
  readonly cardNumber?: string
  readonly isDemo?: boolean
  /** Sent twice, it acts once. */
  readonly requestId?: string
}

/** The password is answered this one time and stored nowhere in clear. */
export type CreatedAccount = { readonly userId: string; readonly username: string; readonly password: string }

export type CreateAccountRefusal =
  | AccountRefusal
  | GrantRefusal
  | {
      readonly code:
        | 'username-taken'
        | 'member-has-account'
        | 'unknown-member'
        | 'unknown-card'
        | 'card-of-another'
        | 'unknown-organization'
    }
  /** This very form was answered before, and its password is no longer known. */
  | { readonly code: 'password-was-shown'; readonly userId: string }

/** Makes an account with a one-time password and, at once, its first role. For the keeper of accounts. */
export async function createAccount(
  db: Database,
  scope: Scope,
  command: CreateAccount,
): Promise<Result<CreatedAccount, CreateAccountRefusal>> {
  const read = readUsername(command.username)
  if (!read.ok) return read
  const username = read.value
  const kept = keptPassword(scope.actor.userId, command.requestId)
  const passwordHash = await kept.hash
  const { role, organizationId = null, isDemo = false, displayName, requestId } = command
  try {
    const made = await actOnAccounts(
      db,
      scope,
      { requestId, useCase: 'create-account' },
      async (tx): Promise<Result<{ readonly userId: string }, CreateAccountRefusal>> => {
        const { validFrom = await readToday(tx), validTo = '9999-12-31', reason = null } = command
        const grant = role ? { role, organizationId, validFrom, validTo } : null
        const allowed = grant ? checkGrant([], grant) : ok(true)
        if (!allowed.ok) return allowed
        if (await findAccountByUsername(tx, username)) return refuse({ code: 'username-taken' })
        const member = await memberOf(tx, scope, command)
        if (!member.ok) return member
        const memberId = member.value
        if (memberId && (await hasAccount(tx, memberId))) return refuse({ code: 'member-has-account' })
        const userId = await insertAccount(tx, scope, { username, displayName, passwordHash, memberId, isDemo })
        if (grant) await insertGrant(tx, scope, { ...grant, userId, reason })
        await writeTrail(tx, { action: 'account-created', recordTable: 'user', recordId: userId, organizationId })
        kept.used = true
        return ok({ userId })
      },
    )
    if (!made.ok) return made
    const { userId } = made.value
    return kept.used
      ? ok({ userId, username, password: kept.password })
      : refuse({ code: 'password-was-shown', userId })
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

async function memberOf(
  tx: Tx,
  scope: Scope,
  command: CreateAccount,
): Promise<Result<string | null, { readonly code: 'unknown-card' | 'card-of-another' }>> {
  const typed = command.cardNumber?.trim() ?? ''
  if (typed === '') return ok(command.memberId ?? null)
  const card = readCardNumber(typed)
  if (!card.ok) return refuse({ code: 'unknown-card' })
  const [holder] = await listCardHolders(tx, scope, [{ card: card.value, name: command.displayName }])
  if (!holder) return refuse({ code: 'unknown-card' })
  return holder.sameName ? ok(holder.memberId) : refuse({ code: 'card-of-another' })
}
