import type { Database } from '@nq15/db/client'
import { isWithin } from '@nq15/db/organizations/within.read'
import { findMeasure } from '@nq15/db/reports/measure.read'
import { endMeasure, insertMeasure } from '@nq15/db/reports/measure.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { findPersonMarks } from '@nq15/domain/incidents'
import type { EndMeasure, NewMeasure } from '@nq15/domain/reports'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'

export type MeasureRefusal = {
  readonly code: 'NOT_FOUND' | 'CHANGED_MEANWHILE' | 'NAMES_A_PERSON' | 'DUE_IN_PAST' | 'DAY_AHEAD' | 'ALREADY_ENDED'
}

/** Keeps a preventive measure of an area, for `report:write` over its committee; no text may name a person. */
export async function openMeasure(
  db: Database,
  scope: Scope,
  { requestId, measure, now }: { readonly requestId: string; readonly measure: NewMeasure; readonly now: Date },
): Promise<Result<{ readonly measureId: string }, MeasureRefusal>> {
  type Answer = Result<{ readonly measureId: string }, MeasureRefusal>
  const act = { requestId, useCase: 'reports.open-measure', permissions: ['report:write'] } as const
  return actOnce<Answer>(db, scope, act, async (tx) => {
    if (!(await isWithin(tx, scope, measure.organizationId))) return refuse({ code: 'NOT_FOUND' })
    const openedOn = todayInHanoi(now)
    if (measure.dueOn < openedOn) return refuse({ code: 'DUE_IN_PAST' })
    const { title, place, budgetLine, source } = measure
    if (findPersonMarks([title, place, budgetLine, source]).length > 0) return refuse({ code: 'NAMES_A_PERSON' })
    return ok({ measureId: await insertMeasure(tx, scope, { ...measure, openedOn }) })
  })
}

/** Ends a measure as done or dropped with its word; the day that was set stays. */
export async function finishMeasure(
  db: Database,
  scope: Scope,
  command: EndMeasure & {
    readonly requestId: string
    readonly measureId: string
    readonly version: number
    readonly now: Date
  },
): Promise<Result<null, MeasureRefusal>> {
  const { requestId, now, ...end } = command
  const act = { requestId, useCase: 'reports.end-measure', permissions: ['report:write'] } as const
  return actOnce<Result<null, MeasureRefusal>>(db, scope, act, async (tx) => {
    const measure = await findMeasure(tx, scope, end.measureId)
    if (!measure) return refuse({ code: 'NOT_FOUND' })
    if (measure.endedOn !== null) return refuse({ code: 'ALREADY_ENDED' })
    if (end.endedOn > todayInHanoi(now)) return refuse({ code: 'DAY_AHEAD' })
    if (findPersonMarks([end.word]).length > 0) return refuse({ code: 'NAMES_A_PERSON' })
    return (await endMeasure(tx, scope, end)) ? ok(null) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}
