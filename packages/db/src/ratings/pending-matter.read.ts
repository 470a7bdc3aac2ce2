import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'
import { kindOf } from './after-tables.ts'
import { isWithinOnce } from './within-once.ts'

/**
 * The cases of a committee about which a complaint, a denunciation or a proceeding is being settled, each with a mark that moves
 * when what is settled moves. What it is, who sent it and who works on it stay in their rooms.
 */
export async function listPendingMatters(
  tx: Tx,
  scope: Scope,
  { campaignId, committeeId }: { campaignId: string; committeeId: string },
): Promise<ReadonlyMap<string, string>> {
  if (!(await isWithinOnce(tx, scope, committeeId))) return new Map()
  const rows = await tx.$queryRaw<{ caseId: string; mark: string }[]>`
    select case_id as "caseId", mark
      from app.pending_matters(${kindOf(scope)}, ${campaignId}::uuid, ${committeeId}::uuid)`
  return new Map(rows.map(({ caseId, mark }) => [caseId, mark]))
}
