import { createHash } from 'node:crypto'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'

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

/** Notes on a session made just now how it was opened. Answers its id; null when there is none of that token. */
export async function noteSession(
  tx: Tx,
  token: string,
  note: { readonly method?: 'oidc'; readonly secondFactor: boolean; readonly idToken?: string | null },
): Promise<string | null> {
  const { count } = await tx.authSession.updateMany({ where: { token }, data: note })
  if (count === 0) return null
  const found = await tx.authSession.findUnique({ where: { token }, select: { id: true } })
  return found?.id ?? null
}

/** Keeps what a half-done sign-in must remember until its second step. */
export async function keepChallenge(tx: Tx, challenge: { identifier: string; value: string; expiresAt: Date }) {
  await tx.authVerification.create({ data: { id: newId(), ...challenge } })
}

/** Gives back what a half-done sign-in remembered, once; null when nothing. */
export async function takeChallenge(tx: Tx, identifier: string): Promise<string | null> {
  const found = await tx.authVerification.findFirst({ where: { identifier, expiresAt: { gt: new Date() } } })
  if (!found) return null
  const { count } = await tx.authVerification.deleteMany({ where: { id: found.id } })
  return count === 1 ? found.value : null
}

/** Ends the sessions of an account that were opened in one way, but for the one named. Answers how many. */
export async function deleteSessionsOfMethod(
  tx: Tx,
  userId: string,
  { method, except = null }: { readonly method: 'oidc' | 'passkey'; readonly except?: string | null },
): Promise<number> {
  const { count } = await tx.authSession.deleteMany({
    where: { userId, method, ...(except === null ? {} : { id: { not: except } }) },
  })
  return count
}
