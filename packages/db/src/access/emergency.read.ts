import { type Role, roleSchema } from '@nq15/domain/access'
import type { Tx } from '../client.ts'

/** An emergency account with its seal. */
export type EmergencyRow = {
  readonly userId: string
  readonly slot: number
  readonly username: string
  readonly displayName: string
  readonly role: Role
  readonly organizationId: string | null
  readonly hours: number
  readonly disabled: boolean
  readonly sealedAt: Date
  readonly openedAt: Date | null
  readonly closesAt: Date | null
}

/** The emergency accounts, two at most, in the order of their slots. */
export async function listEmergencies(tx: Tx): Promise<EmergencyRow[]> {
  const rows = await tx.accessEmergency.findMany({
    include: { account: { select: { displayName: true, disabledAt: true, user: { select: { username: true } } } } },
    orderBy: { slot: 'asc' },
  })
  return rows.map(({ account, role, ...row }) => ({
    ...row,
    role: roleSchema.parse(role),
    username: account.user.username,
    displayName: account.displayName,
    disabled: account.disabledAt !== null,
  }))
}

/** Whether an account is one of the two, and when its use closes; null for every other account. */
export async function findEmergency(
  tx: Tx,
  userId: string,
): Promise<{ readonly openedAt: Date | null; readonly closesAt: Date | null } | null> {
  return tx.accessEmergency.findUnique({ where: { userId }, select: { openedAt: true, closesAt: true } })
}
