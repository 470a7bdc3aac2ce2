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

/** Empties uploads of imports that ended before a day, save those a hold keeps; answers how many imports were emptied. */
export async function deleteOldUploads(tx: Tx, _scope: Scope, before: Date): Promise<{ runs: number; held: number }> {
  const rows = await tx.$queryRaw<{ id: string; held: boolean }[]>`
    select n.id, app.is_held('import_run', n.id, n.organization_id) as held from import_run n
     where n.state in ('taken', 'abandoned', 'failed') and n.updated_at < ${before}
       and (exists (select from import_part p where p.run_id = n.id) or exists (select from import_row w where w.run_id = n.id))`
  const free = rows.filter(({ held }) => !held).map(({ id }) => id)
  if (free.length > 0) {
    await tx.$executeRaw`delete from import_part where run_id = any (${free}::uuid[])`
    await tx.$executeRaw`delete from import_row where run_id = any (${free}::uuid[])`
  }
  return { runs: free.length, held: rows.length - free.length }
}
