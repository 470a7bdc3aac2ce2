import type { BetterAuthPlugin } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { generateRandomString } from 'better-auth/crypto'
import { z } from 'zod'

/** How a session was opened. */
export const sessionMethods = ['password', 'oidc', 'passkey', 'emergency'] as const
export type SessionMethod = (typeof sessionMethods)[number]

/** What the library keeps of a session beside its own fields; the migration has the same columns. */
export const sessionFields = {
  method: { type: 'string', required: false, input: false },
  secondFactor: { type: 'boolean', required: false, input: false },
} as const

/** Seconds in which a second step may follow the first, as the library's own second step has it. */
const challengeSeconds = 600

/**
 * Sessions for whoever proved himself in another way than by the library's password. Called by the use cases of this room
 * only; nothing of the library is reachable over HTTP.
 */
export const enterSession = () =>
  ({
    id: 'nq15-enter-session',
    endpoints: {
      enterSession: createAuthEndpoint(
        '/nq15/enter-session',
        {
          method: 'POST',
          body: z.object({ userId: z.string(), method: z.enum(sessionMethods), secondFactor: z.boolean() }),
          metadata: { SERVER_ONLY: true },
        },
        async (ctx) => {
          const { userId, method, secondFactor } = ctx.body
          const { internalAdapter } = ctx.context
          const user = await internalAdapter.findUserById(userId)
          const session = user && (await internalAdapter.createSession(userId, false, { method, secondFactor }))
          if (!session) throw new Error('the library made no session')
          await setSessionCookie(ctx, { session, user })
          return ctx.json({ token: session.token })
        },
      ),
      /** Asks for the library's second step without a password before it. */
      beginSecondStep: createAuthEndpoint(
        '/nq15/begin-second-step',
        { method: 'POST', body: z.object({ userId: z.string() }), metadata: { SERVER_ONLY: true } },
        async (ctx) => {
          const { internalAdapter, secret } = ctx.context
          const identifier = `2fa-${generateRandomString(20)}`
          const expiresAt = new Date(Date.now() + challengeSeconds * 1_000)
          await internalAdapter.createVerificationValue({ identifier, value: ctx.body.userId, expiresAt })
          await internalAdapter.createVerificationValue({
            identifier: `2fa-attempts-${identifier}`,
            value: '0',
            expiresAt,
          })
          const cookie = ctx.context.createAuthCookie('two_factor', { maxAge: challengeSeconds })
          await ctx.setSignedCookie(cookie.name, identifier, secret, cookie.attributes)
          return ctx.json({ identifier, expiresAt })
        },
      ),
    },
  }) satisfies BetterAuthPlugin
