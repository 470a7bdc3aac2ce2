import type { Database } from '@nq15/db/client'
import { deleteImportRows, insertImportRows, type StagedRow, updateImport } from '@nq15/db/members/import.write'
import type { Scope } from '@nq15/db/scope'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import type { NotFound } from './open-import.ts'

/** Rows as a reader of tables gives them: a row, or what spoils the file from there on. */
export type UploadedRows<Texts> = AsyncIterable<
  Result<{ readonly line: number; readonly texts: Texts }, { readonly code: string; readonly line?: number }>
>

/** The file cannot be read to its end; nothing of it is kept. `reason` is the code of the table reader. */
export type FileRefused = { readonly code: 'FILE_REFUSED'; readonly reason: string; readonly line: number | null }

const batchSize = 500
/** Rows of one statement: longer texts would pile up among the large objects that are collected late. */
const statementSize = 125

/**
 * Judges the rows of an upload one by one and keeps them in batches, each in a short transaction, while the next batch is
 * being read: memory holds two batches, whatever the file. A spoiled file leaves nothing staged.
 */
export async function stageRows<Texts>(
  db: Database,
  scope: Scope,
  task: {
    readonly runId: string
    readonly rows: UploadedRows<Texts>
    readonly judge: (row: { readonly line: number; readonly texts: Texts }) => StagedRow
    readonly onProgress?: (rows: number) => void
  },
): Promise<Result<{ rows: number }, FileRefused | NotFound>> {
  const { runId, rows, judge, onProgress } = task
  let [total, batch, keeping] = [0, [] as StagedRow[], Promise.resolve(true)]
  const keep = async () => {
    const [full, count] = [batch, total]
    batch = []
    if (!(await keeping)) return false
    keeping = db.asActor(scope, async (tx) => {
      const isOpen = await updateImport(tx, scope, { runId, from: ['reading'], change: { rowsTotal: count } })
      for (let at = 0; isOpen && at < full.length; at += statementSize) {
        await insertImportRows(tx, scope, { runId, rows: full.slice(at, at + statementSize) })
      }
      return isOpen
    })
    // Awaited with the next batch or at the end; until then a failure must not end the process.
    keeping.catch(() => undefined)
    onProgress?.(count)
    return true
  }
  for await (const row of rows) {
    if (!row.ok) {
      await keeping
      return fail(db, scope, { runId, reason: row.refusal.code, line: row.refusal.line ?? null })
    }
    batch.push(judge(row.value))
    total += 1
    if (batch.length >= batchSize && !(await keep())) return refuse({ code: 'NOT_FOUND' })
  }
  if (!(await keep()) || !(await keeping)) return refuse({ code: 'NOT_FOUND' })
  return ok({ rows: total })
}

async function fail(
  db: Database,
  scope: Scope,
  { runId, reason, line }: { runId: string; reason: string; line: number | null },
): Promise<Result<never, FileRefused>> {
  await db.asActor(scope, async (tx) => {
    await deleteImportRows(tx, scope, { runId, which: 'all' })
    const error = line === null ? reason : `${reason}:${line}`
    await updateImport(tx, scope, { runId, from: ['reading'], change: { state: 'failed', error, rowsTotal: 0 } })
  })
  return refuse({ code: 'FILE_REFUSED', reason, line })
}
