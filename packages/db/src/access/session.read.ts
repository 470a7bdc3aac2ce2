import type { Tx } from '../client.ts'

/** A place where an account is signed in. */
export type SessionRow = {
  readonly id: string
  readonly since: Date
  readonly lastSeen: Date
  readonly address: string | null
  readonly device: string | null
}

/** Sessions of an account that still hold, newest first. `absoluteHours` is the limit since sign-in. */
export async function listLiveSessions(tx: Tx, userId: string, absoluteHours: number): Promise<SessionRow[]> {
  const now = Date.now()
  const rows = await tx.authSession.findMany({
    where: { userId, expiresAt: { gt: new Date(now) }, createdAt: { gt: new Date(now - absoluteHours * 3_600_000) } },
    select: { id: true, createdAt: true, updatedAt: true, ipAddress: true, userAgent: true },
    orderBy: { createdAt: 'desc' },
  })
  return rows.map(({ id, createdAt, updatedAt, ipAddress, userAgent }) => ({
    id,
    since: createdAt,
    lastSeen: updatedAt,
    address: ipAddress || null,
    device: userAgent || null,
  }))
}

/** What the provider signed when this session was opened, still encrypted; null for every other way of signing in. */
export async function readIdToken(tx: Tx, sessionId: string): Promise<string | null> {
  const found = await tx.authSession.findUnique({ where: { id: sessionId }, select: { idToken: true } })
  return found?.idToken ?? null
}
