import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'

/**
 * Links an identity to an account; `linkedBy` is the administrator, null where the provider's claim said it. False when the
 * identity or the account is linked already.
 */
export async function insertIdentity(
  tx: Tx,
  identity: {
    readonly userId: string
    readonly issuer: string
    readonly subject: string
    readonly linkedBy: string | null
  },
): Promise<boolean> {
  const origin = identity.linkedBy === null ? 'claim' : 'administrator'
  const { count } = await tx.accessIdentity.createMany({
    data: [{ id: newId(), origin, ...identity }],
    skipDuplicates: true,
  })
  return count === 1
}

/** Takes the link to a provider away; false when there is none. */
export async function unlinkIdentity(tx: Tx, userId: string, issuer: string): Promise<boolean> {
  const { count } = await tx.accessIdentity.updateMany({
    where: { userId, issuer, unlinkedAt: null },
    data: { unlinkedAt: new Date() },
  })
  return count > 0
}
