import {
  batchHash,
  firstPreviousHash,
  type Hash,
  leafHash,
  merkleRoot,
  type SealedBatch,
  type SealedEvent,
} from './audit-seal.ts'

/** A batch as stored, with its own hash and its leaves in order; `event` is null where the row is gone. */
export type StoredBatch = SealedBatch & {
  readonly hash: string
  readonly leaves: readonly {
    readonly position: number
    readonly eventId: string
    readonly leafHash: string
    readonly event: SealedEvent | null
  }[]
}

/** The first thing found wrong in a batch; `eventId` names the row where one can be named. */
export type BrokenSeal =
  | {
      readonly code: 'batch-missing' | 'batch-changed' | 'chain-broken' | 'leaves-changed'
      readonly seq: number
      readonly eventId: null
    }
  | {
      readonly code: 'row-changed' | 'row-deleted'
      readonly seq: number
      readonly position: number
      readonly eventId: string
    }

/**
 * Checks one batch against the one before it and its own rows. The stored leaves are compared with the batch's root first:
 * while they hold, a differing row is the row's fault and is named; when they do not, the whole batch is in doubt.
 */
export function checkBatch(
  batch: StoredBatch,
  before: { readonly seq: number; readonly hash: string } | null,
  hash: Hash,
): BrokenSeal | null {
  const { seq } = batch
  const expected = (before?.seq ?? 0) + 1
  if (seq !== expected) return { code: 'batch-missing', seq: expected, eventId: null }
  if (batch.previousHash !== (before?.hash ?? firstPreviousHash)) return { code: 'chain-broken', seq, eventId: null }
  if (batch.hash !== batchHash(batch, hash)) return { code: 'batch-changed', seq, eventId: null }
  const leaves = batch.leaves.map((leaf) => leaf.leafHash)
  const inOrder = batch.leaves.every(({ position }, index) => position === index)
  if (!inOrder || leaves.length !== batch.eventCount || merkleRoot(leaves, hash) !== batch.merkleRoot) {
    return { code: 'leaves-changed', seq, eventId: null }
  }
  for (const leaf of batch.leaves) {
    const { position, eventId } = leaf
    if (!leaf.event) return { code: 'row-deleted', seq, position, eventId }
    if (leafHash(leaf.event, hash) !== leaf.leafHash) return { code: 'row-changed', seq, position, eventId }
  }
  return null
}
