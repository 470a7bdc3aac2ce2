import { findAccountByUsername } from '@nq15/db/access/account.read'
import { findEmergency } from '@nq15/db/access/emergency.read'
import { enterTrail, writeTrail } from '@nq15/db/access/trail.write'
import { readUsername } from '@nq15/domain/access'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { APIError } from 'better-auth/api'
import { hashPassword } from 'better-auth/crypto'
import type { Auth } from './auth.ts'
import { openEmergencyAccount } from './open-emergency-account.ts'
import { callerHeaders } from './remember-sign-in.ts'

/** A request at the door of the sign-in. */
export type Visit = {
  readonly headers: Headers
  /** The caller's address as the door itself found it, never as the caller says. */
  readonly address: string
  readonly requestId: string
}

/** What the browser is told: its cookies, and whether a second step follows. */
export type SignInStep = { readonly next: 'done' | 'second-factor'; readonly setCookie: readonly string[] }

export type SignInRefusal =
  | { readonly code: 'wrong-credentials' }
  | { readonly code: 'too-many-attempts'; readonly retryAfterSeconds: number }

/**
 * Signs in by username and password. An unknown name, a closed account and a wrong password are one refusal and cost the
 * same work; where the provider alone signs in, every password but an emergency account's is wrong. Every attempt is in the
 * trail: by account when there is one, and never with what was typed.
 */
export async function signIn(
  auth: Auth,
  visit: Visit & { readonly username: string; readonly password: string },
): Promise<Result<SignInStep, SignInRefusal>> {
  const { address, password } = visit
  const read = readUsername(visit.username)
  const username = read.ok ? read.value : visit.username.trim().toLowerCase().slice(0, 200)
  const brake = await auth.limits.take(username, address)
  const account = await auth.db.asSignIn((tx) => findAccountByUsername(tx, username))
  if (!brake.open) {
    if (brake.crossed) await remember(auth, visit, { action: 'sign-in-braked', userId: account?.userId ?? null })
    return refuse({ code: 'too-many-attempts', retryAfterSeconds: brake.retryAfterSeconds })
  }

  const emergency = account && !account.disabled && (await auth.db.asSignIn((tx) => findEmergency(tx, account.userId)))
  const tried = emergency || (account && !account.disabled && !auth.onlyProvider)
  const answer = emergency
    ? await openEmergencyAccount(auth, visit, account.userId)
    : tried
      ? await tryPassword(auth, { ...visit, username })
      : null
  if (!answer) {
    if (!tried) await hashPassword(password.slice(0, 512))
    await auth.limits.failed(username, address, brake.attempt)
    await remember(auth, visit, { action: 'sign-in-failed', userId: account?.userId ?? null })
    return refuse({ code: 'wrong-credentials' })
  }
  await auth.limits.succeeded(username, address)
  // The cookies leave only after the trail holds the sign-in.
  await remember(auth, visit, {
    action: answer.token ? 'sign-in' : 'sign-in-first-step',
    userId: account?.userId ?? null,
    token: answer.token,
  })
  return ok({ next: answer.token ? 'done' : 'second-factor', setCookie: answer.setCookie })
}

async function tryPassword(
  auth: Auth,
  attempt: Visit & { readonly username: string; readonly password: string },
): Promise<{ token: string | null; setCookie: string[] } | null> {
  try {
    const { response, headers: answered } = await auth.library.api.signInUsername({
      body: { username: attempt.username, password: attempt.password },
      headers: callerHeaders(attempt),
      returnHeaders: true,
    })
    const token = response && 'token' in response && typeof response.token === 'string' ? response.token : null
    return { token, setCookie: answered.getSetCookie() }
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) return null
    throw error
  }
}

type Memory = { readonly action: string; readonly userId: string | null; readonly token?: string | null }

async function remember(auth: Auth, visit: Visit, { action, userId, token = null }: Memory): Promise<void> {
  await auth.db.asSignIn(async (tx) => {
    const session = token ? await tx.authSession.findUnique({ where: { token }, select: { id: true } }) : null
    await enterTrail(tx, { userId, requestId: visit.requestId })
    await writeTrail(tx, {
      action,
      recordTable: session ? 'session' : 'user',
      recordId: session ? session.id : userId,
      detail: { address: visit.address },
    })
  })
}
