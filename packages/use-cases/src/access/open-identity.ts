import { findAccountByUsername, readStanding } from '@nq15/db/access/account.read'
import { findEmergency } from '@nq15/db/access/emergency.read'
import { findIdentity, findIdentityUser } from '@nq15/db/access/identity.read'
import { insertIdentity } from '@nq15/db/access/identity.write'
import { keepChallenge, noteSession } from '@nq15/db/access/session.write'
import { enterTrail, writeTrail } from '@nq15/db/access/trail.write'
import type { Tx } from '@nq15/db/client'
import { type Claims, type ProviderSettings, usernameOfClaims } from '@nq15/domain/access'
import type { Auth } from './auth.ts'
import { hashText } from './hash-text.ts'
import { callerHeaders } from './remember-sign-in.ts'
import { sealText } from './sealed-text.ts'
import type { SignInStep, Visit } from './sign-in.ts'

type Identity = {
  readonly provider: ProviderSettings
  readonly claims: Claims & { readonly sub: string }
  readonly idToken: string
  /** The provider says that it used a second factor. */
  readonly proved: boolean
}

/**
 * Opens a session for an identity that the provider proved, or asks for our second factor when the account has one and the
 * provider used none. Null when the identity is no open account's; that is in the trail, by the hash of its subject.
 */
export async function openIdentity(
  auth: Auth,
  visit: Visit,
  { provider, claims, idToken, proved }: Identity,
): Promise<SignInStep | null> {
  const kept = await sealText(auth, idToken)
  return auth.db.asSignIn(async (tx) => {
    await enterTrail(tx, { userId: null, requestId: visit.requestId })
    const userId = await findUser(tx, provider, claims)
    const standing = userId && (await readStanding(tx, userId))
    const detail = { address: visit.address, method: 'oidc' }
    if (!standing || standing.disabled) {
      await writeTrail(tx, {
        action: 'identity-unknown',
        recordTable: 'user',
        recordId: userId,
        detail: { ...detail, subject: hashText(claims.sub).slice(0, 16) },
      })
      return null
    }
    await enterTrail(tx, { userId: standing.userId, requestId: visit.requestId })
    const headers = callerHeaders(visit)
    if (standing.hasSecondFactor && !proved) {
      const { response, headers: answered } = await auth.library.api.beginSecondStep({
        body: { userId: standing.userId },
        headers,
        returnHeaders: true,
      })
      const { identifier, expiresAt } = response
      await keepChallenge(tx, { identifier: `method-${identifier}`, value: kept, expiresAt: new Date(expiresAt) })
      await writeTrail(tx, { action: 'sign-in-first-step', recordTable: 'user', recordId: standing.userId, detail })
      return { next: 'second-factor', setCookie: answered.getSetCookie() }
    }
    const { response, headers: answered } = await auth.library.api.enterSession({
      body: { userId: standing.userId, method: 'oidc', secondFactor: proved },
      headers,
      returnHeaders: true,
    })
    const sessionId = await noteSession(tx, response.token, { secondFactor: proved, idToken: kept })
    await writeTrail(tx, {
      action: 'sign-in',
      recordTable: 'session',
      recordId: sessionId,
      detail: { ...detail, secondFactor: proved ? 'provider' : null },
    })
    return { next: 'done', setCookie: answered.getSetCookie() }
  })
}

/** The account of a subject; where the claim may say so, the one whose username it is, which from then on is linked. */
async function findUser(tx: Tx, { issuer, usernameClaim }: ProviderSettings, claims: Identity['claims']) {
  const known = await findIdentityUser(tx, { issuer, subject: claims.sub })
  if (known) return known
  const username = usernameOfClaims(claims, usernameClaim)
  const account = username ? await findAccountByUsername(tx, username) : null
  if (!account || account.disabled) return account?.userId ?? null
  // A username that was given to another person over there opens nothing here, and an emergency account is nobody's.
  if (await findIdentity(tx, account.userId, issuer)) return null
  if (await findEmergency(tx, account.userId)) return null
  const identity = { userId: account.userId, issuer, subject: claims.sub }
  // Twice at the same moment: the other one has linked it.
  if (!(await insertIdentity(tx, { ...identity, linkedBy: null }))) return findIdentityUser(tx, identity)
  await writeTrail(tx, {
    action: 'identity-linked',
    recordTable: 'user',
    recordId: account.userId,
    detail: { origin: 'claim' },
  })
  return account.userId
}
