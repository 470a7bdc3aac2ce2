import type { LateReason } from '@nq15/domain/monitoring'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'
import type { FrozenFigures, FrozenRow } from './watch-quarter.read.ts'

/** Keeps what is prepared for a quarter: who prepared it and the reasons for differences; false when it changed since. */
export async function keepWatchQuarter(
  tx: Tx,
  _scope: Scope,
  kept: {
    readonly listId: string
    readonly organizationId: string
    readonly year: number
    readonly quarter: number
    readonly reasons: readonly LateReason[]
    readonly preparedBy: string
    readonly preparedByName: string
    /** Null for the first time. */
    readonly version: number | null
  },
): Promise<boolean> {
  const { version, reasons, listId, year, quarter, ...rest } = kept
  if (version === null) {
    const made = await tx.watchQuarter.createMany({
      data: [{ ...rest, listId, year, quarter, id: newId(), reasons: [...reasons] }],
      skipDuplicates: true,
    })
    return made.count === 1
  }
  const { preparedBy, preparedByName } = rest
  const { count } = await tx.watchQuarter.updateMany({
    where: { listId, year, quarter, version, signedAt: null },
    data: { reasons: [...reasons], preparedBy, preparedByName, version: { increment: 1 } },
  })
  return count === 1
}

/** Freezes a quarter with its figures and rows; false when it changed since. */
export async function freezeWatchQuarter(
  tx: Tx,
  _scope: Scope,
  frozen: {
    readonly quarterId: string
    readonly version: number
    readonly figures: FrozenFigures
    readonly rows: readonly FrozenRow[]
    readonly contentHash: string
    readonly signedBy: string
    readonly signedByName: string
    readonly signedAt: Date
  },
): Promise<boolean> {
  const { quarterId, version, rows, ...rest } = frozen
  const { count } = await tx.watchQuarter.updateMany({
    where: { id: quarterId, version, signedAt: null },
    data: { ...rest, rows: [...rows], version: { increment: 1 } },
  })
  return count === 1
}
