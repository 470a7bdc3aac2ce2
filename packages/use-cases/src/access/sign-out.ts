import { readIdToken } from '@nq15/db/access/session.read'
import { enterTrail, writeTrail } from '@nq15/db/access/trail.write'
import { buildEndSessionUrl } from 'openid-client'
import type { Auth } from './auth.ts'
import { readSession } from './read-session.ts'
import { openText } from './sealed-text.ts'

/**
 * Ends the session of a request. Answers the cookies that clear the browser, also when there was no session, and the page of
 * the provider that ends its session where the sign-in was there.
 */
export async function signOut(
  auth: Auth,
  { headers, requestId }: { readonly headers: Headers; readonly requestId: string },
): Promise<{ readonly setCookie: readonly string[]; readonly providerUrl: string | null }> {
  const { setCookie, idToken } = await auth.db.asSignIn(async (tx) => {
    const session = await readSession(auth, headers, false)
    const sealed = session?.method === 'oidc' ? await readIdToken(tx, session.id) : null
    if (session) {
      await enterTrail(tx, { userId: session.userId, requestId })
      await writeTrail(tx, { action: 'sign-out', recordTable: 'session', recordId: session.id })
    }
    const cookie = headers.get('cookie') ?? ''
    const { headers: answered } = await auth.library.api.signOut({
      headers: new Headers({ cookie }),
      returnHeaders: true,
    })
    return { setCookie: answered.getSetCookie(), idToken: sealed }
  })
  return { setCookie, providerUrl: idToken === null ? null : await endUrl(auth, idToken) }
}

/** Where the provider ends its own session (OpenID Connect RP-Initiated Logout 1.0); null where it offers nothing. */
async function endUrl(auth: Auth, sealed: string): Promise<string | null> {
  const found = await auth.provider?.find().catch(() => null)
  if (!found?.serverMetadata().end_session_endpoint) return null
  const idToken = await openText(auth, sealed)
  return buildEndSessionUrl(found, {
    post_logout_redirect_uri: `${auth.publicUrl}/sign-in?out=1`,
    ...(idToken === null ? {} : { id_token_hint: idToken }),
  }).href
}
