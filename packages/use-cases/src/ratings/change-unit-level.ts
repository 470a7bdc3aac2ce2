import type { Database } from '@nq15/db/client'
import { changeUnitLevel as storeChange } from '@nq15/db/ratings/unit.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import type { ChangeUnitLevel, UnitAct } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'
import { rulesOf } from './campaign-rules.ts'
import { proposeUnit } from './propose-unit.ts'
import { openUnit, refreshUnit, type UnitWorkRefusal } from './unit-work.ts'

export type ChangeUnitLevelRefusal =
  | UnitWorkRefusal
  | { readonly code: 'NOT_RATED' | 'NOT_IN_YOUR_HANDS' | 'FACTS_CONTRADICT' | 'CHANGED_MEANWHILE' }

type Command = ChangeUnitLevel & {
  readonly requestId: string
  readonly caseId: string
  readonly version: number
  readonly now: Date
}

const byIntermediate: UnitAct = { permission: 'unit:report', place: 'intermediate' }
const byAdvisers: UnitAct = { permission: 'unit:appraise', place: 'decider' }

/**
 * A level people propose for a unit instead of the one before, always with a reason: the level between while the report lies
 * with it, the advisory body while it appraises. Facts that contradict each other are mended, not overruled.
 */
export async function changeUnitLevel(
  db: Database,
  scope: Scope,
  { requestId, caseId, version, level, reason, exceptionDecisionNumber, now }: Command,
): Promise<Result<{ version: number }, ChangeUnitLevelRefusal>> {
  const act = { requestId, useCase: 'change-unit-level', permissions: ['unit:report', 'unit:appraise'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const isAppraisal = scope.permission === 'unit:appraise'
    const work = await openUnit(tx, scope, { caseId, act: () => (isAppraisal ? byAdvisers : byIntermediate) })
    if (!work.ok) return work
    const { unit, campaign } = work.value
    if (unit.notRatedReason) return refuse({ code: 'NOT_RATED' })
    if (unit.state !== (isAppraisal ? 'appraising' : 'with-intermediate')) return refuse({ code: 'NOT_IN_YOUR_HANDS' })
    const { outcome, effective } = proposeUnit(unit, rulesOf(campaign))
    if (outcome === 'INVALID' && level !== null) return refuse({ code: 'FACTS_CONTRADICT' })
    const change = {
      unit: { ...unit, version },
      by: isAppraisal ? ('appraisal' as const) : ('intermediate' as const),
      ...{ from: effective, to: level, reason },
      // The lawful exception is of a leader above his collective, and is recorded by who appraises him.
      ...(isAppraisal && unit.subject === 'LEADER' ? { exceptionDecisionNumber } : {}),
      ...{ at: now, onDay: todayInHanoi(now) },
    }
    if (!(await storeChange(tx, scope, change))) return refuse({ code: 'CHANGED_MEANWHILE' })
    await refreshUnit(tx, scope, work.value, now)
    return ok({ version: version + 1 })
  })
}
