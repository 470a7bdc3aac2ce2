import type { Database } from '@nq15/db/client'
import { findImport, type ImportRun } from '@nq15/db/members/import.read'
import { deleteImportParts, deleteImportRows, updateImport } from '@nq15/db/members/import.write'
import { countStaged, recognizeStaged, refuseConflicts, takeStaged } from '@nq15/db/members/staged-members.write'
import type { Scope } from '@nq15/db/scope'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import type { NotFound } from './open-import.ts'

/** Take every row, which needs all of them good, or only the good ones. */
export type Taking = { readonly runId: string; readonly which: 'all' | 'good' }

/** Some rows are refused and `all` was asked; nothing is taken. */
export type RowsRefused = { readonly code: 'ROWS_REFUSED'; readonly bad: number }
/** The members changed between judging and taking so that a row no longer fits; judge the file again. */
export type ChangedMeanwhile = { readonly code: 'CHANGED_MEANWHILE' }

class Refused extends Error {
  readonly refusal: RowsRefused | ChangedMeanwhile
  constructor(refusal: RowsRefused | ChangedMeanwhile) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/**
 * Takes a judged import of members in one transaction: all or nothing of what was asked, once, however often it is asked.
 * A second taking of the same import answers the first one's counts. The staged facts and the kept file go; refused rows stay.
 */
export async function takeImport(
  db: Database,
  scope: Scope,
  { runId, which }: Taking,
): Promise<Result<ImportRun, NotFound | RowsRefused | ChangedMeanwhile>> {
  try {
    return await db.asActor(scope, async (tx) => {
      // The claim locks the run, so a second click waits here and then finds it taken.
      const isMine = await updateImport(tx, scope, { runId, from: ['checked'], change: { state: 'taken' } })
      if (!isMine) {
        const run = await findImport(tx, scope, runId)
        return run?.kind === 'members' && run.state === 'taken' ? ok(run) : refuse({ code: 'NOT_FOUND' })
      }
      const run = await findImport(tx, scope, runId)
      if (run?.kind !== 'members') throw new Error('an import of another kind was taken as members')
      await recognizeStaged(tx, scope, runId)
      await refuseConflicts(tx, scope, runId)
      const counts = await countStaged(tx, scope, runId)
      // Thrown, so that the claim is rolled back with everything else.
      if (which === 'all' && counts.bad > run.rowsBad) throw new Refused({ code: 'CHANGED_MEANWHILE' })
      if (which === 'all' && counts.bad > 0) throw new Refused({ code: 'ROWS_REFUSED', bad: counts.bad })
      await takeStaged(tx, scope, { runId, asOf: run.asOf, hasChanges: counts.changed > 0 })
      await deleteImportRows(tx, scope, { runId, which: 'good' })
      await deleteImportParts(tx, scope, runId)
      await updateImport(tx, scope, {
        runId,
        from: ['taken'],
        change: {
          rowsBad: counts.bad,
          rowsGood: run.rowsTotal - counts.bad,
          rowsNew: counts.new,
          rowsChanged: counts.changed,
          rowsSame: counts.same,
        },
      })
      const taken = await findImport(tx, scope, runId)
      return taken ? ok(taken) : refuse({ code: 'NOT_FOUND' })
    })
  } catch (error) {
    if (error instanceof Refused) return refuse(error.refusal)
    if (isTakenByAnother(error)) return refuse({ code: 'CHANGED_MEANWHILE' })
    throw error
  }
}

/** A card or a secretary's place that another transaction took a moment ago: unique or exclusion violation. */
export const isTakenByAnother = (error: unknown): boolean =>
  error instanceof Error && /"originalCode":"(?:23505|23P01)"/u.test(JSON.stringify(error))
