import { readStanding } from '@nq15/db/access/account.read'
import { listLiveSessions } from '@nq15/db/access/session.read'
import { deleteSession, spendCode } from '@nq15/db/access/session.write'
import { enterTrail, writeTrail } from '@nq15/db/access/trail.write'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { APIError } from 'better-auth/api'
import { type Auth, absoluteHours, addressHeader } from './auth.ts'
import { readSession } from './read-session.ts'
import type { Visit } from './sign-in.ts'

export type ConfirmRefusal =
  | { readonly code: 'signed-out' }
  | { readonly code: 'second-factor-on' }
  | { readonly code: 'wrong-code' }
  | { readonly code: 'too-many-attempts'; readonly retryAfterSeconds: number }

/** Turns the second factor on with a first code of it. The session is made anew; all others of the account end. */
export async function confirmSecondFactor(
  auth: Auth,
  visit: Visit & { readonly code: string },
): Promise<Result<{ readonly setCookie: readonly string[] }, ConfirmRefusal>> {
  const { headers, address, requestId } = visit
  const code = visit.code.replace(/\s/g, '')
  const session = await readSession(auth, headers, false)
  if (!session) return refuse({ code: 'signed-out' })
  const { userId } = session
  const standing = await auth.db.asSignIn((tx) => readStanding(tx, userId))
  if (standing?.hasSecondFactor) return refuse({ code: 'second-factor-on' })
  const brake = await auth.limits.take(`confirm ${userId}`, address)
  if (!brake.open) return refuse({ code: 'too-many-attempts', retryAfterSeconds: brake.retryAfterSeconds })

  const confirmed = await auth.db.asSignIn(async (tx) => {
    await enterTrail(tx, { userId, requestId })
    const before = await listLiveSessions(tx, userId, absoluteHours)
    const answer = await tryCode(auth, { cookie: headers.get('cookie') ?? '', address, code })
    if (!answer) {
      await writeTrail(tx, {
        action: 'second-factor-failed',
        recordTable: 'user',
        recordId: userId,
        detail: { address },
      })
      return null
    }
    await spendCode(tx, userId, { code, until: new Date(Date.now() + 180_000) })
    // The library has made a new session for this browser; those from before knew no second factor.
    for (const { id } of before) await deleteSession(tx, userId, id)
    await tx.authSession.updateMany({ where: { userId }, data: { secondFactor: true } })
    await writeTrail(tx, { action: 'second-factor-on', recordTable: 'user', recordId: userId })
    return answer
  })
  if (!confirmed) return refuse({ code: 'wrong-code' })
  await auth.limits.succeeded(`confirm ${userId}`, address)
  return ok(confirmed)
}

async function tryCode({ library }: Auth, asked: { cookie: string; address: string; code: string }) {
  try {
    const { headers } = await library.api.verifyTOTP({
      body: { code: asked.code },
      headers: new Headers({ cookie: asked.cookie, [addressHeader]: asked.address }),
      returnHeaders: true,
    })
    return { setCookie: headers.getSetCookie() }
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) return null
    throw error
  }
}
