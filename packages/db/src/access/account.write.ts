import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
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

/** Takes the second factor away, so that a person who lost it can enrol again. */
export async function removeSecondFactor(tx: Tx, userId: string): Promise<void> {
  await tx.authTwoFactor.deleteMany({ where: { userId } })
  await tx.authUser.update({ where: { id: userId }, data: { twoFactorEnabled: false, updatedAt: new Date() } })
}

/** Lets an account keep its first password: only for demo accounts, whose passwords are made per data folder and printed. */
export async function keepFirstPassword(tx: Tx, userId: string): Promise<void> {
  await tx.accessAccount.updateMany({ where: { userId, isDemo: true }, data: { mustChangePassword: false } })
}
