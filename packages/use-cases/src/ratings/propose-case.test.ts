import type { RatingCaseRow } from '@nq15/db/ratings/case.read'
import { ratingRuleSets, ruleSetOfYear } from '@nq15/domain/ratings'
import { expect, test } from 'vitest'
import { proposeCase, proposeInTurns } from './propose-case.ts'

const rulesOf = (year: number) => {
  const ruleSet = ruleSetOfYear(ratingRuleSets, year)
  if (!ruleSet.ok) throw new Error(`no rules of ${year}`)
  return { campaign: { year }, ruleSet: ruleSet.value }
}

/** What the rules read of a case; the rest of a row is not asked for. */
const rowOf = (facts: Partial<RatingCaseRow>) =>
  ({
    subject: 'MEMBER_2C',
    isHead: false,
    monthsSinceAdmission: 100,
    reviewEdition: 2,
    notRatedReason: null,
    proposedLevel: null,
    assessment: null,
    collective: null,
    led: null,
    disciplines: [],
    quarterBelowMinimum: null,
    openHints: 0,
    ...facts,
  }) as RatingCaseRow

const warned = rowOf({
  disciplines: [
    { form: 'warning', decisionNumber: '1', decidedOn: '2026-03-01', state: 'in-force', violationId: null },
  ],
} as unknown as Partial<RatingCaseRow>)

test.each([
  { of: 'nothing known', row: rowOf({}) },
  { of: 'a level chosen by people', row: rowOf({ proposedLevel: 'T' }) },
  { of: 'a warning in the year', row: warned },
  { of: 'not rated, with its reason', row: rowOf({ notRatedReason: 'on-leave' }) },
])('in turns and alone a case is judged alike: $of', async ({ row }) => {
  const alone = proposeCase({ ...row }, rulesOf(2026))
  await proposeInTurns([row], rulesOf(2026))
  expect(proposeCase(row, rulesOf(2026))).toEqual(alone)
})

test('what was judged by the rules of one year is not the answer of another', () => {
  const alone = proposeCase({ ...warned }, rulesOf(2025))
  proposeCase(warned, rulesOf(2026))
  expect(proposeCase(warned, rulesOf(2025))).toEqual(alone)
})

test('others are answered between the turns', async () => {
  let answered = 0
  const other = setInterval(() => (answered += 1), 0)
  const rows = Array.from({ length: 2_000 }, () => rowOf({}))
  await proposeInTurns(rows, rulesOf(2026))
  clearInterval(other)
  expect(answered).toBeGreaterThan(0)
})
