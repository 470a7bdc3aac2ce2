import type { Database } from '@nq15/db/client'
import { insertBacktest } from '@nq15/db/monitoring/backtest.write'
import { countJudged, countVerdicts, listFirstReds, listOutcomes } from '@nq15/db/monitoring/sign.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { type BacktestResult, backtest, type PeriodStart } from '@nq15/domain/monitoring'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'
import { readRules } from './read-rules.ts'

/**
 * Holds the results of past months against the ratings and listings that followed, for `monitoring:setup`, and keeps the
 * answer with the rules it was made by. Five statements whatever the number of organizations.
 */
export async function makeBacktest(
  db: Database,
  scope: Scope,
  {
    requestId,
    organizationId,
    from,
    until,
  }: {
    readonly requestId: string
    readonly organizationId: string
    readonly from: PeriodStart
    readonly until: PeriodStart
  },
): Promise<
  Result<{ readonly id: string; readonly result: BacktestResult }, { readonly code: 'NOT_FOUND' | 'NOTHING_JUDGED' }>
> {
  const act = { requestId, useCase: 'make-backtest', permissions: ['monitoring:setup'] } as const
  return actOnce(
    db,
    scope,
    act,
    async (
      tx,
    ): Promise<Result<{ id: string; result: BacktestResult }, { readonly code: 'NOT_FOUND' | 'NOTHING_JUDGED' }>> => {
      if (!(await isWithin(tx, scope, organizationId))) return refuse({ code: 'NOT_FOUND' })
      const span = { rootId: organizationId, from, until }
      const judged = await countJudged(tx, scope, span)
      if (judged.length === 0) return refuse({ code: 'NOTHING_JUDGED' })
      const result = backtest({
        judged,
        reds: await listFirstReds(tx, scope, span),
        outcomes: await listOutcomes(tx, scope, span),
        verdicts: await countVerdicts(tx, scope, span),
      })
      const rules = await readRules(tx, scope, { organizationId, day: until })
      const id = await insertBacktest(tx, scope, {
        organizationId,
        from,
        until,
        ruleVersion: rules.code,
        ruleHash: rules.hash,
        result,
      })
      return ok({ id, result })
    },
  )
}
