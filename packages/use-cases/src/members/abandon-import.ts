import type { Database } from '@nq15/db/client'
import { deleteImportParts, deleteImportRows, updateImport } from '@nq15/db/members/import.write'
import type { Scope } from '@nq15/db/scope'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import type { NotFound } from './open-import.ts'

/** Gives up an import that was not taken, whole or broken off half-way: its staged rows and its kept file go. */
export function abandonImport(db: Database, scope: Scope, runId: string): Promise<Result<{ runId: string }, NotFound>> {
  return db.asActor(scope, async (tx) => {
    const from = ['reading', 'checked', 'failed', 'abandoned'] as const
    const isMine = await updateImport(tx, scope, { runId, from, change: { state: 'abandoned' } })
    if (!isMine) return refuse({ code: 'NOT_FOUND' })
    await deleteImportRows(tx, scope, { runId, which: 'all' })
    await deleteImportParts(tx, scope, runId)
    return ok({ runId })
  })
}
