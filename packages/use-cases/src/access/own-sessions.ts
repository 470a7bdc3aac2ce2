import { listLiveSessions, type SessionRow } from '@nq15/db/access/session.read'
import { deleteSession, deleteSessions } from '@nq15/db/access/session.write'
import { enterTrail, writeTrail } from '@nq15/db/access/trail.write'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { type Auth, absoluteHours } from './auth.ts'
import type { SignedIn } from './read-actor.ts'

/** Where one's own account is signed in, newest first; `current` is the place that asks. */
export async function listSessions(
  auth: Auth,
  { account, sessionId }: SignedIn,
): Promise<(SessionRow & { readonly current: boolean })[]> {
  const rows = await auth.db.asSignIn((tx) => listLiveSessions(tx, account.userId, absoluteHours))
  return rows.map((row) => ({ ...row, current: row.id === sessionId }))
}

/** Ends one of one's own sessions; another account's id is no session of this one. */
export async function revokeSession(
  auth: Auth,
  { account: { userId }, actor }: SignedIn,
  sessionId: string,
): Promise<Result<true, { readonly code: 'unknown-session' }>> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(sessionId)) return refuse({ code: 'unknown-session' })
  return auth.db.asSignIn(async (tx) => {
    await enterTrail(tx, { userId, requestId: actor.requestId })
    if (!(await deleteSession(tx, userId, sessionId))) return refuse({ code: 'unknown-session' })
    await writeTrail(tx, { action: 'session-revoked', recordTable: 'session', recordId: sessionId })
    return ok(true)
  })
}

/** Ends every session of one's own account but this one. Answers how many. */
export async function revokeOtherSessions(
  auth: Auth,
  { account: { userId }, sessionId, actor }: SignedIn,
): Promise<{ readonly ended: number }> {
  return auth.db.asSignIn(async (tx) => {
    await enterTrail(tx, { userId, requestId: actor.requestId })
    const ended = await deleteSessions(tx, userId, sessionId)
    await writeTrail(tx, { action: 'sessions-revoked', recordTable: 'user', recordId: userId, detail: { ended } })
    return { ended }
  })
}
