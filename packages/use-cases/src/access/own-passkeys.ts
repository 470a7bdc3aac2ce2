import { listPasskeys, type PasskeyRow } from '@nq15/db/access/passkey.read'
import { deletePasskey } from '@nq15/db/access/passkey.write'
import { deleteSessionsOfMethod } from '@nq15/db/access/session.write'
import { enterTrail, writeTrail } from '@nq15/db/access/trail.write'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import type { Auth } from './auth.ts'
import type { SignedIn } from './read-actor.ts'

/** The passkeys of one's own account, oldest first. */
export const listOwnPasskeys = (auth: Auth, { account }: SignedIn): Promise<PasskeyRow[]> =>
  auth.db.asSignIn((tx) => listPasskeys(tx, account.userId))

/** Removes one of one's own passkeys and ends the other sessions that passkeys opened; another account's is none of this one. */
export async function removePasskey(
  auth: Auth,
  { account: { userId }, actor, sessionId }: SignedIn,
  id: string,
): Promise<Result<true, { readonly code: 'unknown-passkey' }>> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return refuse({ code: 'unknown-passkey' })
  return auth.db.asSignIn(async (tx) => {
    await enterTrail(tx, { userId, requestId: actor.requestId })
    if (!(await deletePasskey(tx, userId, id))) return refuse({ code: 'unknown-passkey' })
    await deleteSessionsOfMethod(tx, userId, { method: 'passkey', except: sessionId })
    await writeTrail(tx, { action: 'passkey-removed', recordTable: 'user', recordId: userId })
    return ok(true)
  })
}
