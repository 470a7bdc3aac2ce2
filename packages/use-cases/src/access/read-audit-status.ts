import {
  countSealed,
  countUnsealed,
  countUnsealedSince,
  readFrontier,
  readHead,
} from '@nq15/db/access/audit-batch.read'
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

const dayMs = 24 * 3_600_000

/** Reads the state of the seal, for the auditor's page and the figures of monitor. */
export async function readAuditStatus(db: Database, scope: Scope): Promise<AuditStatus> {
  return db.asActor(scope, async (tx) => {
    const head = await readHead(tx, scope)
    const { batches, events } = await countSealed(tx, scope)
    const frontier = await readFrontier(tx, scope)
    const latest = await countUnsealed(tx, scope, searchedFrom(frontier))
    // A day back two counts are enough to tell whether rows were passed by; only then is the day looked through row by row.
    const dayBefore = frontier && new Date(frontier.getTime() - dayMs)
    const isPassedBy = (await countUnsealedSince(tx, scope, dayBefore)) > latest.count
    const { count, oldestAt } = isPassedBy ? await countUnsealed(tx, scope, dayBefore) : latest
    return {
      batches,
      sealed: events,
      unsealed: count,
      oldestUnsealedAt: oldestAt?.toISOString() ?? null,
      head: head && { seq: head.seq, hash: head.hash, sealedAt: head.sealedAt.toISOString() },
    }
  })
}
