import { type AccountStanding, readStanding } from '@nq15/db/access/account.read'
import type { Actor } from '@nq15/db/scope'
import type { Auth } from './auth.ts'
import type { SessionMethod } from './enter-session.ts'
import { type LiveSession, readSession } from './read-session.ts'

/** What an account still owes before it may do anything else; null when nothing. */
export type Owed = 'new-password' | 'second-factor' | null

/** Who makes a request. While something is owed, `actor` holds no grant, so no gate can prove a scope for it. */
export type SignedIn = {
  readonly actor: Actor
  readonly sessionId: string
  readonly method: SessionMethod
  readonly account: {
    readonly userId: string
    readonly username: string
    readonly displayName: string
    readonly memberId: string | null
    readonly isDemo: boolean
    readonly hasSecondFactor: boolean
    readonly mustChangePassword: boolean
    /** A role of the account demands a second factor, there is none, and none was used otherwise. */
    readonly secondFactorMissing: boolean
  }
  readonly owes: Owed
  /** Cookies the answer must carry. */
  readonly setCookie: readonly string[]
}

/**
 * The gate's reading of a request: session → account → grants in force today → actor. Null when nobody is signed in.
 * Web and monitor both call it; monitor with `slide: false`.
 */
export async function readActor(
  auth: Auth,
  headers: Headers,
  { requestId, slide = true }: { readonly requestId: string; readonly slide?: boolean },
): Promise<SignedIn | null> {
  return auth.db.asSignIn(async (tx) => {
    const session = await readSession(auth, headers, slide)
    const standing = session && (await readStanding(tx, session.userId))
    if (!session || !standing || standing.disabled) return null
    const { username, displayName, memberId, isDemo, hasSecondFactor, mustChangePassword, userId } = standing
    const secondFactorMissing = !hasSecondFactor && !provedOtherwise(session) && demandsSecondFactor(auth, standing)
    const owes = owed(session, { mustChangePassword, secondFactorMissing })
    return {
      actor: {
        kind: 'session',
        key: session.id,
        userId,
        name: displayName,
        memberId,
        grants: owes ? [] : standing.grants,
        requestId,
        onBehalfOf: '',
      },
      sessionId: session.id,
      method: session.method,
      account: {
        userId,
        username,
        displayName,
        memberId,
        isDemo,
        hasSecondFactor,
        mustChangePassword,
        secondFactorMissing,
      },
      owes,
      setCookie: session.setCookie,
    }
  })
}

/** The provider or the passkey was the second factor; an emergency account is for the day when there is none. */
const provedOtherwise = ({ method, secondFactor }: LiveSession) => secondFactor || method === 'emergency'

/** A first password is owed only by whoever used it. */
const owed = (
  { method }: LiveSession,
  { mustChangePassword, secondFactorMissing }: { mustChangePassword: boolean; secondFactorMissing: boolean },
): Owed => (mustChangePassword && method === 'password' ? 'new-password' : secondFactorMissing ? 'second-factor' : null)

const demandsSecondFactor = (auth: Auth, { grants }: AccountStanding) =>
  grants.some(({ role }) => auth.secondFactorRoles.some((demanding) => demanding === role))
