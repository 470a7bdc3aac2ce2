import { z } from 'zod'
import { type Confidence, confidences, legalDayField, textField } from '../shared/index.ts'
import type { ReviewCell, ReviewContent } from './review-content.ts'
import { type ReviewTableCode, type ReviewWords, reviewTableCodes, reviewTables } from './review-tables.ts'

/** Which kind of paper a target stands in. */
export const targetPlans = ['resolution', 'socio-economic', 'other'] as const
export type TargetPlan = (typeof targetPlans)[number]
export const targetPlanWords: Readonly<Record<TargetPlan, ReviewWords>> = {
  resolution: { vi: 'Nghị quyết', en: 'Resolution' },
  'socio-economic': { vi: 'Kế hoạch phát triển kinh tế - xã hội', en: 'Socio-economic plan' },
  other: { vi: 'Văn bản khác', en: 'Other document' },
}
/** How well the wording of a target is known; said beside it on screen and paper. */
export const targetConfidences = confidences.filter((one) => one !== 'S-code')
export const targetConfidenceWords: Readonly<Record<Confidence, ReviewWords>> = {
  T: { vi: 'đã đọc bản chính', en: 'text was read' },
  S: { vi: 'theo nguồn thứ cấp, cần đối chiếu bản chính', en: 'secondary source, to be confirmed' },
  'S-code': { vi: 'theo phần mềm của đơn vị khác', en: 'from another unit’s software' },
  M: { vi: 'ghi theo trí nhớ, cần đối chiếu bản chính', en: 'from memory, to be confirmed' },
  design: { vi: 'đơn vị tự đặt', en: 'set by the unit itself' },
}
/** Whether the figure is to be reached from below or not to be passed. */
export const targetBounds = ['at-least', 'at-most'] as const
export type TargetBound = (typeof targetBounds)[number]

const text = (longest: number) => textField.pipe(z.string().min(1).max(longest))
/** A figure as an office types it: 1.234,5 or 1234,5; at most two decimals. */
const figure = z
  .string()
  .transform((typed) => typed.trim().replaceAll('.', '').replace(',', '.'))
  .pipe(z.string().regex(/^-?\d{1,9}(?:\.\d{1,2})?$/u))
  .transform(Number)
const year = z.coerce.number().int().min(2010).max(2100)

/** A target as it is typed: nothing of it is known to the product before, and it always says where it stands. */
export const newTargetSchema = z
  .object({
    organizationId: z.uuid(),
    plan: z.enum(targetPlans),
    wording: text(500),
    unit: text(40),
    bound: z.enum(targetBounds),
    base: figure,
    baseYear: year,
    wanted: figure,
    dueYear: year,
    directiveId: z.union([z.literal('').transform(() => null), z.uuid()]),
    source: text(300),
    confidence: z.enum(confidences).exclude(['S-code']),
    /** A column of the review's tables that counts the same, as `T1.consolidated`; empty where results are only typed. */
    counted: z.union([
      z.literal('').transform(() => null),
      z.string().transform((typed, context) => {
        const [code, column = ''] = typed.split('.')
        const table = reviewTableCodes.find((one) => one === code)
        if (table && reviewTables[table].columns.some(({ key, is }) => key === column && is !== 'missing'))
          return { table, column }
        context.addIssue({ code: 'custom' })
        return z.NEVER
      }),
    ]),
  })
  .refine(({ baseYear, dueYear }) => baseYear < dueYear && dueYear - baseYear <= 15, { path: ['dueYear'] })
export type NewTarget = Readonly<z.infer<typeof newTargetSchema>>

/** The result of a year from one source; `reason` says why an earlier figure of that source is replaced. */
export const targetResultSchema = z.object({
  year,
  value: figure,
  source: text(300),
  cutOff: legalDayField,
  reason: textField.pipe(z.string().max(500)),
})
export type NewTargetResult = Readonly<z.infer<typeof targetResultSchema>>

/** A task that is to reach a target: of a directive, or of a conclusion of the steering committee. */
export const targetTaskSchema = z
  .string()
  .transform((typed) => typed.split(':'))
  .pipe(z.tuple([z.enum(['directive', 'conclusion']), z.uuid()]))
  .transform(([kind, taskId]) => ({ kind, taskId }))
export type TargetTaskRef = Readonly<z.infer<typeof targetTaskSchema>>

