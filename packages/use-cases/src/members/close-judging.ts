import type { Tx } from '@nq15/db/client'
import { findImport, type ImportRun } from '@nq15/db/members/import.read'
import { updateImport } from '@nq15/db/members/import.write'
import type { Scope } from '@nq15/db/scope'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import type { NotFound } from './open-import.ts'

/** How the staged rows of an import were judged. */
type Counts = { readonly bad: number; readonly new: number; readonly changed: number; readonly same: number }

type Judged = {
  readonly runId: string
  readonly rowsTotal: number
  readonly counts: Counts
  readonly upload: { readonly mapping: Readonly<Record<string, string>>; readonly fileSha256?: () => string }
}

/** Ends the reading of an import with what its rows come to; NOT_FOUND when it was given up meanwhile. */
export async function closeJudging(
  tx: Tx,
  scope: Scope,
  { runId, rowsTotal, counts, upload }: Judged,
): Promise<Result<ImportRun, NotFound>> {
  const isOpen = await updateImport(tx, scope, {
    runId,
    from: ['reading'],
    change: {
      state: 'checked',
      mapping: upload.mapping,
      fileSha256: upload.fileSha256?.() ?? '',
      rowsTotal,
      rowsBad: counts.bad,
      rowsGood: rowsTotal - counts.bad,
      rowsNew: counts.new,
      rowsChanged: counts.changed,
      rowsSame: counts.same,
    },
  })
  const judged = isOpen ? await findImport(tx, scope, runId) : null
  return judged ? ok(judged) : refuse({ code: 'NOT_FOUND' })
}
