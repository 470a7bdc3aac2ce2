import { readStanding } from '@nq15/db/access/account.read'
import { noteSession, spendCode, takeChallenge } from '@nq15/db/access/session.write'
import { enterTrail, writeTrail } from '@nq15/db/access/trail.write'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { APIError } from 'better-auth/api'
import { type Auth, addressHeader } from './auth.ts'
import type { SignInStep, Visit } from './sign-in.ts'

export type SecondFactorRefusal =
  | { readonly code: 'wrong-code' }
  | { readonly code: 'challenge-expired' }
  | { readonly code: 'too-many-attempts'; readonly retryAfterSeconds: number }

/** A code works in its own half minute and the two beside it; it is remembered for longer. */
const spentForMs = 180_000

/** The second step of the sign-in: a code of the authenticator, or one recovery code, each of them once. */
export async function verifySecondFactor(
  auth: Auth,
  visit: Visit & { readonly kind: 'totp' | 'recovery'; readonly code: string },
): Promise<Result<SignInStep, SecondFactorRefusal>> {
  const { address, requestId, kind } = visit
  const brake = await auth.limits.take('second factor', address)
  if (!brake.open) return refuse({ code: 'too-many-attempts', retryAfterSeconds: brake.retryAfterSeconds })
  const code = kind === 'totp' ? visit.code.replace(/\s/g, '') : visit.code.trim()

  try {
    const step = await auth.db.asSignIn(async (tx): Promise<Result<SignInStep, SecondFactorRefusal>> => {
      const tried = await tryCode(auth, visit, code)
      await enterTrail(tx, { userId: tried.ok ? tried.value.userId : null, requestId })
      if (!tried.ok) {
        await writeTrail(tx, {
          action: 'second-factor-failed',
          recordTable: 'user',
          recordId: null,
          detail: { address },
        })
        return tried
      }
      const { userId, token, setCookie } = tried.value
      const standing = await readStanding(tx, userId)
      const fresh = await spendCode(tx, userId, { code, until: new Date(Date.now() + spentForMs) })
      if (!fresh || !standing || standing.disabled) throw new RefusedAfterwards()
      // A sign-in at the provider left its word here before it asked for our second step.
      const idToken = await takeChallenge(tx, `method-${challengeOf(visit.headers)}`)
      const method = idToken === null ? {} : ({ method: 'oidc', idToken } as const)
      const sessionId = await noteSession(tx, token, { ...method, secondFactor: true })
      await writeTrail(tx, {
        action: 'sign-in',
        recordTable: 'session',
        recordId: sessionId,
        detail: { address, secondFactor: kind, ...(idToken === null ? {} : { method: 'oidc' }) },
      })
      return ok({ next: 'done', setCookie })
    })
    if (step.ok) await auth.limits.succeeded('second factor', address)
    return step
  } catch (error) {
    if (!(error instanceof RefusedAfterwards)) throw error
    return refuse({ code: 'wrong-code' })
  }
}

/** Rolls back the session that the library has made already. */
class RefusedAfterwards extends Error {
  override readonly name = 'RefusedAfterwards'
}

async function tryCode(
  { library }: Auth,
  { headers: given, address, kind }: Visit & { readonly kind: 'totp' | 'recovery' },
  code: string,
): Promise<Result<{ userId: string; token: string; setCookie: string[] }, SecondFactorRefusal>> {
  const headers = new Headers({ cookie: challengeCookies(given), [addressHeader]: address })
  const device = given.get('user-agent')
  if (device) headers.set('user-agent', device.slice(0, 300))
  const asked = { body: { code }, headers, returnHeaders: true } as const
  try {
    const { response, headers: answered } =
      kind === 'totp' ? await library.api.verifyTOTP(asked) : await library.api.verifyBackupCode(asked)
    if (!response.token) return refuse({ code: 'challenge-expired' })
    return ok({ userId: response.user.id, token: response.token, setCookie: answered.getSetCookie() })
  } catch (error) {
    if (!(error instanceof APIError) || error.statusCode >= 500) throw error
    if (error.body?.code === 'ACCOUNT_TEMPORARILY_LOCKED') {
      return refuse({ code: 'too-many-attempts', retryAfterSeconds: 900 })
    }
    const ended = ['INVALID_TWO_FACTOR_COOKIE', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE'].includes(error.body?.code ?? '')
    return refuse({ code: ended ? 'challenge-expired' : 'wrong-code' })
  }
}

/** The challenge alone: with a session's cookie beside it the library would confirm that session instead. */
const challengeCookies = (headers: Headers) =>
  (headers.get('cookie') ?? '')
    .split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie.split('=')[0]?.endsWith('nq15.two_factor'))
    .join('; ')

/** The id of the challenge in its cookie; the library has checked the signature behind it. */
const challengeOf = (headers: Headers) =>
  decodeURIComponent(challengeCookies(headers).split('=')[1] ?? '').split('.')[0] ?? ''
