import type { SealedBatch } from '@nq15/domain/access'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

// One number for every process: whoever holds it adds the next batch.
const sealLock = 366_0915

/** Waits for the other sealers; held until the transaction ends. */
export async function lockSealing(tx: Tx, _scope: Scope): Promise<void> {
  await tx.$queryRaw`select 1 as held from (select pg_advisory_xact_lock(${sealLock}::bigint)) locked`
}

/** Stores a batch and its leaves, in their order. Rows sealed meanwhile break the whole transaction. */
export async function insertBatch(
  tx: Tx,
  _scope: Scope,
  batch: SealedBatch & {
    readonly hash: string
    readonly leaves: readonly { readonly eventId: string; readonly leafHash: string }[]
  },
): Promise<void> {
  const { leaves, sealedAt, ...rest } = batch
  await tx.auditBatch.createMany({ data: [{ ...rest, sealedAt: new Date(sealedAt) }] })
  await tx.$executeRaw`
    insert into audit_leaf (event_id, batch_seq, position, leaf_hash)
    select event_id, ${batch.seq}, position - 1, leaf_hash
      from unnest(${leaves.map(({ eventId }) => eventId)}::uuid[], ${leaves.map(({ leafHash }) => leafHash)}::text[])
        with ordinality as leaf (event_id, leaf_hash, position)`
}
