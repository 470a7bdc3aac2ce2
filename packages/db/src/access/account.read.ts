import { emergencyRoles, type Grant, roleSchema, rowRights } from '@nq15/domain/access'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import { dayOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'
import { readToday } from './grant.read.ts'

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
    select: { id: true, accessAccounts: { select: { disabledAt: true, closesOn: true } } },
  })
  const account = user?.accessAccounts[0]
  if (!user || !account) return null
  const closed = account.closesOn !== null && dayOf(account.closesOn) <= (await readToday(tx))
  return { userId: user.id, disabled: account.disabledAt !== null || closed }
}

/** Roles that may open an organization in an emergency. */
const mayBreakGlass = roleSchema.options.filter((role) => rowRights[role].breakGlass)

const standingRow = z.object({
  username: z.string(),
  displayName: z.string(),
  memberId: z.uuid().nullable(),
  mustChangePassword: z.boolean(),
  isDemo: z.boolean(),
  disabled: z.boolean(),
  hasSecondFactor: z.boolean(),
  grants: z.array(
    z.object({ role: z.union([roleSchema, z.enum(emergencyRoles)]), organizationId: z.uuid().nullable() }),
  ),
})

/** The account with the grants of today; null when there is none. Read by the gates, who then prove a scope. */
export async function readStanding(tx: Tx, userId: string): Promise<AccountStanding | null> {
  // One statement: every page begins with it.
  const rows = await tx.$queryRaw`
    select u.username as "username", a.display_name as "displayName", a.member_id::text as "memberId",
      a.must_change_password as "mustChangePassword", a.is_demo as "isDemo",
      (a.disabled_at is not null or coalesce(a.closes_on <= app.today(), false)) as "disabled",
      u.two_factor_enabled as "hasSecondFactor",
      coalesce((select jsonb_agg(distinct jsonb_build_object('role', g.role, 'organizationId', g.organization_id))
        from (select role, organization_id from access_grant
            where user_id = a.user_id and valid_from <= app.today() and app.today() < valid_to
          union all
          -- Counted while a role of today may open; who has none left reads nothing by it.
          select 'break-glass', b.organization_id from access_break_glass b
            where b.user_id = a.user_id and b.opened_at <= now() and now() < coalesce(b.ended_at, b.ends_at)
              and exists (select from access_grant h where h.user_id = a.user_id and h.role = any (${mayBreakGlass})
                and h.valid_from <= app.today() and app.today() < h.valid_to)) g), '[]') as "grants"
    from access_account a join auth."user" u on u.id = a.user_id where a.user_id = ${userId}::uuid`
  const [standing] = z.array(standingRow).parse(rows)
  return standing ? { userId, ...standing } : null
}

/** All accounts by username, with the roles in force on any day to come; for the keeper of accounts. */
export async function listAccounts(tx: Tx, _scope: Scope): Promise<AccountRow[]> {
  const accounts = await tx.accessAccount.findMany({
    select: {
      userId: true,
      displayName: true,
      isDemo: true,
      disabledAt: true,
      closesOn: true,
      mustChangePassword: true,
      user: { select: { username: true, twoFactorEnabled: true } },
    },
    orderBy: { user: { username: 'asc' } },
  })
  const grants = await tx.$queryRaw<{ user_id: string; role: string }[]>`
    select distinct user_id::text, role from access_grant where app.today() < valid_to order by role`
  const rolesOf = new Map<string, string[]>()
  for (const { user_id, role } of grants) rolesOf.set(user_id, [...(rolesOf.get(user_id) ?? []), role])
  const today = await readToday(tx)
  return accounts.map(({ userId, displayName, isDemo, disabledAt, closesOn, mustChangePassword, user }) => ({
    userId,
    username: user.username,
    displayName,
    isDemo,
    disabled: disabledAt !== null || (closesOn !== null && dayOf(closesOn) <= today),
    mustChangePassword,
    hasSecondFactor: user.twoFactorEnabled,
    roles: rolesOf.get(userId) ?? [],
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

/** How many accounts came with the sample, which is loaded beside nobody: with one of them a database is a demonstration. */
export const countDemoAccounts = (tx: Tx): Promise<number> => tx.accessAccount.count({ where: { isDemo: true } })

/** How many accounts belong to real people: the sample is not loaded beside them. */
export const countRealAccounts = (tx: Tx): Promise<number> => tx.accessAccount.count({ where: { isDemo: false } })
