import type { Database } from '@nq15/db/client'
import { insertUnitFact, insertUnitOpinion, withdrawUnitFact } from '@nq15/db/ratings/unit-record.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import type { RecordUnitFact, RecordUnitOpinion, UnitAct } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'
import { openUnit, refreshUnit, type UnitWorkRefusal } from './unit-work.ts'

export type RecordUnitRefusal =
  | UnitWorkRefusal
  | { readonly code: 'NOT_IN_YOUR_HANDS' | 'ALREADY_ON_FILE' | 'NOT_ON_FILE' | 'IN_FUTURE' }

type Of = { readonly requestId: string; readonly caseId: string; readonly now: Date }
const byAdvisers: UnitAct = { permission: 'unit:appraise', place: 'decider' }

/** Puts a fact about a unit on file with its document, by the advisory body of the deciding level, until the unit is decided. */
export async function recordUnitFact(
  db: Database,
  scope: Scope,
  { requestId, caseId, now, ...fact }: Of & RecordUnitFact,
): Promise<Result<null, RecordUnitRefusal>> {
  const act = { requestId, useCase: 'record-unit-fact', permissions: ['unit:appraise'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const work = await openUnit(tx, scope, { caseId, act: () => byAdvisers })
    if (!work.ok) return work
    if (work.value.unit.state === 'decided') return refuse({ code: 'NOT_IN_YOUR_HANDS' })
    if (fact.decidedOn > todayInHanoi(now)) return refuse({ code: 'IN_FUTURE' })
    if (!(await insertUnitFact(tx, scope, { of: work.value.unit, fact, at: now })))
      return refuse({ code: 'ALREADY_ON_FILE' })
    await refreshUnit(tx, scope, work.value, now)
    return ok(null)
  })
}

/** Withdraws a fact that was wrong, with the reason; it stays readable and counts no more. */
export async function takeBackUnitFact(
  db: Database,
  scope: Scope,
  { requestId, caseId, now, factId, reason }: Of & { readonly factId: string; readonly reason: string },
): Promise<Result<null, RecordUnitRefusal>> {
  const act = { requestId, useCase: 'withdraw-unit-fact', permissions: ['unit:appraise'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const work = await openUnit(tx, scope, { caseId, act: () => byAdvisers })
    if (!work.ok) return work
    if (work.value.unit.state === 'decided') return refuse({ code: 'NOT_IN_YOUR_HANDS' })
    const taken = await withdrawUnitFact(tx, scope, { of: work.value.unit, factId, reason, at: now })
    if (!taken) return refuse({ code: 'NOT_ON_FILE' })
    await refreshUnit(tx, scope, work.value, now)
    return ok(null)
  })
}

/** Records what a named body says of a unit under appraisal; a later word of the same body replaces it and both stay readable. */
export async function recordUnitOpinion(
  db: Database,
  scope: Scope,
  { requestId, caseId, now, ...opinion }: Of & RecordUnitOpinion,
): Promise<Result<null, RecordUnitRefusal>> {
  const act = { requestId, useCase: 'record-unit-opinion', permissions: ['unit:appraise'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const work = await openUnit(tx, scope, { caseId, act: () => byAdvisers })
    if (!work.ok) return work
    if (work.value.unit.state !== 'appraising') return refuse({ code: 'NOT_IN_YOUR_HANDS' })
    if (opinion.givenOn > todayInHanoi(now)) return refuse({ code: 'IN_FUTURE' })
    await insertUnitOpinion(tx, scope, { of: work.value.unit, opinion, at: now })
    return ok(null)
  })
}
