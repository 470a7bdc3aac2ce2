import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

export type NewHold = {
  readonly organizationId: string
  readonly recordTable: string
  readonly recordId: string | null
  readonly reason: string
  readonly decisionNumber: string
  readonly decidedOn: LegalDay
}

/** Sets a hold by a decision. */
export async function insertHold(tx: Tx, { actor }: Scope, hold: NewHold): Promise<void> {
  await tx.privacyHold.createMany({
    data: {
      ...hold,
      id: newId(),
      decidedOn: dateOf(hold.decidedOn),
      setBy: actor.userId,
      setByName: actor.name,
      setAt: new Date(),
    },
  })
}

type Lifting = {
  readonly id: string
  readonly version: number
  readonly liftedNumber: string
  readonly liftedOn: LegalDay
}

/** Lifts a hold by a decision; false when it was lifted meanwhile. */
export async function liftHoldRow(
  tx: Tx,
  { actor }: Scope,
  { id, version, liftedNumber, liftedOn }: Lifting,
): Promise<boolean> {
  const { count } = await tx.privacyHold.updateMany({
    where: { id, version, liftedAt: null },
    data: {
      liftedNumber,
      liftedOn: dateOf(liftedOn),
      liftedBy: actor.userId,
      liftedByName: actor.name,
      liftedAt: new Date(),
      version: { increment: 1 },
    },
  })
  return count === 1
}

/** Empties uploads of imports that ended before a moment, save those a hold keeps; for a service only. */
export async function deleteOldUploads(tx: Tx, _scope: Scope, before: Date): Promise<{ runs: number; held: number }> {
  const [row] = await tx.$queryRaw<{ emptied: number; held: number }[]>`
    select emptied, held from app.empty_old_uploads(${before}::timestamptz)`
  return { runs: row?.emptied ?? 0, held: row?.held ?? 0 }
}
