import type { Acknowledgement } from '@nq15/domain/ratings'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'
import { afterTables } from './after-tables.ts'

/** Keeps the decider's answer to a check; a second answer to the same figures replaces the reason of the first. */
export async function storeAcknowledgement(
  tx: Tx,
  scope: Scope,
  {
    campaignId,
    committeeId,
    at,
    ...answer
  }: Acknowledgement & { readonly campaignId: string; readonly committeeId: string; readonly at: Date },
): Promise<void> {
  const { actor } = scope
  const table = afterTables(tx, scope).acknowledgement
  const { code, aboutId, seen, reason } = answer
  const who = { reason, byUserId: actor.userId, byName: actor.name, at }
  const key = { campaignId, organizationId: committeeId, code, aboutId, seen }
  const { count } = await table.updateMany({ where: key, data: who })
  if (count === 0) await table.createMany({ data: [{ id: newId(), ...key, ...who }] })
}
