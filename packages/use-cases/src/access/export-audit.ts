import { readBatchFrom, readHead } from '@nq15/db/access/audit-batch.read'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { auditFileHeader, auditFileLine } from '@nq15/domain/access'
import { z } from 'zod'
import { definePersonJob } from '../events/define-job.ts'

/**
 * The sealed trail as lines of a file that proves itself without a database: a header, then a line a batch, one batch in
 * memory at a time. Who takes the trail out stands in the trail. Rows not sealed yet are not in it.
 */
export async function* exportAudit(
  db: Database,
  scope: Scope,
  options: { readonly now: Date; readonly onBatch?: (done: number, of: number) => void },
): AsyncGenerator<string> {
  const newest = await db.asActor(scope, async (tx) => {
    await tx.$executeRaw`select app.audit('export', 'audit_event', null, null)`
    return readHead(tx, scope)
  })
  yield auditFileHeader(options.now.toISOString())
  for (let seq = 0; newest && seq < newest.seq; ) {
    const after = seq
    const batch = await db.asActor(scope, (tx) => readBatchFrom(tx, scope, after + 1))
    if (!batch || batch.seq > newest.seq) return
    yield auditFileLine(batch)
    seq = batch.seq
    options.onBatch?.(seq, newest.seq)
  }
}

const mostBytes = 48_000_000

/** The same as a job whose file the auditor downloads; a longer trail is taken out with the command. */
export const exportAuditJob = definePersonJob({
  name: 'access.export-audit',
  permission: 'audit:read',
  repeatable: true,
  input: z.object({}),
  run: async ({ db, scope, now, signal, progress }) => {
    const lines: Buffer[] = []
    let size = 0
    const onBatch = (done: number, total: number) => progress({ done, total, step: 'batches' })
    for await (const line of exportAudit(db, scope, { now: now(), onBatch })) {
      if (signal.aborted) return { ok: false, failure: 'cancelled' }
      const bytes = Buffer.from(`${line}\n`)
      size += bytes.length
      if (size > mostBytes) return { ok: false, failure: 'file-too-large' }
      lines.push(bytes)
    }
    const name = `nhat-ky-kiem-toan-${now().toISOString().slice(0, 10)}.jsonl`
    const file = { name, type: 'application/x-ndjson', content: Buffer.concat(lines) }
    return { ok: true, result: { batches: lines.length - 1 }, file }
  },
})
