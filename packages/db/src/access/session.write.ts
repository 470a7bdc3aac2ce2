import { createHash } from 'node:crypto'
import type { Tx } from '../client.ts'

/** Ends one session of an account; false when it has no such session. */
export async function deleteSession(tx: Tx, userId: string, sessionId: string): Promise<boolean> {
  const { count } = await tx.authSession.deleteMany({ where: { id: sessionId, userId } })
  return count > 0
}

/** Ends the sessions of an account, all of them or all but one. Answers how many. */
export async function deleteSessions(tx: Tx, userId: string, except: string | null): Promise<number> {
  const { count } = await tx.authSession.deleteMany({
    where: { userId, ...(except === null ? {} : { id: { not: except } }) },
  })
  return count
}

/** Removes sessions and half-done sign-ins that ended before `before`; nothing reads them any more. */
export async function deleteEndedSessions(tx: Tx, before: Date): Promise<number> {
  const sessions = await tx.authSession.deleteMany({ where: { expiresAt: { lt: before } } })
  await tx.authVerification.deleteMany({ where: { expiresAt: { lt: before } } })
  await tx.authSignInLimit.deleteMany({ where: { expire: { lt: before } } })
  return sessions.count
}

/** Remembers that a code was used until `until`; false when it was used already. */
export async function spendCode(tx: Tx, userId: string, spent: { code: string; until: Date }): Promise<boolean> {
  const key = `spent:${createHash('sha256').update(`${userId}:${spent.code}`).digest('hex')}`
  const { count } = await tx.authSignInLimit.createMany({
    data: [{ key, points: 1, expire: spent.until }],
    skipDuplicates: true,
  })
  return count === 1
}
