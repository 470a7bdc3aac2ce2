import type { Database } from '@nq15/db/client'
import { stepUnit, saveUnitReport as storeReport } from '@nq15/db/ratings/unit.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { isUnitReportOpen, nextUnitState, type UnitReportPatchCommand } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'
import { definedFields } from './defined-fields.ts'
import { openUnit, refreshUnit, type UnitWorkRefusal } from './unit-work.ts'

export type SaveUnitReportRefusal =
  | UnitWorkRefusal
  | { readonly code: 'REPORT_NOT_OPEN' | 'NOT_RATED' | 'COMES_FROM_OWN_FILE' | 'CHANGED_MEANWHILE' }

type Command = {
  readonly requestId: string
  readonly caseId: string
  /** The version of the report the writer saw; 0 when there was none. */
  readonly version: number
  readonly patch: UnitReportPatchCommand
  readonly now: Date
}

/**
 * Stores what the unit's own secretary types into its report, while it is with the unit; the first typing starts it. A
 * leader's numbers come from his own review and are typed there.
 */
export async function saveUnitReport(
  db: Database,
  scope: Scope,
  { requestId, caseId, version, patch, now }: Command,
): Promise<Result<{ version: number }, SaveUnitReportRefusal>> {
  const act = { requestId, useCase: 'save-unit-report', permissions: ['unit:report'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const work = await openUnit(tx, scope, { caseId, act: () => ({ permission: 'unit:report', place: 'unit' }) })
    if (!work.ok) return work
    const { unit } = work.value
    if (unit.notRatedReason) return refuse({ code: 'NOT_RATED' })
    if (unit.subject === 'LEADER') return refuse({ code: 'COMES_FROM_OWN_FILE' })
    if (!isUnitReportOpen(unit.state)) return refuse({ code: 'REPORT_NOT_OPEN' })
    const started = nextUnitState(unit.state, 'start')
    if (started.ok) {
      const step = { unit, event: 'start', to: started.value, reason: null, at: now, onDay: todayInHanoi(now) } as const
      if (!(await stepUnit(tx, scope, step))) return refuse({ code: 'CHANGED_MEANWHILE' })
    }
    const saved = await storeReport(tx, scope, { of: unit, version, patch: definedFields(patch), at: now })
    if (saved === null) return refuse({ code: 'CHANGED_MEANWHILE' })
    await refreshUnit(tx, scope, work.value, now)
    return ok({ version: saved })
  })
}
