import { spendCode } from '@nq15/db/access/session.write'
import { provesSecondFactor } from '@nq15/domain/access'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { AuthorizationResponseError, authorizationCodeGrant, type IDToken } from 'openid-client'
import type { Auth } from './auth.ts'
import { providerCallbackPath, providerCookie, rememberedSignIn } from './begin-provider-sign-in.ts'
import { openIdentity } from './open-identity.ts'
import { isDown, type Provider } from './provider.ts'
import { rememberRefusal } from './remember-sign-in.ts'
import { dropCookie, openCookie } from './sealed-cookie.ts'
import type { SignInStep, Visit } from './sign-in.ts'

export type ProviderRefusal =
  | { readonly code: 'provider-off' | 'provider-unreachable' | 'provider-denied' | 'provider-answer' | 'sign-in-state' }
  /** `subject` is shown to the person, who hands it to the administrator. */
  | { readonly code: 'identity-unknown'; readonly subject: string }

/** The step, where to go on, and the cookie that must leave in every case. */
export type ProviderStep = SignInStep & { readonly page: string }

/**
 * Ends a sign-in at the provider: `search` is the query it sent the browser back with. It must be the answer to what this
 * browser began (once), its id token signed by the provider for this client and this nonce, and its subject an account's.
 * Nothing that comes from outside makes this throw.
 */
export async function finishProviderSignIn(
  auth: Auth,
  visit: Visit & { readonly search: string },
): Promise<Result<ProviderStep, ProviderRefusal>> {
  const { provider } = auth
  if (!provider) return refuse({ code: 'provider-off' })
  const remembered = await openCookie(auth, providerCookie, { headers: visit.headers, schema: rememberedSignIn })
  const { state, verifier, nonce, next } = remembered ?? { state: '', verifier: '', nonce: '', next: '/' }
  const sent = new URLSearchParams(visit.search)
  if (!remembered || sent.getAll('state').join() !== state || !(await isFirst(auth, state))) {
    return refused(auth, visit, { code: 'sign-in-state' })
  }

  const answer = await exchange(provider, `${auth.publicUrl}${providerCallbackPath}?${sent}`, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
  })
  if (!answer.ok) return refused(auth, visit, answer.refusal)
  const { claims, idToken } = answer.value
  const opened = await openIdentity(auth, visit, {
    provider: provider.settings,
    claims,
    idToken,
    proved: provesSecondFactor(claims, provider.settings.secondFactor),
  })
  if (!opened) return refuse({ code: 'identity-unknown', subject: claims.sub })
  return ok({ ...opened, setCookie: [...opened.setCookie, dropCookie(auth, providerCookie)], page: next })
}

async function refused<Refusal extends { readonly code: string }>(auth: Auth, visit: Visit, refusal: Refusal) {
  await rememberRefusal(auth, visit, { action: 'provider-sign-in-failed', reason: refusal.code })
  return refuse(refusal)
}

/** A state answers once, also when somebody sends the same cookie and the same answer again. */
const isFirst = (auth: Auth, state: string) =>
  auth.db.asSignIn((tx) => spendCode(tx, 'oidc', { code: state, until: new Date(Date.now() + 3_600_000) }))

type Checks = Parameters<typeof authorizationCodeGrant>[2]

async function exchange(
  provider: Provider,
  address: string,
  checks: Checks,
): Promise<Result<{ readonly claims: IDToken; readonly idToken: string }, ProviderRefusal>> {
  try {
    const tokens = await authorizationCodeGrant(await provider.find(), new URL(address), checks)
    const claims = tokens.claims()
    // Past 255 characters a subject breaks the standard, and our table.
    if (!claims || !tokens.id_token || claims.sub.length > 255) return refuse({ code: 'provider-answer' })
    return ok({ claims, idToken: tokens.id_token })
  } catch (error) {
    if (error instanceof AuthorizationResponseError) {
      const down = ['server_error', 'temporarily_unavailable'].includes(error.error)
      return refuse({
        code: error.error === 'access_denied' ? 'provider-denied' : down ? 'provider-unreachable' : 'provider-answer',
      })
    }
    return refuse({ code: isDown(error) ? 'provider-unreachable' : 'provider-answer' })
  }
}