/** What the rules read of a target. */
export type TargetFacts = {
  readonly bound: TargetBound
  readonly base: number
  readonly baseYear: number
  readonly wanted: number
  readonly dueYear: number
  readonly counted: { readonly table: ReviewTableCode; readonly column: string } | null
}
/** What a source says of a year. */
export type TargetResult = {
  readonly year: number
  readonly value: ReviewCell
  readonly source: string
  readonly cutOff: string
}
export const targetStandings = ['reached', 'on-path', 'behind', 'missed', 'sources-differ', 'no-result'] as const
export type TargetStanding = (typeof targetStandings)[number]
/** What keeps a target from being followed: no task, no result, or sources that say different things. */
export type TargetLack = 'task' | 'result' | 'sources'

/** Where a target would stand in a year on a straight line from its base to its figure, to two decimals; null before the base year. */
export function straightPath(
  { base, baseYear, wanted, dueYear }: Omit<TargetFacts, 'bound' | 'counted'>,
  at: number,
): number | null {
  if (at < baseYear) return null
  if (at >= dueYear) return wanted
  return Math.round((base + ((wanted - base) * (at - baseYear)) / (dueYear - baseYear)) * 100) / 100
}

/**
 * The results of a target: what was typed, with the count of the review's own table beside it as one source more. Where the column
 * counts persons, counts from 1 to 4 are hidden, and with a hidden count whatever else was said of that year.
 */
export function targetResults(
  { counted }: Pick<TargetFacts, 'counted'>,
  typed: readonly TargetResult[],
  review: (Pick<ReviewContent, 'tables' | 'cutOff'> & { readonly source: string }) | null,
): readonly TargetResult[] {
  const column = counted && reviewTables[counted.table].columns.find(({ key }) => key === counted.column)
  const table = counted && review?.tables.find(({ code }) => code === counted.table)
  const own = (table?.years ?? []).flatMap(({ year: of, values }): TargetResult[] => {
    const value = counted === null ? null : (values[counted.column] ?? null)
    return value === null || !review ? [] : [{ year: of, value, source: review.source, cutOff: review.cutOff }]
  })
  const all = [...own, ...typed].toSorted((one, other) => one.year - other.year || order(one.cutOff, other.cutOff))
  if (!column?.persons) return all
  const isSmall = ({ value }: TargetResult) =>
    value === 'hidden' || (typeof value === 'number' && value > 0 && value < 5)
  const guarded = new Set(all.filter(isSmall).map((one) => one.year))
  return all.map((one) => (guarded.has(one.year) ? { ...one, value: 'hidden' as const } : one))
}
const order = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

/** How a target stands by the newest year that any source speaks of, every source judged by itself against the straight path. */
export function targetStanding(
  target: Omit<TargetFacts, 'counted'>,
  results: readonly Pick<TargetResult, 'year' | 'value'>[],
): TargetStanding {
  const known = results.flatMap(({ year: of, value }) =>
    typeof value === 'number' && of >= target.baseYear ? [{ year: of, value }] : [],
  )
  const last = Math.max(...known.map((one) => one.year))
  const path = known.length === 0 ? null : straightPath(target, last)
  if (path === null) return 'no-result'
  const meets = (value: number, asked: number) => (target.bound === 'at-least' ? value >= asked : value <= asked)
  const judged = known
    .filter((one) => one.year === last)
    .map(({ value }): TargetStanding => {
      if (last >= target.dueYear) return meets(value, target.wanted) ? 'reached' : 'missed'
      return meets(value, path) ? 'on-path' : 'behind'
    })
  return new Set(judged).size === 1 ? (judged[0] ?? 'no-result') : 'sources-differ'
}

/** What a target lacks: a task that is to reach it, a result in some years, or one word of its sources in the newest of them. */
export function targetLacks(
  { tasks, standing }: { readonly tasks: number; readonly standing: TargetStanding },
  results: readonly Pick<TargetResult, 'year' | 'value'>[],
  { firstYear, lastYear }: { readonly firstYear: number; readonly lastYear: number },
): readonly TargetLack[] {
  const within = results.filter(({ year: of, value }) => of >= firstYear && of <= lastYear && value !== null)
  const newest = within.filter((one) => one.year === within.at(-1)?.year)
  const differ = standing === 'sources-differ' || new Set(newest.map(({ value }) => value)).size > 1
  return [
    ...(tasks === 0 ? (['task'] as const) : []),
    ...(within.length === 0 ? (['result'] as const) : []),
    ...(within.length > 0 && differ ? (['sources'] as const) : []),
  ]
}
