import { countUnsealed, readBatchFrom, readHead } from '@nq15/db/access/audit-batch.read'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { type BrokenSeal, checkBatch, type SealedEvent } from '@nq15/domain/access'
import { hashText } from './hash-text.ts'
import { batchSize } from './seal-audit.ts'

/** What is wrong: a seal, a row that was left out although later ones are sealed, or a printed head that is not there. */
export type BrokenTrail =
  | (BrokenSeal & { readonly row: Pick<SealedEvent, 'id' | 'at' | 'recordTable' | 'recordId' | 'action'> | null })
  | { readonly code: 'row-left-out'; readonly eventId: string; readonly at: string }
  | { readonly code: 'head-missing'; readonly head: string }

export type AuditVerification = {
  readonly whole: boolean
  readonly events: number
  readonly batches: number
  readonly head: string | null
  readonly unsealed: { readonly count: number; readonly oldestAt: string | null; readonly overdue: boolean }
  /** The first thing broken, in the order of sealing. */
  readonly broken: BrokenTrail | null
}

/**
 * Proves the trail from the first batch on, one batch in memory at a time. `expectedHead` is a head printed earlier: it must
 * be one of the chain, which also shows a tail cut off or a trail sealed anew. Rows unsealed longer than `overdueMinutes`
 * are told as overdue; a row that later seals passed by is broken.
 */
export async function verifyAudit(
  db: Database,
  scope: Scope,
  options: {
    readonly now: Date
    readonly expectedHead?: string
    readonly overdueMinutes?: number
    readonly onBatch?: (done: number, of: number) => void
  },
): Promise<AuditVerification> {
  const { now, expectedHead, overdueMinutes = 10, onBatch } = options
  const newest = await db.asActor(scope, async (tx) => {
    // Who reads the trail stands in the trail.
    await tx.$executeRaw`select app.audit('verify', 'audit_event', null, null)`
    return readHead(tx, scope)
  })
  let before: { seq: number; hash: string; sealedAt: string } | null = null
  let events = 0
  let batches = 0
  // Where the newest batch is full and ends, the sealer is still at work on a large import: what waits behind it is only late.
  let workedUpTo: number | null = null
  let broken: BrokenTrail | null = null
  let headSeen = expectedHead === undefined
  for (;;) {
    const after: number = before?.seq ?? 0
    const batch = await db.asActor(scope, (tx) => readBatchFrom(tx, scope, after + 1))
    if (!batch) break
    const wrong = checkBatch(batch, before, hashText)
    if (wrong) {
      const row = batch.leaves.find(({ eventId }) => eventId === wrong.eventId)?.event ?? null
      broken = { ...wrong, row }
      break
    }
    before = { seq: batch.seq, hash: batch.hash, sealedAt: batch.sealedAt }
    workedUpTo =
      batch.eventCount < batchSize
        ? null
        : Math.max(...batch.leaves.map(({ event }) => (event ? Date.parse(event.at) : 0)))
    events += batch.eventCount
    batches += 1
    if (batch.hash === expectedHead) headSeen = true
    onBatch?.(batches, newest?.seq ?? batches)
  }

  const waiting = await db.asActor(scope, (tx) => countUnsealed(tx, scope))
  const oldest = waiting.oldestAt?.getTime() ?? null
  const allowedMs = overdueMinutes * 60_000
  const settled = workedUpTo ?? (before ? Date.parse(before.sealedAt) : null)
  if (!broken && oldest !== null && waiting.oldestAt && settled !== null && oldest < settled - allowedMs) {
    broken = { code: 'row-left-out', eventId: waiting.oldestId ?? '', at: waiting.oldestAt.toISOString() }
  }
  if (!broken && !headSeen && expectedHead !== undefined) broken = { code: 'head-missing', head: expectedHead }
  return {
    whole: broken === null,
    events,
    batches,
    head: before?.hash ?? null,
    unsealed: {
      count: waiting.count,
      oldestAt: waiting.oldestAt?.toISOString() ?? null,
      overdue: oldest !== null && now.getTime() - oldest > allowedMs,
    },
    broken,
  }
}
