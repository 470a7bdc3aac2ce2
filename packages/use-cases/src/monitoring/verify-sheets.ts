import type { Database } from '@nq15/db/client'
import { listSheetsById } from '@nq15/db/monitoring/fact.read'
import { verifySheets as storeVerified } from '@nq15/db/monitoring/fact.write'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'

export type VerifyRefusal = { readonly code: 'NOT_FOUND' | 'OWN_ENTRY' }

/** Verifies standing sheets, for `monitoring:verify`: never by who entered them (SD4). Answers how many were. */
export async function verifySheets(
  db: Database,
  scope: Scope,
  { requestId, factIds }: { readonly requestId: string; readonly factIds: readonly string[] },
): Promise<Result<{ verified: number }, VerifyRefusal>> {
  const act = { requestId, useCase: 'verify-monitoring-sheets', permissions: ['monitoring:verify'] } as const
  return actOnce(db, scope, act, async (tx): Promise<Result<{ verified: number }, VerifyRefusal>> => {
    const sheets = await listSheetsById(tx, scope, factIds)
    if (sheets.length < new Set(factIds).size) return refuse({ code: 'NOT_FOUND' })
    for (const organizationId of new Set(sheets.map((sheet) => sheet.organizationId)))
      if (!(await isWithin(tx, scope, organizationId))) return refuse({ code: 'NOT_FOUND' })
    if (sheets.some(({ enteredBy }) => enteredBy === scope.actor.userId)) return refuse({ code: 'OWN_ENTRY' })
    return ok({ verified: await storeVerified(tx, scope, factIds) })
  })
}
