import type { WatchRules } from '@nq15/domain/monitoring'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

type Kept = { readonly name: string; readonly rules: WatchRules }

/** Puts up a new list of an organization. */
export async function insertWatchList(
  tx: Tx,
  scope: Scope,
  { listId, organizationId, name, rules }: Kept & { readonly listId: string; readonly organizationId: string },
): Promise<void> {
  await tx.watchList.createMany({
    data: [{ id: listId, organizationId, name, rules, updatedByName: scope.actor.name }],
  })
}

/** Changes a list's name and rules; false when somebody else has changed it since. */
export async function updateWatchList(
  tx: Tx,
  scope: Scope,
  { listId, version, name, rules }: Kept & { readonly listId: string; readonly version: number },
): Promise<boolean> {
  const { count } = await tx.watchList.updateMany({
    where: { id: listId, version },
    data: { name, rules, updatedByName: scope.actor.name, updatedAt: new Date(), version: { increment: 1 } },
  })
  return count === 1
}
