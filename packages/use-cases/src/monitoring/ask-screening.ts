import type { Database } from '@nq15/db/client'
import { askForRun } from '@nq15/db/monitoring/screening-run.write'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { judgedMonth, monthOf, type PeriodStart } from '@nq15/domain/monitoring'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'
import { readRules } from './read-rules.ts'

export type AskRefusal = { readonly code: 'NOT_FOUND' | 'PERIOD_AHEAD' | 'PERIOD_UNKNOWN' }

/** Asks for a screening of an organization and everything below, for `monitoring:screen`; one that waits already is that one. */
export async function askScreening(
  db: Database,
  scope: Scope,
  {
    requestId,
    organizationId,
    month,
    now,
  }: {
    readonly requestId: string
    readonly organizationId: string
    readonly month: PeriodStart | null
    readonly now: Date
  },
): Promise<Result<{ readonly runId: string; readonly month: PeriodStart }, AskRefusal>> {
  const act = { requestId, useCase: 'ask-screening', permissions: ['monitoring:screen'] } as const
  return actOnce(db, scope, act, async (tx): Promise<Result<{ runId: string; month: PeriodStart }, AskRefusal>> => {
    if (!(await isWithin(tx, scope, organizationId))) return refuse({ code: 'NOT_FOUND' })
    const today = todayInHanoi(now)
    const { catalogue } = await readRules(tx, scope, { organizationId, day: today })
    const wanted = month ?? judgedMonth(today, catalogue.parameters.sheetDueDay)
    if (monthOf(wanted) !== wanted) return refuse({ code: 'PERIOD_UNKNOWN' })
    if (wanted > monthOf(today)) return refuse({ code: 'PERIOD_AHEAD' })
    const runId = await askForRun(tx, scope, { organizationId, kind: 'demand', month: wanted, asOf: today })
    return ok({ runId, month: wanted })
  })
}
