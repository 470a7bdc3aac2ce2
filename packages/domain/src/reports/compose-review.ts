import {
  checkReviewCarry,
  checkReviewLine,
  checkReviewUnits,
  conflictsOf,
  type ReviewCounts,
  type ReviewPlace,
} from './check-review.ts'
import { percentOf } from './compute-block.ts'
import { draftNarrative } from './draft-narrative.ts'
import { guardReview } from './guard-review.ts'
import {
  straightPath,
  type TargetFacts,
  type TargetResult,
  targetLacks,
  targetResults,
  targetStanding,
} from './resolution-target.ts'
import type {
  ReviewContent,
  ReviewFinding,
  ReviewMeasures,
  ReviewReform,
  ReviewResolutionTarget,
  ReviewTableContent,
  ReviewTarget,
} from './review-content.ts'
import {
  type ReviewTable,
  type ReviewTableCode,
  reviewTableCodes,
  reviewTables,
  reviewTablesVersion,
} from './review-tables.ts'

/** One count of a line and a year; year 0 is the whole period, where counts of years do not add up to it. */
export type ReviewFact = {
  readonly table: ReviewTableCode
  readonly line: string
  readonly year: number
  readonly column: string
  readonly count: number
}

/** Figures that somebody entered from elsewhere, or a target. */
export type EnteredFigure = {
  readonly figureId: string
  readonly kind: 'reported' | 'target'
  /** The line of the unit; null where it stands in no line of this level. */
  readonly line: string | null
  readonly unit: string
  readonly table: ReviewTableCode
  readonly year: number
  readonly values: Readonly<Record<string, number>>
  readonly source: string
  readonly cutOff: string
  readonly wording: string
}

/** A target with what was typed of its years and how many tasks are to reach it. */
export type FollowedTarget = TargetFacts &
  Pick<ReviewResolutionTarget, 'targetId' | 'plan' | 'wording' | 'unit' | 'source' | 'confidence' | 'tasks'> & {
    readonly results: readonly TargetResult[]
  }

/** All a review is made of: facts, what was entered, and what the period before left when it was signed. */
export type ReviewInput = {
  readonly organization: { readonly id: string; readonly name: string }
  readonly firstYear: number
  readonly lastYear: number
  readonly cutOff: string
  /** Units by name; `isPast` for a line of what ended or was divided, which owes no register any more. */
  readonly lines: readonly { readonly key: string; readonly name: string; readonly isPast?: boolean }[]
  readonly facts: readonly ReviewFact[]
  readonly entered: readonly EnteredFigure[]
  readonly reform: readonly ReviewReform[]
  readonly measures: readonly ReviewMeasures[]
  readonly resolutionTargets?: readonly FollowedTarget[]
  readonly signedBefore: ReviewContent | null
}

/** A line before anything is hidden. */
export type CountedLine = { readonly key: string; readonly name: string; readonly counts: ReviewCounts }
/** A table before anything is hidden. */
export type CountedReviewTable = {
  readonly code: ReviewTableCode
  readonly lines: readonly CountedLine[]
  readonly total: ReviewCounts
  readonly years: readonly { readonly year: number; readonly counts: ReviewCounts }[]
  readonly reported: readonly (Omit<EnteredFigure, 'kind' | 'wording' | 'values'> & {
    readonly counts: ReviewCounts
    readonly counted: ReviewCounts
    readonly conflicts: readonly string[]
  })[]
}

/**
 * Makes a review of its facts (weak units, section 12): tables by unit, in sum and by year, what does not add up with the line that
 * does not, figures from elsewhere beside the counts, targets with results, facts for each section. Small counts of persons, and
 * what would tell them, are hidden before anything leaves this function.
 */
