import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** The last slot of each name that was done to its end. */
export async function readDoneSlots(tx: Tx, _scope: Scope): Promise<ReadonlyMap<string, Date>> {
  const rows = await tx.jobClock.findMany({
    where: { doneSlot: { not: null } },
    select: { name: true, doneSlot: true },
  })
  return new Map(rows.flatMap(({ name, doneSlot }) => (doneSlot ? [[name, doneSlot] as const] : [])))
}
