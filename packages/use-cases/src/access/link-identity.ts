import { readStanding } from '@nq15/db/access/account.read'
import { findEmergency } from '@nq15/db/access/emergency.read'
import { findIdentity, findIdentityUser, type IdentityRow } from '@nq15/db/access/identity.read'
import { insertIdentity, unlinkIdentity as takeAway } from '@nq15/db/access/identity.write'
import { deleteSessionsOfMethod } from '@nq15/db/access/session.write'
import { enterAccountKeeping, writeTrail } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { ok, type Result, refuse } from '@nq15/domain/shared'

export type LinkRefusal = {
  readonly code:
    | 'unknown-account'
    | 'own-account'
    | 'emergency-account'
    | 'subject-malformed'
    | 'subject-taken'
    | 'account-linked'
}

type Link = { readonly userId: string; readonly issuer: string; readonly subject: string }

/** Says whose account an identity of the provider is: by the keeper of accounts, never for himself. */
export async function linkIdentity(db: Database, scope: Scope, link: Link): Promise<Result<true, LinkRefusal>> {
  const subject = link.subject.trim()
  const { userId, issuer } = link
  if (userId === scope.actor.userId) return refuse({ code: 'own-account' })
  if (subject.length < 1 || subject.length > 255) return refuse({ code: 'subject-malformed' })
  return db.asSignIn(async (tx) => {
    await enterAccountKeeping(tx, scope)
    if (!(await readStanding(tx, userId))) return refuse({ code: 'unknown-account' })
    if (await findEmergency(tx, userId)) return refuse({ code: 'emergency-account' })
    if (await findIdentityUser(tx, { issuer, subject })) return refuse({ code: 'subject-taken' })
    const linked = await insertIdentity(tx, { userId, issuer, subject, linkedBy: scope.actor.userId })
    if (!linked) return refuse({ code: 'account-linked' })
    const detail = { origin: 'administrator' }
    await writeTrail(tx, { action: 'identity-linked', recordTable: 'user', recordId: userId, detail })
    return ok(true)
  })
}

/** Takes an account's link away and ends the sessions that it opened. */
export async function unlinkIdentity(
  db: Database,
  scope: Scope,
  { userId, issuer }: Omit<Link, 'subject'>,
): Promise<Result<true, { readonly code: 'unknown-account' | 'account-not-linked' }>> {
  return db.asSignIn(async (tx) => {
    await enterAccountKeeping(tx, scope)
    if (!(await readStanding(tx, userId))) return refuse({ code: 'unknown-account' })
    if (!(await takeAway(tx, userId, issuer))) return refuse({ code: 'account-not-linked' })
    await deleteSessionsOfMethod(tx, userId, { method: 'oidc' })
    await writeTrail(tx, { action: 'identity-unlinked', recordTable: 'user', recordId: userId })
    return ok(true)
  })
}

/** The link of one's own account to the configured provider; null without one. */
export const readOwnIdentity = (db: Database, { userId, issuer }: Omit<Link, 'subject'>): Promise<IdentityRow | null> =>
  db.asSignIn((tx) => findIdentity(tx, userId, issuer))
