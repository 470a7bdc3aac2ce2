import { readUsername } from './check-account.ts'
import type { ProviderSettings } from './sign-in-settings.ts'

/** What a provider signed about a person. */
export type Claims = Readonly<Record<string, unknown>>

/** Whether the claims say in one of the configured ways that a second factor was used (OpenID Connect Core 2, RFC 8176). */
export function provesSecondFactor(claims: Claims, rules: ProviderSettings['secondFactor']): boolean {
  const { acr, amr } = claims
  return rules.some(({ claim, value }) => (claim === 'acr' ? acr === value : Array.isArray(amr) && amr.includes(value)))
}

/** The username that the configured claim names; null when there is none or it is no username. */
export function usernameOfClaims(claims: Claims, claim: ProviderSettings['usernameClaim']): string | null {
  const value = claim !== null && Object.hasOwn(claims, claim) ? claims[claim] : null
  if (typeof value !== 'string') return null
  const read = readUsername(value)
  return read.ok ? read.value : null
}
