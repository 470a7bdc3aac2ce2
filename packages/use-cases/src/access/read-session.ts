import { demandRightClock } from '@nq15/db/operations/server-clock.read'
import { type Auth, absoluteHours } from './auth.ts'
import { type SessionMethod, sessionMethods } from './enter-session.ts'

/** A session that holds now, found by the cookie of a request. */
export type LiveSession = {
  readonly id: string
  readonly token: string
  readonly userId: string
  readonly method: SessionMethod
  /** A second factor was used when it was opened. */
  readonly secondFactor: boolean
  readonly since: Date
  /** Cookies to be set when the idle limit slid on. */
  readonly setCookie: readonly string[]
}

/**
 * Reads the session of a request's cookie; null when there is none, it is past its idle or absolute limit or was revoked.
 * Whoever would be signed out while this program's clock is wrong keeps the session, and `WrongClock` is thrown: a clock that was set
 * in the middle of a request is no end of a session, nor may it move an idle limit.
 * `slide` moves the idle limit on (the web does, once a minute; monitor never, since its answer carries no cookie).
 */
export async function readSession(auth: Auth, headers: Headers, slide: boolean): Promise<LiveSession | null> {
  const cookie = headers.get('cookie')
  if (!cookie) return null
  return auth.db.asSignIn(async (tx) => {
    const { response: found, headers: answered } = await auth.library.api
      .getSession({
        headers: new Headers({ cookie }),
        query: { disableRefresh: !slide },
        returnHeaders: true,
      })
      .catch(async (error) => {
        // The library hides why it could not read; where the database went, the transaction says so itself.
        await tx.$queryRaw`select 1`
        throw error
      })
    if (!found || answered.getSetCookie().length > 0) await demandRightClock(tx)
    if (!found) return null
    const { id, token, userId, createdAt } = found.session
    if (createdAt.getTime() + absoluteHours * 3_600_000 <= Date.now()) {
      await demandRightClock(tx)
      await tx.authSession.deleteMany({ where: { id } })
      return null
    }
    return {
      id,
      token,
      userId,
      method: sessionMethods.find((one) => one === found.session.method) ?? 'password',
      secondFactor: found.session.secondFactor === true,
      since: createdAt,
      setCookie: answered.getSetCookie(),
    }
  })
}
