import type { CellFileEvent, CellFileState } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'
import type { CellFile } from './cell-file.read.ts'

export type FileStep = {
  readonly file: Pick<CellFile, 'id' | 'organizationId' | 'state' | 'version'>
  readonly event: CellFileEvent
  readonly to: CellFileState
  readonly reason: string | null
  readonly at: Date
  readonly onDay: LegalDay
}

/**
 * Holds a cell's file until the transaction ends, so that typing, moving and counting in one cell follow each other. Whoever
 * changes anything of a file calls this before he reads it.
 */
export async function lockCellFile(
  tx: Tx,
  _scope: Scope,
  { campaignId, organizationId }: { campaignId: string; organizationId: string },
): Promise<void> {
  await tx.$queryRaw`select 1 from rating_cell_file
    where campaign_id = ${campaignId}::uuid and organization_id = ${organizationId}::uuid for update`
}

/** Holds every file a committee decides on, always in the same order. */
export async function lockCommitteeFiles(
  tx: Tx,
  _scope: Scope,
  { campaignId, committeeId }: { campaignId: string; committeeId: string },
): Promise<void> {
  await tx.$queryRaw`select 1 from rating_cell_file
    where campaign_id = ${campaignId}::uuid and committee_id = ${committeeId}::uuid order by id for update`
}

/** Moves a file on and writes the step beside it; false when somebody else moved it meanwhile. */
export async function stepCellFile(
  tx: Tx,
  scope: Scope,
  { file, event, to, reason, at, onDay }: FileStep,
): Promise<boolean> {
  const { count } = await tx.ratingCellFile.updateMany({
    where: { id: file.id, version: file.version },
    data: { state: to, returnReason: to === 'returned' ? reason : null, version: { increment: 1 }, updatedAt: at },
  })
  if (count === 0) return false
  await tx.ratingCellFileEvent.createMany({
    data: {
      id: newId(),
      fileId: file.id,
      organizationId: file.organizationId,
      fromState: file.state,
      toState: to,
      event,
      reason,
      byUserId: scope.actor.userId,
      byName: scope.actor.name,
      at,
      onDay: dateOf(onDay),
    },
  })
  return true
}
