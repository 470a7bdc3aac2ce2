import { z } from 'zod'
import {
  compare,
  type Exact,
  exact,
  exactDecimalPattern,
  inDigits,
  ok,
  plus,
  type Result,
  refuse,
} from '../shared/index.ts'
import type { RuleSet } from './rule-set.ts'

const points = z.string().trim().max(20).regex(exactDecimalPattern)

/** A quarter of a leading cadre as it is typed: points by axis with his own maxima, and what the assessing body states. */
export const quarterEntrySchema = z.strictObject({
  year: z.int().min(2026).max(2100),
  quarter: z.int().min(1).max(4),
  axes: z.record(z.string().max(40), z.strictObject({ max: points, points: points.nullable() })),
  generalPoints: points.nullable(),
  /** Stated by the body that assessed the quarter; null while nobody said. */
  belowMinimum: z.boolean().nullable(),
  remark: z.string().trim().max(2000),
})
export type QuarterEntry = z.infer<typeof quarterEntrySchema>

export const quarterFaultCodes = [
  'QUARTER_BEFORE_RULES',
  'QUARTER_NOT_BEGUN',
  'UNKNOWN_AXIS',
  'AXIS_MAXIMA_NOT_EXACT',
  'POINTS_OVER_MAX',
  'POINTS_NEGATIVE',
] as const
type QuarterFault = {
  readonly code: (typeof quarterFaultCodes)[number]
  readonly where: string
  readonly required: string | null
}

/** The sums of a quarter, as decimals cut after three places; null while something is missing. */
export type QuarterTotals = { readonly resultPoints: string | null; readonly total: string | null }

type Ground = { readonly ruleSet: RuleSet; readonly quarterly: RuleSet; readonly today: string }

/** The axes of the results by code (T1 …), as the rule set names them. */
export const axesOf = ({ scoreModel: { resultAxes } }: RuleSet) =>
  resultAxes.vi.map((text, index) => ({ code: `T${index + 1}`, text }))

/**
 * Checks and sums a quarter: quarters are known from the second of 2026, none is assessed before it began, the maxima of the
 * axes total exactly what results may reach. Whether the quarter was below the minimum is stated, never reckoned.
 */
export function checkQuarter(
  { axes, generalPoints, year, quarter }: QuarterEntry,
  { ruleSet, quarterly, today }: Ground,
): Result<QuarterTotals, { readonly code: 'QUARTER_INVALID'; readonly faults: readonly QuarterFault[] }> {
  const faults: QuarterFault[] = []
  const add = (code: QuarterFault['code'], where: string, required: string | null = null) =>
    void faults.push({ code, where, required })
  const [general, results] = ['generalPoints', 'resultPoints'].map(
    (fact) => ruleSet.scoreModel.groups.find((group) => group.fact === fact)?.max ?? '0',
  )
  const first = quarterly.inForce.from
  if (lastDayOf(year, quarter) < first) add('QUARTER_BEFORE_RULES', 'quarter', first)
  if (firstDayOf(year, quarter) > today) add('QUARTER_NOT_BEGUN', 'quarter', today)

  const known = new Set(axesOf(ruleSet).map(({ code }) => code))
  const named = Object.entries(axes)
  for (const [code, { max, points: given }] of named) {
    if (!known.has(code)) add('UNKNOWN_AXIS', code)
    if (exact(max).num < 0n || (given !== null && exact(given).num < 0n)) add('POINTS_NEGATIVE', code)
    else if (given !== null && compare(exact(given), exact(max)) > 0) add('POINTS_OVER_MAX', code, max)
  }
  const sum = sumOf(named.map(([, { max }]) => max))
  if (named.length > 0 && compare(sum, exact(results ?? '0')) !== 0)
    add('AXIS_MAXIMA_NOT_EXACT', 'axes', results ?? null)
  if (generalPoints !== null && compare(exact(generalPoints), exact(general ?? '0')) > 0)
    add('POINTS_OVER_MAX', 'generalPoints', general ?? null)
  if (generalPoints !== null && exact(generalPoints).num < 0n) add('POINTS_NEGATIVE', 'generalPoints')
  if (faults.length > 0) return refuse({ code: 'QUARTER_INVALID', faults } as const)

  const scored = named.filter(([, { max }]) => exact(max).num > 0n).map(([, axis]) => axis.points)
  const whole = scored.length > 0 && !scored.includes(null)
  const result = whole ? sumOf(scored.map((one) => one ?? '0')) : null
  return ok({
    resultPoints: result && inDigits(result, 3),
    total: result && generalPoints !== null ? inDigits(plus(result, exact(generalPoints)), 3) : null,
  })
}

const sumOf = (decimals: readonly string[]): Exact =>
  decimals.reduce<Exact>((sum, one) => plus(sum, exact(one)), exact(0))
const month = (quarter: number, within: number) => String((quarter - 1) * 3 + within).padStart(2, '0')
const firstDayOf = (year: number, quarter: number): string => `${year}-${month(quarter, 1)}-01`
const lastDayOf = (year: number, quarter: number): string =>
  `${year}-${month(quarter, 3)}-${quarter === 1 || quarter === 4 ? '31' : '30'}`
