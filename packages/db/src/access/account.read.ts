import { type Grant, roleSchema } from '@nq15/domain/access'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** An account as the gates need it: who it is, what it still owes, and its roles in force today. */
export type AccountStanding = {
  readonly userId: string
  readonly username: string
  readonly displayName: string
  readonly memberId: string | null
  readonly mustChangePassword: boolean
  readonly isDemo: boolean
  readonly disabled: boolean
  readonly hasSecondFactor: boolean
  readonly grants: readonly Grant[]
}

/** One line of the list of accounts: no password, no member. */
export type AccountRow = {
  readonly userId: string
  readonly username: string
  readonly displayName: string
  readonly isDemo: boolean
  readonly disabled: boolean
  readonly mustChangePassword: boolean
  readonly hasSecondFactor: boolean
  readonly roles: readonly string[]
}

/** Whether a username exists and may sign in; read by the sign-in before anybody is known. */
export async function findAccountByUsername(tx: Tx, username: string) {
  const user = await tx.authUser.findUnique({
    where: { username },
    select: { id: true, accessAccounts: { select: { disabledAt: true } } },
  })
  const account = user?.accessAccounts[0]
  return user && account ? { userId: user.id, disabled: account.disabledAt !== null } : null
}

const grantRow = z.object({ role: roleSchema, organization_id: z.uuid().nullable() })

/** The account with the grants of today; null when there is none. Read by the gates, who then prove a scope. */
export async function readStanding(tx: Tx, userId: string): Promise<AccountStanding | null> {
  const account = await tx.accessAccount.findUnique({
    where: { userId },
    select: {
      displayName: true,
      memberId: true,
      mustChangePassword: true,
      isDemo: true,
      disabledAt: true,
      user: { select: { username: true, twoFactorEnabled: true } },
    },
  })
  if (!account) return null
  const rows = await tx.$queryRaw`select distinct role, organization_id from access_grant
    where user_id = ${userId}::uuid and valid_from <= app.today() and app.today() < valid_to order by role`
  const { user, disabledAt, ...rest } = account
  return {
    userId,
    ...rest,
    username: user.username,
    hasSecondFactor: user.twoFactorEnabled,
    disabled: disabledAt !== null,
    grants: z
      .array(grantRow)
      .parse(rows)
      .map(({ role, organization_id }) => ({ role, organizationId: organization_id })),
  }
}

/** All accounts by username, with the roles in force on any day to come; for the keeper of accounts. */
export async function listAccounts(tx: Tx, _scope: Scope): Promise<AccountRow[]> {
  const accounts = await tx.accessAccount.findMany({
    select: {
      userId: true,
      displayName: true,
      isDemo: true,
      disabledAt: true,
      mustChangePassword: true,
      user: { select: { username: true, twoFactorEnabled: true } },
    },
    orderBy: { user: { username: 'asc' } },
  })
  const grants = await tx.$queryRaw<{ user_id: string; role: string }[]>`
    select distinct user_id::text, role from access_grant where app.today() < valid_to order by role`
  return accounts.map(({ userId, displayName, isDemo, disabledAt, mustChangePassword, user }) => ({
    userId,
    username: user.username,
    displayName,
    isDemo,
    disabled: disabledAt !== null,
    mustChangePassword,
    hasSecondFactor: user.twoFactorEnabled,
    roles: grants.filter((grant) => grant.user_id === userId).map(({ role }) => role),
  }))
}

/** Whether a member's file belongs to an account already. */
export async function hasAccount(tx: Tx, memberId: string): Promise<boolean> {
  return (await tx.accessAccount.count({ where: { memberId } })) > 0
}

/** The stored hash of an account's password; null when it has none. */
export async function readPasswordHash(tx: Tx, userId: string): Promise<string | null> {
  const account = await tx.authAccount.findFirst({
    where: { userId, providerId: 'credential' },
    select: { password: true },
  })
  return account?.password ?? null
}
