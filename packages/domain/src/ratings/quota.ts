import { z } from 'zod'
import { compare, type Exact, exact, over, plus, times } from '../shared/index.ts'
import { quotaDenominators, roundings } from './rule-options.ts'

const whole = z.int().min(0)
export const levelCountsSchema = z.strictObject({ XS: whole, T: whole, HT: whole, KHT: whole })
/** How many of a group stand at each level; those not rated are not among them. */
export type LevelCounts = z.infer<typeof levelCountsSchema>

const exceptionSchema = z.object({ granted: z.boolean(), decisionNo: z.string().nullable().optional() })

const quotaRuleShape = {
  percent: z.number().min(0).max(100),
  denominator: z.enum(quotaDenominators),
  rounding: z.enum(roundings),
  minOne: z.boolean().optional(),
  exception: exceptionSchema.nullable().optional(),
  exceptionPercent: z.number().min(0).max(100).optional(),
}

export const quotaCaseSchema = z
  .object({
    id: z.union([z.string(), z.number()]),
    ...quotaRuleShape,
    counts: levelCountsSchema.optional(),
    groups: z.array(z.object({ key: z.string(), counts: levelCountsSchema })).optional(),
  })
  .refine(({ counts, groups }) => counts ?? groups, { path: ['counts'], message: 'counts or groups is needed' })
  .refine(({ groups = [] }) => new Set(groups.map(({ key }) => key)).size === groups.length, {
    path: ['groups'],
    message: 'each group key may stand once',
  })

const quotaRuleSchema = z.object(quotaRuleShape)
/** How the limit on XS is reckoned; what the law leaves open comes from the options of the rule set. */
export type QuotaRule = z.infer<typeof quotaRuleSchema>

export type GroupQuota = {
  readonly key: string
  readonly base: number
  readonly xs: number
  readonly limit: number
  readonly excess: number
  /**
   * The fewest people moved from XS to T after which the group keeps its limit: under T_ONLY each move also widens the
   * base, so it may be less than the excess. Nobody is moved by machine.
   */
  readonly smallestMoves: number
}

export type Quota = {
  readonly limit: number
  readonly excess: number
  readonly smallestMoves: number
  /** Whether the exception's percentage was applied; without a decision number it is not. */
  readonly exceptionApplied: boolean
  readonly perGroup: readonly GroupQuota[]
}

/** Whether an exception lifts the limit: granted, and by a decision that has a number. */
export const exceptionHolds = (exception: QuotaRule['exception']): boolean =>
  exception?.granted === true && (exception.decisionNo ?? '').trim() !== ''

/**
 * The limit on XS and how far it is exceeded, group by group and summed: groups are never pooled and an unused share is
 * not lent. Whole-number arithmetic; limit = percent × base / 100, rounded as the rule says (`ROUND` is half up).
 */
export function computeQuota(
  rule: QuotaRule,
  groups: readonly { readonly key: string; readonly counts: LevelCounts }[],
): Quota {
  const exceptionApplied = exceptionHolds(rule.exception) && rule.exceptionPercent !== undefined
  const percent = exact(exceptionApplied ? (rule.exceptionPercent ?? rule.percent) : rule.percent)
  const perGroup = groups.map(({ key, counts }) => quotaOf(key, counts, { ...rule, share: over(percent, exact(100)) }))
  const sum = (pick: (group: GroupQuota) => number) => perGroup.reduce((total, group) => total + pick(group), 0)

  return {
    limit: sum(({ limit }) => limit),
    excess: sum(({ excess }) => excess),
    smallestMoves: sum(({ smallestMoves }) => smallestMoves),
    exceptionApplied,
    perGroup,
  }
}

type Reckoning = Pick<QuotaRule, 'denominator' | 'rounding' | 'minOne'> & { readonly share: Exact }

function quotaOf(key: string, counts: LevelCounts, reckoning: Reckoning): GroupQuota {
  const limit = limitOf(counts, reckoning)
  return {
    key,
    base: baseOf(counts, reckoning),
    xs: counts.XS,
    limit,
    excess: Math.max(0, counts.XS - limit),
    smallestMoves: smallestMoves(counts, reckoning),
  }
}

const bases = {
  T_ONLY: ({ T }) => T,
  T_OR_BETTER: ({ XS, T }) => XS + T,
  ALL_RATED: ({ XS, T, HT, KHT }) => XS + T + HT + KHT,
} as const satisfies Record<QuotaRule['denominator'], (counts: LevelCounts) => number>

const baseOf = (counts: LevelCounts, { denominator }: Reckoning): number => bases[denominator](counts)

function limitOf(counts: LevelCounts, reckoning: Reckoning): number {
  const limit = rounded(times(reckoning.share, exact(baseOf(counts, reckoning))), reckoning.rounding)
  return reckoning.minOne && limit === 0 && bases.ALL_RATED(counts) > 0 ? 1 : limit
}

function rounded(value: Exact, rounding: QuotaRule['rounding']): number {
  if (rounding === 'ROUND') return rounded(plus(value, exact(0.5)), 'FLOOR')
  const floor = value.num / value.den
  return Number(rounding === 'CEIL' && compare(value, { num: floor, den: 1n }) > 0 ? floor + 1n : floor)
}

/** Each move lowers XS by one and never lowers the limit, so the first number of moves that fits is found by halving. */
function smallestMoves(counts: LevelCounts, reckoning: Reckoning): number {
  const fits = (moves: number) => {
    const after = { ...counts, XS: counts.XS - moves, T: counts.T + moves }
    return after.XS <= limitOf(after, reckoning)
  }
  let [low, high] = [0, counts.XS]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (fits(middle)) high = middle
    else low = middle + 1
  }
  return low
}
