import { countSealed, countUnsealed, readHead } from '@nq15/db/access/audit-batch.read'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { searchedFrom } from './seal-audit.ts'

/** How the seal of the trail stands; counts and the last head, no row. Times in UTC. */
export type AuditStatus = {
  readonly batches: number
  readonly sealed: number
  readonly unsealed: number
  readonly oldestUnsealedAt: string | null
  readonly head: { readonly seq: number; readonly hash: string; readonly sealedAt: string } | null
}

/** Reads the state of the seal, for the auditor's page and the figures of monitor. */
export async function readAuditStatus(db: Database, scope: Scope): Promise<AuditStatus> {
  return db.asActor(scope, async (tx) => {
    const head = await readHead(tx, scope)
    const { batches, events } = await countSealed(tx, scope)
    const { count, oldestAt } = await countUnsealed(tx, scope, searchedFrom(head))
    return {
      batches,
      sealed: events,
      unsealed: count,
      oldestUnsealedAt: oldestAt?.toISOString() ?? null,
      head: head && { seq: head.seq, hash: head.hash, sealedAt: head.sealedAt.toISOString() },
    }
  })
}
