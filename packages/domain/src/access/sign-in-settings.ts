import { z } from 'zod'
import { ok, type Result, refuse } from '../shared/index.ts'

/** An organization's own provider of sign-in (OpenID Connect). */
export type ProviderSettings = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** What people call it, on the button. */
  readonly label: string
  readonly scope: string
  /** Claim whose value is the username of an account; null: only administrators link accounts. */
  readonly usernameClaim: string | null
  /** Claims by which the provider says that it used a second factor; empty: its word on that does not count. */
  readonly secondFactor: readonly { readonly claim: 'acr' | 'amr'; readonly value: string }[]
}

/** Which ways of signing in are open. */
export type SignInSettings = {
  readonly provider: ProviderSettings | null
  /** Passwords and passkeys are refused, but for emergency accounts. */
  readonly onlyProvider: boolean
}

/** Passwords and passkeys, no provider: what holds without any setting. */
export const ownSignIn: SignInSettings = { provider: null, onlyProvider: false }

/** A setting that cannot be used: its variable and the rule, never the value. */
export type SettingFault = { readonly name: string; readonly message: string }

const isLoopback = (host: string) => ['127.0.0.1', 'localhost', '[::1]'].includes(host)

const issuer = z
  .url({ protocol: /^https?$/, error: 'must be an https address', abort: true })
  .refine((typed) => new URL(typed).protocol === 'https:' || isLoopback(new URL(typed).hostname), {
    error: 'must be https; plain http only on loopback',
  })
  .refine((typed) => !new URL(typed).search && !new URL(typed).hash, { error: 'must be an address without ? or #' })

const secondFactor = z
  .string()
  .transform((typed) => typed.split(/[\s,]+/).filter((one) => one !== ''))
  .pipe(z.array(z.string().regex(/^(acr|amr):.+$/, 'must be a list of acr:VALUE and amr:VALUE')))
  .transform((list) =>
    list.map((one) => ({ claim: one.startsWith('acr:') ? ('acr' as const) : ('amr' as const), value: one.slice(4) })),
  )

const schema = z.object({
  NQ15_SIGN_IN: z.enum(['all', 'oidc'], { error: 'must be all or oidc' }).default('all'),
  NQ15_OIDC_ISSUER: issuer.optional(),
  NQ15_OIDC_CLIENT_ID: z.string().optional(),
  NQ15_OIDC_CLIENT_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  NQ15_OIDC_LABEL: z.string().max(60, 'must have at most 60 characters').default('OpenID Connect'),
  NQ15_OIDC_SCOPE: z
    .string()
    .regex(/(^| )openid( |$)/, 'must contain openid')
    .default('openid profile'),
  NQ15_OIDC_USERNAME_CLAIM: z
    .string()
    .regex(/^[\w.:/-]{1,100}$/, 'must be the name of a claim')
    // An address is no username, and at many providers people change theirs themselves.
    .refine((claim) => !['email', 'name', 'nickname', 'sub'].includes(claim), {
      error: 'must be a claim that the provider keeps and that is a username',
    })
    .optional(),
  NQ15_OIDC_SECOND_FACTOR: secondFactor.default([]),
})

/** Reads the settings of the sign-in from variables, empty ones left out. All faults at once. */
export function readSignInSettings(
  given: Readonly<Record<string, string | undefined>>,
): Result<SignInSettings, { readonly code: 'settings-unusable'; readonly faults: readonly SettingFault[] }> {
  const parsed = schema.safeParse(given)
  const unusable = (faults: readonly SettingFault[]) => refuse({ code: 'settings-unusable', faults } as const)
  if (!parsed.success) {
    return unusable(parsed.error.issues.map(({ path, message }) => ({ name: path.join('.'), message })))
  }
  const read = parsed.data
  const needed = ['NQ15_OIDC_ISSUER', 'NQ15_OIDC_CLIENT_ID', 'NQ15_OIDC_CLIENT_SECRET'] as const
  const missing = needed.filter((name) => read[name] === undefined)
  const wanted = missing.length < needed.length || read.NQ15_SIGN_IN === 'oidc'
  if (!wanted) return ok(ownSignIn)
  const { NQ15_OIDC_ISSUER, NQ15_OIDC_CLIENT_ID, NQ15_OIDC_CLIENT_SECRET } = read
  if (!NQ15_OIDC_ISSUER || !NQ15_OIDC_CLIENT_ID || !NQ15_OIDC_CLIENT_SECRET) {
    const why = read.NQ15_SIGN_IN === 'oidc' ? 'NQ15_SIGN_IN=oidc needs it' : 'issuer, client id and secret go together'
    return unusable(missing.map((name) => ({ name, message: `is missing: ${why}` })))
  }
  return ok({
    onlyProvider: read.NQ15_SIGN_IN === 'oidc',
    provider: {
      issuer: NQ15_OIDC_ISSUER,
      clientId: NQ15_OIDC_CLIENT_ID,
      clientSecret: NQ15_OIDC_CLIENT_SECRET,
      label: read.NQ15_OIDC_LABEL,
      scope: read.NQ15_OIDC_SCOPE,
      usernameClaim: read.NQ15_OIDC_USERNAME_CLAIM ?? null,
      secondFactor: read.NQ15_OIDC_SECOND_FACTOR,
    },
  })
}
