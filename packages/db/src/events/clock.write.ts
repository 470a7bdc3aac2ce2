import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** A slot of work by the clock: its name and when it was due. */
export type ClockSlot = { readonly name: string; readonly slot: Date }

/**
 * Takes up a slot: false when it is done, or begun by another process less than `leaseSeconds` ago. A process that died
 * holds it no longer than that.
 */
export async function beginSlot(
  tx: Tx,
  _scope: Scope,
  { name, slot }: ClockSlot,
  leaseSeconds: number,
): Promise<boolean> {
  const rows = await tx.$queryRaw`
    insert into job_clock as c (name, begun_slot) values (${name}, ${slot}::timestamptz)
    on conflict (name) do update set begun_slot = excluded.begun_slot, begun_at = clock_timestamp()
      where (c.done_slot is null or c.done_slot < excluded.begun_slot)
        and (c.begun_slot is not distinct from c.done_slot or c.begun_at < clock_timestamp() - ${leaseSeconds} * interval '1 second')
    returning name`
  return z.array(z.unknown()).parse(rows).length > 0
}

/** Ends a slot: done, or with the kind of its fault, so that it is taken up again. */
export async function endSlot(tx: Tx, _scope: Scope, { name, slot }: ClockSlot, fault: string | null): Promise<void> {
  await tx.$executeRaw`
    update job_clock set fault = ${fault},
      done_slot = case when ${fault}::text is null then greatest(done_slot, ${slot}::timestamptz) else done_slot end,
      done_at = case when ${fault}::text is null then clock_timestamp() else done_at end
     where name = ${name}`
}
