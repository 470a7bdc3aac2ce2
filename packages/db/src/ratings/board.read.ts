import type { Tx } from '../client.ts'
import { isWithin } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

type OfCommittee = { readonly campaignId: string; readonly committeeId: string }

/** Who heads each cell of a committee, as it was frozen: cell id → name. */
export async function listCellHeads(
  tx: Tx,
  scope: Scope,
  { campaignId, committeeId }: OfCommittee,
): Promise<Map<string, string>> {
  if (!(await isWithin(tx, scope, committeeId))) return new Map()
  const rows = await tx.ratingCase.findMany({
    where: { campaignId, committeeId, isHead: true },
    select: { organizationId: true, fullName: true },
    orderBy: { positionInList: 'desc' },
  })
  return new Map(rows.map(({ organizationId, fullName }) => [organizationId, fullName]))
}

/** The reasons a committee's office gave last when it returned files, newest first, each once. */
export async function listReturnReasons(
  tx: Tx,
  scope: Scope,
  { campaignId, committeeId, limit }: OfCommittee & { limit: number },
): Promise<string[]> {
  if (!(await isWithin(tx, scope, committeeId))) return []
  const rows = await tx.$queryRaw<{ reason: string }[]>`
    select e.reason from rating_cell_file_event e join rating_cell_file f on f.id = e.file_id
     where f.campaign_id = ${campaignId}::uuid and f.committee_id = ${committeeId}::uuid and e.event = 'return' and e.reason is not null
     group by e.reason order by max(e.at) desc limit ${limit}`
  return rows.map(({ reason }) => reason)
}

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
