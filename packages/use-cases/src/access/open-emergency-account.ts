import { readPasswordHash } from '@nq15/db/access/account.read'
import { openEmergency } from '@nq15/db/access/emergency.write'
import { enterTrail, writeTrail } from '@nq15/db/access/trail.write'
import { insertEvent } from '@nq15/db/events/outbox.write'
import { readPayload } from '@nq15/domain/events'
import { verifyPassword } from 'better-auth/crypto'
import type { Auth } from './auth.ts'
import { callerHeaders } from './remember-sign-in.ts'
import type { Visit } from './sign-in.ts'

/**
 * Opens an emergency account with the passphrase from its envelope: no second factor, for the hours it was sealed with. The
 * first use and every further one stand in the trail, and administrators and auditors are told. Null for a wrong passphrase,
 * and for a right one whose use is over.
 */
export async function openEmergencyAccount(
  auth: Auth,
  visit: Visit & { readonly password: string },
  userId: string,
): Promise<{ readonly token: string; readonly setCookie: string[] } | null> {
  const hash = await auth.db.asSignIn((tx) => readPasswordHash(tx, userId))
  if (!hash || !(await verifyPassword({ hash, password: visit.password }))) return null
  return auth.db.asSignIn(async (tx) => {
    await enterTrail(tx, { userId, requestId: visit.requestId })
    const open = await openEmergency(tx, userId)
    const action = open ? (open.first ? 'emergency-opened' : 'emergency-used') : 'emergency-spent'
    await writeTrail(tx, { action, recordTable: 'user', recordId: userId, detail: { address: visit.address } })
    if (!open) return null
    // Each use is told, not only the first. Whoever signs in has no scope yet, so the event is written as it is.
    await insertEvent(tx, {
      type: 'access.emergency-opened',
      organizationId: null,
      recordTable: 'access_account',
      recordId: userId,
      payload: readPayload('access.emergency-opened', { userId, until: open.closesAt.toISOString() }),
    })
    const { response, headers } = await auth.library.api.enterSession({
      body: { userId, method: 'emergency', secondFactor: false },
      headers: callerHeaders(visit),
      returnHeaders: true,
    })
    return { token: response.token, setCookie: headers.getSetCookie() }
  })
}
