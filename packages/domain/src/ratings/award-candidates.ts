import { z } from 'zod'
import { legalDayField, textField } from '../shared/index.ts'
import type { YearOutcome } from './screening.ts'

export const awardKinds = ['excellent-year', 'excellent-five-years', 'exemplary-year', 'exemplary-five-years'] as const
export const awardKindSchema = z.enum(awardKinds)
/** Members: XS of the year, five years running. Organizations: exemplary (`exemplaryName`) of the year, five years running. */
export type AwardKind = z.infer<typeof awardKindSchema>

const firstYearOfPresentName = 2025

/** What an exemplary organization is called in the award of a year (06-HD/TW §19); an award keeps the name of its year. */
export const exemplaryName = (year: number): string =>
  year >= firstYearOfPresentName ? 'hoàn thành xuất sắc nhiệm vụ tiêu biểu' : 'trong sạch, vững mạnh tiêu biểu'

const runLength = 5

export type AwardCandidate = {
  readonly kind: AwardKind
  /** The years it rests on, oldest first. */
  readonly years: readonly number[]
}

type Given = {
  readonly year: number
  readonly history: readonly YearOutcome[]
  readonly isOrganization: boolean
  /** Awards that stand. */
  readonly awards: readonly { readonly kind: AwardKind; readonly year: number }[]
}

/**
 * For what a person or organization may be proposed in a year (21-HD/BTCTW, [T]): rated XS this year; rated XS in five
 * following years none of which an earlier five-year award rests on (design). Being named here gives nothing by itself.
 */
export function awardCandidates({ year, history, isOrganization, awards }: Given): readonly AwardCandidate[] {
  const excellent = new Set(history.filter(({ outcome }) => outcome === 'XS').map((one) => one.year))
  if (!excellent.has(year)) return []
  const [ofYear, ofFive]: [AwardKind, AwardKind] = isOrganization
    ? ['exemplary-year', 'exemplary-five-years']
    : ['excellent-year', 'excellent-five-years']
  const has = (kind: AwardKind, from: number, to: number) =>
    awards.some((award) => award.kind === kind && award.year >= from && award.year <= to)
  const run = Array.from({ length: runLength }, (_, at) => year - runLength + 1 + at)
  return [
    ...(has(ofYear, year, year) ? [] : [{ kind: ofYear, years: [year] }]),
    ...(run.every((one) => excellent.has(one)) && !has(ofFive, year - runLength + 1, year)
      ? [{ kind: ofFive, years: run }]
      : []),
  ]
}

/** How many years running, ending with `year`, were XS; and the first of the five that is not on file. */
export function excellentRun(history: readonly YearOutcome[], year: number): { count: number; missing: number | null } {
  const byYear = new Map(history.map((one) => [one.year, one.outcome]))
  let count = 0
  while (byYear.get(year - count) === 'XS') count += 1
  const missing = count < runLength && !byYear.has(year - count) ? year - count : null
  return { count, missing }
}

/** An award as it was decided. */
export const recordAwardSchema = z.object({
  kind: awardKindSchema,
  decisionNumber: textField.pipe(z.string().min(1).max(60)),
  decidedOn: legalDayField,
  deciderName: textField.pipe(z.string().min(1).max(200)),
})
export type RecordAward = z.infer<typeof recordAwardSchema>
