import type { Database } from '@nq15/db/client'
import { findImport, type ImportRun, listGoodRows } from '@nq15/db/members/import.read'
import { deleteImportParts, deleteImportRows, updateImport } from '@nq15/db/members/import.write'
import { correctPeriods, insertOrganizations } from '@nq15/db/organizations/organization.write'
import type { Scope } from '@nq15/db/scope'
import { orgSectors, orgTypes } from '@nq15/domain/organizations'
import { legalDayField, ok, type Result, refuse } from '@nq15/domain/shared'
import { z } from 'zod'
import type { NotFound } from '../members/open-import.ts'
import type { ChangedMeanwhile, RowsRefused, Taking } from '../members/take-import.ts'

const staged = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(orgTypes),
  sector: z.enum(orgSectors).nullable(),
  parentId: z.string(),
  validFrom: legalDayField,
  validTo: legalDayField,
  standsFrom: legalDayField.nullable(),
  change: z.enum(['new', 'changed', 'same']),
})

/**
 * Takes a judged import of organizations in one transaction, once; a second taking answers the first one's counts. The
 * tree's own rules are proved when it commits: what no longer fits refuses CHANGED_MEANWHILE and leaves nothing.
 */
export async function takeImport(
  db: Database,
  scope: Scope,
  { runId, which }: Taking,
): Promise<Result<ImportRun, NotFound | RowsRefused | ChangedMeanwhile>> {
  try {
    return await db.asActor(scope, async (tx) => {
      const run = await findImport(tx, scope, runId)
      if (run?.kind !== 'organizations') return refuse({ code: 'NOT_FOUND' })
      if (run.state === 'checked' && which === 'all' && run.rowsBad > 0) {
        return refuse({ code: 'ROWS_REFUSED', bad: run.rowsBad })
      }
      // The claim locks the run, so a second click waits here and then finds it taken.
      const isMine = await updateImport(tx, scope, { runId, from: ['checked'], change: { state: 'taken' } })
      if (!isMine) {
        const taken = await findImport(tx, scope, runId)
        return taken?.state === 'taken' ? ok(taken) : refuse({ code: 'NOT_FOUND' })
      }
      const rows = (await listGoodRows(tx, scope, runId)).map(({ recordId, existingId, facts }) => ({
        organizationId: existingId ?? recordId,
        ...staged.parse(facts),
      }))
      const fresh = rows.filter(({ change }) => change === 'new')
      await insertOrganizations(
        tx,
        scope,
        fresh.map(({ standsFrom, change, ...row }) => ({ ...row, side: 'party' as const, areaCode: null })),
      )
      const changed = rows.flatMap(({ change, standsFrom, ...row }) =>
        change === 'changed' && standsFrom ? [{ ...row, validFrom: standsFrom }] : [],
      )
      const corrected = await correctPeriods(tx, scope, changed)
      if (corrected !== changed.length) throw new OutOfDate()
      await deleteImportRows(tx, scope, { runId, which: 'good' })
      await deleteImportParts(tx, scope, runId)
      return ok({ ...run, state: 'taken' as const })
    })
  } catch (error) {
    if (error instanceof OutOfDate || isTreeRefusal(error)) return refuse({ code: 'CHANGED_MEANWHILE' })
    throw error
  }
}

class OutOfDate extends Error {}

/** The database's own rules of the tree: a code taken, periods that overlap, a child that outlives its parent. */
const isTreeRefusal = (error: unknown): boolean =>
  error instanceof Error && /"originalCode":"(?:23505|23P01|23514)"/u.test(JSON.stringify(error))
