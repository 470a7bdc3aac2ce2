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
