import { insertImportedAccounts } from '@nq15/db/access/account.write'
import { insertGrants, lockAccounts } from '@nq15/db/access/grant.write'
import { listGrantsOf } from '@nq15/db/access/import-account.read'
import { enterAccountKeeping, writeTrail } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import { findImport, type ImportRun, listGoodRows } from '@nq15/db/members/import.read'
import { deleteImportParts, deleteImportRows, updateImport } from '@nq15/db/members/import.write'
import type { Scope } from '@nq15/db/scope'
import { checkGrant, roleSchema } from '@nq15/domain/access'
import { legalDayField, ok, type Result, refuse } from '@nq15/domain/shared'
import { z } from 'zod'
import type { NotFound } from '../members/open-import.ts'
import { type ChangedMeanwhile, isTakenByAnother, type RowsRefused, type Taking } from '../members/take-import.ts'

const staged = z.object({
  userId: z.string(),
  username: z.string(),
  displayName: z.string(),
  memberId: z.string().nullable(),
  role: roleSchema,
  organizationId: z.string().nullable(),
  validFrom: legalDayField,
  validTo: legalDayField,
  reason: z.string().nullable(),
  change: z.enum(['new', 'changed', 'same']),
})

class OutOfDate extends Error {}

/**
 * Takes a judged import of accounts in one transaction, once; a second taking answers the first one's counts. New accounts
 * have no password until their first ones are given out. What changed meanwhile refuses CHANGED_MEANWHILE and leaves nothing.
 */
export async function takeImport(
  db: Database,
  scope: Scope,
  { runId, which }: Taking,
): Promise<Result<ImportRun, NotFound | RowsRefused | ChangedMeanwhile>> {
  try {
    return await db.asSignIn(async (tx) => {
      await enterAccountKeeping(tx, scope)
      const run = await findImport(tx, scope, runId)
      if (run?.kind !== 'accounts') return refuse({ code: 'NOT_FOUND' })
      if (run.state === 'checked' && which === 'all' && run.rowsBad > 0) {
        return refuse({ code: 'ROWS_REFUSED', bad: run.rowsBad })
      }
      // The claim locks the run, so a second click waits here and then finds it taken.
      const isMine = await updateImport(tx, scope, { runId, from: ['checked'], change: { state: 'taken' } })
      if (!isMine) {
        const taken = await findImport(tx, scope, runId)
        return taken?.state === 'taken' ? ok(taken) : refuse({ code: 'NOT_FOUND' })
      }
      const good = await listGoodRows(tx, scope, runId)
      const rows = good.map(({ existingId, facts }) => ({ existingId, ...staged.parse(facts) }))
      const fresh = new Map(rows.filter(({ existingId }) => existingId === null).map((row) => [row.userId, row]))
      await insertImportedAccounts(tx, scope, { runId, accounts: [...fresh.values()] })
      const wanted = rows.filter(({ change }) => change !== 'same')
      const standing = wanted.flatMap(({ existingId }) => (existingId === null ? [] : [existingId]))
      await lockAccounts(tx, standing)
      const held = await listGrantsOf(tx, scope, standing)
      const heldBy = new Map<string, typeof held>()
      for (const grant of held) heldBy.set(grant.userId, [...(heldBy.get(grant.userId) ?? []), grant])
      for (const row of wanted) {
        if (!checkGrant(heldBy.get(row.userId) ?? [], row).ok) throw new OutOfDate()
      }
      await insertGrants(
        tx,
        scope,
        wanted.map(({ userId, role, organizationId, validFrom, validTo, reason }) => ({
          ...{ userId, role, organizationId, validFrom, validTo, reason },
        })),
      )
      await deleteImportRows(tx, scope, { runId, which: 'good' })
      await deleteImportParts(tx, scope, runId)
      const detail = { accounts: fresh.size, grants: wanted.length }
      await writeTrail(tx, { action: 'accounts-imported', recordTable: 'import_run', recordId: runId, detail })
      return ok({ ...run, state: 'taken' as const })
    })
  } catch (error) {
    if (error instanceof OutOfDate || isTakenByAnother(error)) return refuse({ code: 'CHANGED_MEANWHILE' })
    throw error
  }
}
