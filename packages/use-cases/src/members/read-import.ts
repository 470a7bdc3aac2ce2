import type { Database } from '@nq15/db/client'
import {
  countWarnings,
  findImport,
  type ImportRun,
  listRefusedRows,
  type RefusedImportRow,
} from '@nq15/db/members/import.read'
import type { Scope } from '@nq15/db/scope'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import type { NotFound } from './open-import.ts'

/** An import with a page of its refused rows and the warnings of its good rows, counted. */
export type ImportView = {
  readonly run: ImportRun
  readonly refused: readonly RefusedImportRow[]
  /** Ask again after this line for the next page; null at the end. */
  readonly nextAfterLine: number | null
  readonly warnings: readonly { readonly code: string; readonly count: number }[]
}

/** Reads an import of the actor; `afterLine` pages through its refused rows. Refuses NOT_FOUND. */
export function readImport(
  db: Database,
  scope: Scope,
  { runId, afterLine = 0, limit = 50 }: { runId: string; afterLine?: number; limit?: number },
): Promise<Result<ImportView, NotFound>> {
  return db.asActor(scope, async (tx) => {
    const run = await findImport(tx, scope, runId)
    if (!run) return refuse({ code: 'NOT_FOUND' })
    const found = await listRefusedRows(tx, scope, { runId, afterLine, limit: limit + 1 })
    const refused = found.slice(0, limit)
    const nextAfterLine = found.length > limit ? (refused.at(-1)?.line ?? null) : null
    return ok({ run, refused, nextAfterLine, warnings: await countWarnings(tx, scope, runId) })
  })
}

/** Every refused row of an import, page by page: what an error workbook is written from. */
export async function* readRefusedRows(db: Database, scope: Scope, runId: string): AsyncGenerator<RefusedImportRow> {
  for (let afterLine = 0; ; ) {
    const page = await db.asActor(scope, (tx) => listRefusedRows(tx, scope, { runId, afterLine, limit: 1_000 }))
    yield* page
    const last = page.at(-1)
    if (!last) return
    afterLine = last.line
  }
}
