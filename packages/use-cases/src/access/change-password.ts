import { readPasswordHash, readStanding } from '@nq15/db/access/account.read'
import { replacePassword } from '@nq15/db/access/account.write'
import { deleteSessions } from '@nq15/db/access/session.write'
import { enterTrail, writeTrail } from '@nq15/db/access/trail.write'
import { type AccountRefusal, checkNewPassword } from '@nq15/domain/access'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import type { Auth } from './auth.ts'
import { type LiveSession, readSession } from './read-session.ts'
import type { Visit } from './sign-in.ts'

export type ChangePasswordRefusal =
  | AccountRefusal
  | { readonly code: 'signed-out' | 'emergency-account' }
  | { readonly code: 'wrong-password' }
  | { readonly code: 'too-many-attempts'; readonly retryAfterSeconds: number }

/** Changes one's own password, which the first one must be; every other session of the account ends. */
export async function changePassword(
  auth: Auth,
  visit: Visit & { readonly current: string; readonly next: string },
): Promise<Result<true, ChangePasswordRefusal>> {
  const { current, next, headers } = visit
  const session = await readSession(auth, headers, false)
  const standing = session && (await auth.db.asSignIn((tx) => readStanding(tx, session.userId)))
  if (!session || !standing || standing.disabled) return refuse({ code: 'signed-out' })
  if (session.method === 'emergency') return refuse({ code: 'emergency-account' })
  const allowed = checkNewPassword({ username: standing.username, password: next, before: current })
  if (!allowed.ok) return allowed
  const before = await checkOwnPassword(auth, session, { password: current, visit })
  if (!before.ok) return before

  const after = await hashPassword(next)
  const changed = await auth.db.asSignIn(async (tx) => {
    const { userId, id } = session
    await enterTrail(tx, { userId, requestId: visit.requestId })
    if (!(await replacePassword(tx, userId, { before: before.value, after, mustChange: false }))) return false
    const ended = await deleteSessions(tx, userId, id)
    await writeTrail(tx, { action: 'password-changed', recordTable: 'user', recordId: userId, detail: { ended } })
    return true
  })
  return changed ? ok(true) : refuse({ code: 'wrong-password' })
}

/** Asks for the password again before a sensitive step; answers its stored hash. Guessing is braked as at the sign-in. */
export async function checkOwnPassword(
  auth: Auth,
  { userId }: LiveSession,
  { password, visit }: { readonly password: string; readonly visit: Visit },
): Promise<Result<string, Extract<ChangePasswordRefusal, { code: 'wrong-password' | 'too-many-attempts' }>>> {
  const { address, requestId } = visit
  const brake = await auth.limits.take(userId, address)
  if (!brake.open) return refuse({ code: 'too-many-attempts', retryAfterSeconds: brake.retryAfterSeconds })
  const hash = await auth.db.asSignIn((tx) => readPasswordHash(tx, userId))
  if (hash && (await verifyPassword({ hash, password }))) {
    await auth.limits.succeeded(userId, address)
    return ok(hash)
  }
  await auth.limits.failed(userId, address, brake.attempt)
  await auth.db.asSignIn(async (tx) => {
    await enterTrail(tx, { userId, requestId })
    await writeTrail(tx, { action: 'password-wrong', recordTable: 'user', recordId: userId, detail: { address } })
  })
  return refuse({ code: 'wrong-password' })
}
