import type { Tx } from '../client.ts'
import { isWithin } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

type OfCommittee = { readonly campaignId: string; readonly committeeId: string }

/** Whom some cases of a committee are about and in which cell, to name what stands in a decision's way. */
export async function nameCases(
  tx: Tx,
  scope: Scope,
  { campaignId, committeeId, caseIds }: OfCommittee & { caseIds: readonly string[] },
): Promise<{ id: string; fullName: string; organizationId: string }[]> {
  if (caseIds.length === 0 || !(await isWithin(tx, scope, committeeId))) return []
  return tx.ratingCase.findMany({
    where: { campaignId, committeeId, id: { in: [...caseIds] } },
    select: { id: true, fullName: true, organizationId: true },
    orderBy: [{ organizationId: 'asc' }, { positionInList: 'asc' }],
  })
}