export function composeReview(input: ReviewInput): ReviewContent {
  const counted = reviewTableCodes.map((code) => countTable(reviewTables[code], input))
  const { tables, hides } = guardReview(counted)
  const findings = counted
    .flatMap((table) => checkTable(table, input))
    .map((finding) => (hides(finding) ? { ...finding, difference: null } : finding))
  const { organization, firstYear, lastYear, cutOff, reform } = input
  const content = {
    version: reviewTablesVersion,
    organization,
    firstYear,
    lastYear,
    cutOff,
    tables: [...tables],
    findings,
  }
  return {
    ...content,
    reform: [...reform],
    measures: [...input.measures],
    targets: targetsOf(input, tables),
    resolutionTargets: followTargets(input, tables),
    narrative: draftNarrative({ ...content, reform }),
  }
}

const yearsOf = ({ firstYear, lastYear }: Pick<ReviewInput, 'firstYear' | 'lastYear'>) =>
  Array.from({ length: lastYear - firstYear + 1 }, (_, at) => firstYear + at)

function countTable(table: ReviewTable, input: ReviewInput): CountedReviewTable {
  const { code, byUnit } = table
  const facts = input.facts.filter((one) => one.table === code)
  const years = yearsOf(input)
  // Before the first record of a register nothing is known: that is not nought.
  const gaps = table.columns.filter(({ isGap = false }) => isGap).map(({ key }) => key)
  const known = facts
    .filter(({ count, year, column }) => count > 0 && year > 0 && !gaps.includes(column))
    .map(({ year }) => year)
  const begins = known.length === 0 ? null : Math.min(...known)
  const knownYears = begins === null ? [] : years.filter((year) => year >= begins)
  const byPlace = new Map<string, number>()
  for (const { line, year, column, count } of facts) {
    for (const place of [line, '']) {
      const at = `${place} ${year} ${column}`
      byPlace.set(at, (byPlace.get(at) ?? 0) + count)
    }
  }
  const hasPeriod = facts.some(({ year }) => year === 0)
  const at = (line: string, year: number, column: string) => byPlace.get(`${line} ${year} ${column}`) ?? 0
  const raw = (line: string, asked: readonly number[]): ReviewCounts =>
    Object.fromEntries(
      table.columns.map(({ key, is }): [string, number | null] => {
        const [first, last] = [asked[0], asked.at(-1)]
        if (is === 'missing' || first === undefined || last === undefined) return [key, null]
        if (hasPeriod && asked.length > 1) return [key, at(line, 0, key)]
        if (is === 'start') return [key, at(line, first, key)]
        if (is === 'end') return [key, at(line, last, key)]
        return [key, asked.reduce((sum, year) => sum + at(line, year, key), 0)]
      }),
    )
  const counts = (line: string, asked: readonly number[]) => withShares(table, raw(line, asked))
  const reports = (line: string) => !byUnit || facts.some((one) => one.line === line && one.count > 0)
  const lines = input.lines.map(({ key, name }) => ({ key, name, counts: counts(key, reports(key) ? knownYears : []) }))
  return {
    ...{ code, lines, total: counts('', knownYears) },
    years: years.map((year) => ({ year, counts: counts('', knownYears.includes(year) ? [year] : []) })),
    reported: input.entered
      .filter((one) => one.kind === 'reported' && one.table === code)
      .map(({ kind: _kind, wording: _wording, values, ...one }) => {
        const own =
          one.line !== null && knownYears.includes(one.year) && reports(one.line) ? counts(one.line, [one.year]) : {}
        return { ...one, counts: withShares(table, values), counted: own, conflicts: conflictsOf(values, own, one) }
      }),
  }
}

/** CK6: shares from whole numbers, one decimal, half up; null over nought. */
function withShares({ columns }: ReviewTable, counts: ReviewCounts): ReviewCounts {
  const shares = columns.flatMap((column): [string, number | null][] => {
    if (column.is !== 'share') return []
    const parts = column.over.map((key) => counts[key] ?? null)
    const whole = parts.includes(null) ? null : parts.reduce<number>((sum, one) => sum + (one ?? 0), 0)
    return [[column.key, percentOf(counts[column.of] ?? null, whole)]]
  })
  return { ...counts, ...Object.fromEntries(shares) }
}

