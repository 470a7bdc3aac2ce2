import type { Database } from '@nq15/db/client'
import { findLastBacktest } from '@nq15/db/monitoring/backtest.read'
import { countEntryStates } from '@nq15/db/monitoring/fact.read'
import { countSigns, type SignFilter } from '@nq15/db/monitoring/sign.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { type BacktestResult, type IndicatorCatalogue, type SheetId, sheetOf } from '@nq15/domain/monitoring'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { readRules } from './read-rules.ts'
import { usualPeriod } from './save-sheet.ts'

/** What other systems read of early recognition: counts of organizations, sheets and signs; nobody who acted is named. */
export type Aggregates = {
  readonly organizationId: string
  readonly signs: Readonly<Record<SignFilter['which'], number>>
  readonly sheets: {
    readonly sheet: SheetId
    readonly start: string
    readonly owed: number
    readonly sent: number
    readonly verified: number
  }
}

type NotFound = { readonly code: 'NOT_FOUND' }

/** Counts signs at and below an organization and how far a sheet of a period is. Three statements. */
export async function readAggregates(
  db: Database,
  scope: Scope,
  asked: {
    readonly organizationId: string
    readonly sheet: Exclude<SheetId, 'project-month' | 'case-month'>
    readonly start: string | null
    readonly now: Date
  },
): Promise<Result<Aggregates, NotFound>> {
  const { organizationId, sheet, now } = asked
  const today = todayInHanoi(now)
  const { of, period } = sheetOf(sheet)
  const start = asked.start ?? usualPeriod(period, today)
  return db.asReader(scope, async (tx): Promise<Result<Aggregates, NotFound>> => {
    if (of === 'project' || of === 'case' || !(await isWithin(tx, scope, organizationId)))
      return refuse({ code: 'NOT_FOUND' })
    const signs = await countSigns(tx, scope, { organizationId })
    const states = await countEntryStates(tx, scope, { rootId: organizationId, sheet, start, day: today, owes: of })
    return ok({ organizationId, signs, sheets: { sheet, start, ...states } })
  })
}

/** The rules an organization is judged by, and how they did on past months by the last back-test. */
export type OpenRules = {
  readonly catalogue: IndicatorCatalogue
  readonly hash: string
  readonly backtest: {
    readonly from: string
    readonly until: string
    readonly ruleVersion: string
    readonly result: BacktestResult
  } | null
}

/** Reads the rules and the last back-test, without the names of who made them. Four statements. */
export async function readOpenRules(
  db: Database,
  scope: Scope,
  { organizationId, now }: { readonly organizationId: string; readonly now: Date },
): Promise<Result<OpenRules, NotFound>> {
  return db.asReader(scope, async (tx): Promise<Result<OpenRules, NotFound>> => {
    if (!(await isWithin(tx, scope, organizationId))) return refuse({ code: 'NOT_FOUND' })
    const { catalogue, hash } = await readRules(tx, scope, { organizationId, day: todayInHanoi(now) })
    const last = await findLastBacktest<BacktestResult>(tx, scope, organizationId)
    const backtest = last && {
      from: last.from,
      until: last.until,
      ruleVersion: last.ruleVersion,
      result: last.result,
    }
    return ok({ catalogue, hash, backtest })
  })
}
