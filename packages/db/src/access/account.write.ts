import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** An account to be made; the password is hashed already. */
export type NewAccount = {
  readonly username: string
  readonly displayName: string
  readonly passwordHash: string
  readonly memberId: string | null
  readonly isDemo: boolean
}

/** The address that the sign-in library wants and that delivers nowhere (RFC 2606). */
const addressOf = (username: string) => `${username}@nq15.invalid`

/** Stores an account with its first password, which must be changed at the first sign-in. Answers its id. */
export async function insertAccount(tx: Tx, _scope: Scope, account: NewAccount): Promise<string> {
  const { username, displayName, passwordHash, memberId, isDemo } = account
  const id = newId()
  await tx.authUser.create({
    data: { id, name: displayName, email: addressOf(username), username, displayUsername: username },
  })
  await tx.authAccount.create({
    data: { id: newId(), accountId: id, providerId: 'credential', userId: id, password: passwordHash },
  })
  await tx.accessAccount.create({ data: { userId: id, displayName, memberId, isDemo } })
  return id
}

/**
 * Replaces the password's hash and says whether the next sign-in must change it. `before` guards against two at once:
 * false when the stored hash is another one by now.
 */
export async function replacePassword(
  tx: Tx,
  userId: string,
  change: { readonly before: string | null; readonly after: string; readonly mustChange: boolean },
): Promise<boolean> {
  const { before, after, mustChange } = change
  const { count } = await tx.authAccount.updateMany({
    where: { userId, providerId: 'credential', ...(before === null ? {} : { password: before }) },
    data: { password: after, updatedAt: new Date() },
  })
  if (count === 0) return false
  await tx.accessAccount.update({ where: { userId }, data: { mustChangePassword: mustChange } })
  return true
}

/** Closes an account from now on, or opens it again; its sessions end by themselves in the database. */
export async function setDisabled(tx: Tx, _scope: Scope, userId: string, disabled: boolean): Promise<void> {
  await tx.accessAccount.update({ where: { userId }, data: { disabledAt: disabled ? new Date() : null } })
}

/** Sets the first day on which an account is closed and why, or takes it back with nulls. */
export async function setClosing(
  tx: Tx,
  scope: Scope,
  userId: string,
  closing: { readonly on: LegalDay; readonly reason: string } | null,
): Promise<void> {
  await tx.accessAccount.update({
    where: { userId },
    data: {
      closesOn: closing && dateOf(closing.on),
      closeReason: closing?.reason ?? null,
      closedBy: closing && scope.actor.userId,
    },
  })
}

/** An account of an import, which has no password yet. */
export type ImportedAccount = {
  readonly userId: string
  readonly username: string
  readonly displayName: string
  readonly memberId: string | null
}

/** Stores the accounts of an import; nobody can sign in before a first password is given out. */
export async function insertImportedAccounts(
  tx: Tx,
  _scope: Scope,
  { runId, accounts }: { readonly runId: string; readonly accounts: readonly ImportedAccount[] },
): Promise<void> {
  const rows = accounts.map(({ username, ...rest }) => ({
    ...rest,
    ...{ username, email: addressOf(username), accountId: newId() },
  }))
  // Whole sets in one statement each: thousands of rows as single values take the driver many seconds.
  for (let at = 0; at < rows.length; at += 5_000) {
    const some = JSON.stringify(rows.slice(at, at + 5_000))
    await tx.$executeRaw`
      insert into auth."user" (id, name, email, username, display_username)
      select "userId", "displayName", email, username, username
        from json_to_recordset(${some}::json) as r("userId" uuid, "displayName" text, email text, username text)`
    await tx.$executeRaw`
      insert into auth.account (id, account_id, provider_id, user_id)
      select "accountId", "userId"::text, 'credential', "userId"
        from json_to_recordset(${some}::json) as r("userId" uuid, "accountId" uuid)`
    await tx.$executeRaw`
      insert into access_account (user_id, display_name, member_id, import_run_id)
      select "userId", "displayName", "memberId", ${runId}::uuid
        from json_to_recordset(${some}::json) as r("userId" uuid, "displayName" text, "memberId" uuid)`
  }
}

/** Gives first passwords to accounts that still have none; answers whose they became. */
export async function giveFirstPasswords(
  tx: Tx,
  _scope: Scope,
  passwords: readonly { readonly userId: string; readonly hash: string }[],
): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ user_id: string }[]>`
    update auth.account c set password = p.hash, updated_at = now()
      from json_to_recordset(${JSON.stringify(passwords)}::json) as p("userId" uuid, hash text)
     where c.user_id = p."userId" and c.provider_id = 'credential' and c.password is null
    returning c.user_id::text`
  return new Set(rows.map(({ user_id }) => user_id))
}

/** Takes the second factor away, so that a person who lost it can enrol again. */
export async function removeSecondFactor(tx: Tx, userId: string): Promise<void> {
  await tx.authTwoFactor.deleteMany({ where: { userId } })
  await tx.authUser.update({ where: { id: userId }, data: { twoFactorEnabled: false, updatedAt: new Date() } })
}

/** Lets an account keep its first password: only for demo accounts, whose passwords are made per data folder and printed. */
export async function keepFirstPassword(tx: Tx, userId: string): Promise<void> {
  await tx.accessAccount.updateMany({ where: { userId, isDemo: true }, data: { mustChangePassword: false } })
}