function checkTable(table: CountedReviewTable, input: ReviewInput): readonly ReviewFinding[] {
  const { code, lines, total, reported } = table
  const place = { table: code, unit: null, year: null, source: null, cutOff: input.cutOff }
  const owing = lines.filter(({ key }) => !input.lines.some((one) => one.key === key && one.isPast))
  const known = owing.filter(({ counts }) => Object.values(counts).some((value) => value !== null))
  const missesUnits = reviewTables[code].byUnit && known.length < owing.length
  return [
    ...lines.flatMap(({ name, counts }) => checkReviewLine(counts, { ...place, unit: name })),
    ...checkReviewLine(total, place),
    ...reported.flatMap(({ counts, unit, year, source, cutOff }) =>
      checkReviewLine(counts, { ...place, unit, year, source, cutOff }),
    ),
    ...checkCarries(table, place),
    ...checkSignedBefore(table, { place, before: input.signedBefore }),
    ...(missesUnits ? checkReviewUnits(place, { reporting: known.length, all: owing.length }) : []),
    ...reported.flatMap(({ unit, year, source, conflicts }): ReviewFinding[] =>
      conflicts.length === 0
        ? []
        : [
            {
              ...{ check: 'CK7', weight: 'WARN', table: code, unit, year, source, difference: null },
              columns: [...conflicts],
            },
          ],
    ),
  ]
}

/** Which column stands at the end of a period where which stood at the start of the next. */
const carried: Partial<Record<ReviewTableCode, { readonly start: string; readonly end: string }>> = {
  T1: { start: 'start', end: 'end' },
  T2: { start: 'start', end: 'listed' },
}

function checkCarries({ code, reported }: CountedReviewTable, place: ReviewPlace): readonly ReviewFinding[] {
  const pair = carried[code]
  if (!pair) return []
  return reported.flatMap((now) => {
    const before = reported.find(
      (one) => one.unit === now.unit && one.source === now.source && one.year === now.year - 1,
    )?.counts[pair.end]
    const start = now.counts[pair.start]
    if (typeof before !== 'number' || typeof start !== 'number') return []
    const { unit, year, source } = now
    return checkReviewCarry({ ...place, unit, year, source }, { before, now: start, columns: [pair.end, pair.start] })
  })
}

function checkSignedBefore(
  { code, total }: CountedReviewTable,
  { place, before }: { readonly place: ReviewPlace; readonly before: ReviewContent | null },
): readonly ReviewFinding[] {
  const pair = carried[code]
  const left = pair && before?.tables.find((one) => one.code === code)?.total[pair.end]
  const start = pair && total[pair.start]
  if (!pair || typeof left !== 'number' || typeof start !== 'number') return []
  return checkReviewCarry(place, { before: left, now: start, columns: [pair.end, pair.start] })
}

const targetsOf = ({ entered }: ReviewInput, tables: readonly ReviewTableContent[]): ReviewTarget[] =>
  entered
    .filter(({ kind }) => kind === 'target')
    .flatMap(({ wording, source, table: code, year, values }) => {
      const found = tables.find((one) => one.code === code)
      return Object.entries(values).map(([column, wanted]): ReviewTarget => {
        const result = found?.years.find((one) => one.year === year)?.values[column] ?? null
        const isReached = typeof result === 'number' ? result >= wanted : null
        return { wording, source, table: code, column, year, wanted, result, isReached }
      })
    })

/** Targets over the years of the report, the counts of its own guarded tables as one source more. */
const followTargets = (input: ReviewInput, tables: readonly ReviewTableContent[]): ReviewResolutionTarget[] =>
  (input.resolutionTargets ?? []).map(({ results: typed, counted, ...target }) => {
    const own = { tables: [...tables], cutOff: input.cutOff, source: 'Số đếm của báo cáo này' }
    const results = targetResults({ counted }, typed, own).filter(({ year }) => year <= input.lastYear)
    const standing = targetStanding(target, results)
    return {
      ...{ ...target, standing },
      years: yearsOf(input).map((year) => ({
        ...{ year, path: straightPath(target, year) },
        results: results
          .filter((one) => one.year === year)
          .map(({ value, source, cutOff }) => ({ value, source, cutOff })),
      })),
      lacks: [...targetLacks({ tasks: target.tasks.linked, standing }, results, input)],
    }
  })
