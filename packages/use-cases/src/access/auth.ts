import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import {
  ownSignIn,
  type PasskeyPlace,
  passkeyPlace,
  type Role,
  type SignInSettings,
  secondFactorByDefault,
} from '@nq15/domain/access'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { betterAuth } from 'better-auth/minimal'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { username } from 'better-auth/plugins/username'
import { enterSession, sessionFields } from './enter-session.ts'
import { createProvider, type Provider } from './provider.ts'
import { createSignInLimits, type LimitSettings, type SignInLimits } from './sign-in-limits.ts'

/** Hours after sign-in when a session ends whatever its use; the database says the same in `app.scope_of`. */
export const absoluteHours = 12

/** Minutes without use after which a session ends. */
export const idleMinutes = 60

export type AuthSettings = {
  /** Signs cookies and encrypts second factors; at least 32 characters. */
  readonly secret: string
  /** The address people open, `https://…` in real use: then cookies are for https only. */
  readonly publicUrl: string
  /** Roles that may do nothing before they have a second factor; the domain's list unless the operator has another. */
  readonly secondFactorRoles?: readonly Role[]
  readonly limits?: Partial<LimitSettings>
  /** Which ways of signing in are open; passwords and passkeys unless said otherwise. */
  readonly signIn?: SignInSettings
}

/** What the steps of the sign-in share: the database, the library behind it and the brakes. */
export type Auth = {
  readonly db: Database
  readonly library: Library
  readonly limits: SignInLimits
  readonly secondFactorRoles: readonly Role[]
  readonly secret: string
  /** The address people open, without a slash at its end. */
  readonly publicUrl: string
  /** The organization's provider of sign-in, where there is one. */
  readonly provider: Provider | null
  /** Passwords and passkeys open nothing but emergency accounts. */
  readonly onlyProvider: boolean
  /** Where passkeys belong; null where the address allows none, or the provider alone signs in. */
  readonly passkeys: PasskeyPlace | null
}

/**
 * Prepares the sign-in. Nothing of the library is reachable over HTTP: the web's routes call the use cases of this room,
 * so signing up, changing names and trusting devices do not exist. Nothing is sent anywhere but to the configured provider.
 */
export function createAuth(db: Database, settings: AuthSettings): Auth {
  const { secret, publicUrl, signIn = ownSignIn } = settings
  return {
    db,
    library: createLibrary(db, settings),
    secret,
    publicUrl: publicUrl.replace(/\/+$/, ''),
    provider: signIn.provider ? createProvider(signIn.provider) : null,
    onlyProvider: signIn.onlyProvider,
    passkeys: signIn.onlyProvider ? null : passkeyPlace(publicUrl),
    limits: createSignInLimits(db, secret, settings.limits),
    secondFactorRoles: settings.secondFactorRoles ?? secondFactorByDefault,
  }
}

type Library = ReturnType<typeof createLibrary>

/** The header in which the door's own finding of the caller's address is handed to the library. */
export const addressHeader = 'x-nq15-address'

function createLibrary(db: Database, { secret, publicUrl }: AuthSettings) {
  return betterAuth({
    appName: 'NQ15',
    baseURL: publicUrl,
    secret,
    trustedOrigins: [new URL(publicUrl).origin],
    database: prismaAdapter(db.signInClient, { provider: 'postgresql' }),
    user: { modelName: 'authUser' },
    session: {
      modelName: 'authSession',
      expiresIn: idleMinutes * 60,
      // Written at most once a minute, so that a busy page does not write with every click.
      updateAge: 60,
      additionalFields: sessionFields,
    },
    account: { modelName: 'authAccount' },
    verification: { modelName: 'authVerification' },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 1, maxPasswordLength: 512 },
    plugins: [
      enterSession(),
      username({ usernameValidator: () => true, minUsernameLength: 1, maxUsernameLength: 200 }),
      twoFactor({
        issuer: 'NQ15',
        schema: { twoFactor: { modelName: 'authTwoFactor' } },
        accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 900 },
      }),
    ],
    advanced: {
      cookiePrefix: 'nq15',
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    // Ours count names and addresses together and survive a restart.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // The trail holds who failed to sign in; the library's lines would only repeat it without an id.
    logger: { disabled: true },
  })
}
