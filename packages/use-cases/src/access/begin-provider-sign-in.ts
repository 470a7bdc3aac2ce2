import { ok, type Result, refuse } from '@nq15/domain/shared'
import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { z } from 'zod'
import type { Auth } from './auth.ts'
import { type SealedCookie, sealCookie } from './sealed-cookie.ts'

/** Where the provider sends people back to; it must be listed there. */
export const providerCallbackPath = '/sign-in/oidc/callback'

/** What the browser brings back from the provider: made for one sign-in in one browser, for ten minutes. */
export const providerCookie: SealedCookie = { name: 'nq15.oidc', path: '/sign-in/oidc', seconds: 600 }
export const rememberedSignIn = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
})

export type BeginRefusal = { readonly code: 'provider-off' | 'provider-unreachable' }

/**
 * Begins a sign-in at the organization's provider: authorization code with PKCE (RFC 7636), state and nonce. `next` is the
 * page to open afterwards, checked by the caller. Answers where to send the browser and its cookie.
 */
export async function beginProviderSignIn(
  auth: Auth,
  { next }: { readonly next: string },
): Promise<Result<{ readonly url: string; readonly setCookie: readonly string[] }, BeginRefusal>> {
  const { provider } = auth
  if (!provider) return refuse({ code: 'provider-off' })
  const found = await provider.find().catch(() => null)
  if (!found?.serverMetadata().authorization_endpoint) return refuse({ code: 'provider-unreachable' })
  const remembered = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier(), next }
  const url = buildAuthorizationUrl(found, {
    redirect_uri: `${auth.publicUrl}${providerCallbackPath}`,
    response_type: 'code',
    scope: provider.settings.scope,
    state: remembered.state,
    nonce: remembered.nonce,
    code_challenge: await calculatePKCECodeChallenge(remembered.verifier),
    code_challenge_method: 'S256',
  })
  return ok({ url: url.href, setCookie: [await sealCookie(auth, providerCookie, remembered)] })
}
