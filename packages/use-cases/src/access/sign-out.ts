import { enterTrail, writeTrail } from '@nq15/db/access/trail.write'
import type { Auth } from './auth.ts'
import { readSession } from './read-session.ts'

/** Ends the session of a request. Answers the cookies that clear the browser, also when there was no session. */
export async function signOut(
  auth: Auth,
  { headers, requestId }: { readonly headers: Headers; readonly requestId: string },
): Promise<{ readonly setCookie: readonly string[] }> {
  return auth.db.asSignIn(async (tx) => {
    const session = await readSession(auth, headers, false)
    if (session) {
      await enterTrail(tx, { userId: session.userId, requestId })
      await writeTrail(tx, { action: 'sign-out', recordTable: 'session', recordId: session.id })
    }
    const cookie = headers.get('cookie') ?? ''
    const { headers: answered } = await auth.library.api.signOut({
      headers: new Headers({ cookie }),
      returnHeaders: true,
    })
    return { setCookie: answered.getSetCookie() }
  })
}
