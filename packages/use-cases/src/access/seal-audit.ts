import { listUnsealed, readFrontier, readHead } from '@nq15/db/access/audit-batch.read'
import { insertBatch, lockSealing } from '@nq15/db/access/audit-batch.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { batchHash, firstPreviousHash, leafHash, merkleRoot } from '@nq15/domain/access'
import { hashText } from './hash-text.ts'

/** Rows of one batch at most. */
export const batchSize = 5_000

// A row is committed after its id was made; no transaction of the product lasts longer than this, those of the command included.
const lateByMs = 15 * 60_000

export type Sealed = { readonly batches: number; readonly events: number; readonly head: string | null }

/**
 * Seals what the trail gained, batch by batch, until nothing waits. Rows are read and hashed outside the transaction that
 * stores the batch; when another sealer was faster the batch is made anew. `everything` looks at the whole trail instead of
 * what came since a little before the youngest row that is sealed: once a day, for a row that was passed by.
 */
export async function sealAudit(
  db: Database,
  scope: Scope,
  options: {
    readonly now: () => Date
    readonly everything?: boolean
    readonly limit?: number
    readonly signal?: AbortSignal
  },
): Promise<Sealed> {
  const { now, everything = false, limit = batchSize, signal } = options
  const done = { batches: 0, events: 0, head: null as string | null }
  // What this call has sealed is not searched again, which for a city just laid are five million rows; what is committed behind it
  // meanwhile is found by the next call.
  let sealedThrough: string | null = null
  for (;;) {
    if (signal?.aborted) return done
    const { head, rows } = await db.asActor(scope, async (tx) => {
      const newest = await readHead(tx, scope)
      const since = sealedThrough ?? (everything ? null : searchedFrom(await readFrontier(tx, scope)))
      return { head: newest, rows: await listUnsealed(tx, scope, { limit, since }) }
    })
    done.head = head?.hash ?? done.head
    if (rows.length === 0) return done

    const leaves = rows.map((row) => ({ eventId: row.id, leafHash: leafHash(row, hashText) }))
    const batch = {
      seq: (head?.seq ?? 0) + 1,
      sealedAt: now().toISOString(),
      eventCount: leaves.length,
      merkleRoot: merkleRoot(
        leaves.map((leaf) => leaf.leafHash),
        hashText,
      ),
      previousHash: head?.hash ?? firstPreviousHash,
    }
    const hash = batchHash(batch, hashText)
    const stored = await db.asActor(scope, async (tx) => {
      await lockSealing(tx, scope)
      const newest = await readHead(tx, scope)
      if (newest?.hash !== head?.hash) return false
      await insertBatch(tx, scope, { ...batch, hash, leaves })
      return true
    })
    if (stored) {
      done.batches += 1
      done.events += leaves.length
      done.head = hash
      sealedThrough = rows.at(-1)?.id ?? null
    }
  }
}

/** From when rows may wait, where everything up to the frontier is sealed; null for the whole trail. */
export function searchedFrom(frontier: Date | null): Date | null {
  return frontier && new Date(frontier.getTime() - lateByMs)
}
