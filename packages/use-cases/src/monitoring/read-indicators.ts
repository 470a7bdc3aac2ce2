import type { Database } from '@nq15/db/client'
import { type BacktestRow, findLastBacktest } from '@nq15/db/monitoring/backtest.read'
import { listOverlays, type OverlayRow } from '@nq15/db/monitoring/overlay.read'
import { listAbove } from '@nq15/db/monitoring/screened.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import type { BacktestResult, IndicatorCatalogue } from '@nq15/domain/monitoring'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { readRules } from './read-rules.ts'

export type IndicatorPage = {
  readonly organizationId: string
  readonly organizationName: string
  readonly catalogue: IndicatorCatalogue
  readonly hash: string
  /** The city's own versions, newest first: drafts and what was published. */
  readonly overlays: readonly OverlayRow[]
  readonly backtest: BacktestRow<BacktestResult> | null
}

/** The rules in force for an organization today, its own versions of them and the last back-test. Seven statements. */
export async function readIndicators(
  db: Database,
  scope: Scope,
  { organizationId, now }: { readonly organizationId: string; readonly now: Date },
): Promise<Result<IndicatorPage, { readonly code: 'NOT_FOUND' }>> {
  return db.asReader(scope, async (tx): Promise<Result<IndicatorPage, { readonly code: 'NOT_FOUND' }>> => {
    if (!(await isWithin(tx, scope, organizationId))) return refuse({ code: 'NOT_FOUND' })
    const day = todayInHanoi(now)
    const { catalogue, hash } = await readRules(tx, scope, { organizationId, day })
    const overlays = await listOverlays(tx, scope, await listAbove(tx, scope, { organizationId, day }))
    const backtest = await findLastBacktest<BacktestResult>(tx, scope, organizationId)
    const organizationName = (await nameOrganizations(tx, scope, [organizationId])).get(organizationId) ?? ''
    return ok({ organizationId, organizationName, catalogue, hash, overlays, backtest })
  })
}
