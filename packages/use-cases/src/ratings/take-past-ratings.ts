import type { Database } from '@nq15/db/client'
import { findImport, type ImportRun, listGoodRows } from '@nq15/db/members/import.read'
import { deleteImportParts, deleteImportRows, updateImport } from '@nq15/db/members/import.write'
import { insertHistory } from '@nq15/db/ratings/history.write'
import type { Scope } from '@nq15/db/scope'
import { proposalSchema } from '@nq15/domain/ratings'
import { legalDayField, ok, type Result, refuse } from '@nq15/domain/shared'
import { z } from 'zod'
import type { NotFound } from '../members/open-import.ts'
import { type ChangedMeanwhile, isTakenByAnother, type RowsRefused, type Taking } from '../members/take-import.ts'

const staged = z.object({
  memberId: z.string().nullable(),
  organizationId: z.string(),
  year: z.number(),
  generation: z.string(),
  originalLabel: z.string(),
  outcome: proposalSchema,
  decisionNumber: z.string().nullable(),
  decidedOn: legalDayField.nullable(),
  decidedBy: z.string().nullable(),
  change: z.enum(['new', 'changed', 'same']),
})

/**
 * Takes a judged import of past ratings in one transaction, once; a second taking answers the first one's counts. What stood for
 * the same year is superseded and stays readable.
 */
export async function takeImport(
  db: Database,
  scope: Scope,
  { runId, which }: Taking,
): Promise<Result<ImportRun, NotFound | RowsRefused | ChangedMeanwhile>> {
  try {
    return await db.asActor(scope, async (tx) => {
      const run = await findImport(tx, scope, runId)
      if (run?.kind !== 'ratings' || scope.permission !== 'member:write') return refuse({ code: 'NOT_FOUND' })
      if (run.state === 'checked' && which === 'all' && run.rowsBad > 0)
        return refuse({ code: 'ROWS_REFUSED', bad: run.rowsBad })
      // The claim locks the run, so a second click waits here and then finds it taken.
      const isMine = await updateImport(tx, scope, { runId, from: ['checked'], change: { state: 'taken' } })
      if (!isMine) {
        const taken = await findImport(tx, scope, runId)
        return taken?.state === 'taken' ? ok(taken) : refuse({ code: 'NOT_FOUND' })
      }
      const rows = (await listGoodRows(tx, scope, runId)).map(({ facts }) => staged.parse(facts))
      const ratings = rows.filter(({ change }) => change !== 'same').map(({ change: _, ...rating }) => rating)
      await insertHistory(tx, scope, { runId, ratings, at: new Date() })
      await deleteImportRows(tx, scope, { runId, which: 'good' })
      await deleteImportParts(tx, scope, runId)
      return ok({ ...run, state: 'taken' as const })
    })
  } catch (error) {
    if (isTakenByAnother(error)) return refuse({ code: 'CHANGED_MEANWHILE' })
    throw error
  }
}
