import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'

/** Keeps a new address of the calendar by the hash of its secret. */
export async function insertFeed(
  tx: Tx,
  { actor }: Scope,
  of: {
    readonly organizationId: string
    readonly head: string | null
    readonly label: string
    readonly tokenHash: string
  },
): Promise<void> {
  await tx.receptionFeed.createMany({
    data: [{ ...of, id: newId(), madeBy: actor.userId, madeByName: actor.name }],
  })
}

/** Revokes an address; false when it was revoked before or is not of the actor's unit. */
export async function revokeFeed(tx: Tx, _scope: Scope, { feedId }: { readonly feedId: string }): Promise<boolean> {
  const { count } = await tx.receptionFeed.updateMany({
    where: { id: feedId, revokedAt: null },
    data: { revokedAt: new Date() },
  })
  return count === 1
}
