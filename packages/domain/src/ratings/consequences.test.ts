import { describe, expect, test } from 'vitest'
import { calendarVn } from '../calendar/index.ts'
import { afterDefaults } from './after-rules.ts'
import { answerUntil, fileUntil } from './appeal-terms.ts'
import { awardCandidates, excellentRun, exemplaryName } from './award-candidates.ts'
import { consequencesOf } from './consequences.ts'
import { ratingRules20250830 as law } from './rules/2025-08-30.ts'
import { failedTwice } from './screening.ts'

const years = (from: number, outcomes: string) =>
  outcomes.split(' ').map((outcome, at) => ({ year: from + at, outcome }))

test.each([
  { history: years(2024, 'KHT KHT'), pairs: [[2024, 2025]] },
  {
    history: years(2023, 'KHT KHT KHT'),
    pairs: [
      [2023, 2024],
      [2024, 2025],
    ],
  },
  { history: years(2023, 'KHT HT KHT'), pairs: [] },
  { history: years(2023, 'KHT NOT_RATED KHT'), pairs: [] },
  {
    history: [
      { year: 2023, outcome: 'KHT' },
      { year: 2025, outcome: 'KHT' },
    ],
    pairs: [],
  },
])('two years running: $history', ({ history, pairs }) => {
  expect(failedTwice(history)).toEqual(pairs)
})

describe('candidates for awards', () => {
  const of = (
    history: ReturnType<typeof years>,
    awards: Parameters<typeof awardCandidates>[0]['awards'] = [],
    isOrganization = false,
  ) => awardCandidates({ year: 2026, history, awards, isOrganization }).map(({ kind }) => kind)
  test.each([
    { because: 'T this year', history: years(2022, 'XS XS XS XS T'), kinds: [] },
    { because: 'XS this year', history: years(2026, 'XS'), kinds: ['excellent-year'] },
    { because: 'four years running', history: years(2023, 'XS XS XS XS'), kinds: ['excellent-year'] },
    {
      because: 'five years running',
      history: years(2022, 'XS XS XS XS XS'),
      kinds: ['excellent-year', 'excellent-five-years'],
    },
    { because: 'a gap in five years', history: years(2021, 'XS XS NOT_RATED XS XS XS'), kinds: ['excellent-year'] },
  ])('$because', ({ history, kinds }) => {
    expect(of(history)).toEqual(kinds)
  })
  test('an organization is proposed as exemplary', () => {
    expect(of(years(2022, 'XS XS XS XS XS'), [], true)).toEqual(['exemplary-year', 'exemplary-five-years'])
  })
  test.each([
    [2024, 'trong sạch, vững mạnh tiêu biểu'],
    [2025, 'hoàn thành xuất sắc nhiệm vụ tiêu biểu'],
  ])('an exemplary organization of %i is called %s', (year, name) => {
    expect(exemplaryName(year)).toBe(name)
  })
  test('what was awarded already is not proposed again, nor five years that overlap', () => {
    const history = years(2021, 'XS XS XS XS XS XS')
    expect(of(history, [{ kind: 'excellent-year', year: 2026 }])).toEqual(['excellent-five-years'])
    expect(of(history, [{ kind: 'excellent-five-years', year: 2025 }])).toEqual(['excellent-year'])
  })
  test('the year that is not on file is named', () => {
    expect(excellentRun(years(2024, 'XS XS XS'), 2026)).toEqual({ count: 3, missing: 2023 })
    expect(excellentRun(years(2023, 'T XS XS XS'), 2026)).toEqual({ count: 3, missing: null })
  })
})

describe('what hangs on a corrected level', () => {
  const base = {
    year: 2024,
    from: 'XS' as const,
    to: 'KHT' as const,
    history: years(2023, 'KHT XS T'),
    awards: [],
    screenings: [],
    violation: null,
    headsUnder: [],
    isOrganization: false,
    group: { counts: { XS: 1, T: 4, HT: 0, KHT: 0 } },
  }
  const codes = (given: Partial<Parameters<typeof consequencesOf>[0]>) =>
    consequencesOf({ ...base, ...given }, law).map(({ code, forPeople }) => `${code}${forPeople ? ' people' : ''}`)

  test.each([
    {
      because: 'KHT the year before: two running, and he is no candidate',
      given: {},
      found: ['CANDIDATE_LOST', 'SCREENING_OPENED people', 'QUOTA_CHANGED people'],
    },
    {
      because: 'the award of the year falls',
      given: { history: years(2024, 'XS'), awards: [{ id: 'a', kind: 'excellent-year', year: 2024, years: [2024] }] },
      found: ['AWARD_ANNULLED', 'QUOTA_CHANGED people'],
    },
    {
      because: 'a later award of five years falls with one of its years',
      given: {
        history: years(2022, 'XS XS XS XS XS'),
        awards: [{ id: 'b', kind: 'excellent-five-years', year: 2026, years: [2022, 2023, 2024, 2025, 2026] }],
      },
      found: ['AWARD_ANNULLED', 'CANDIDATE_LOST', 'QUOTA_CHANGED people'],
    },
    {
      because: 'a violation lets people look at the collective',
      given: {
        history: years(2024, 'T'),
        from: 'T' as const,
        group: { counts: { XS: 0, T: 1, HT: 9, KHT: 0 } },
        violation: { of: 'collective' as const, level: 'XS' as const },
      },
      found: ['COLLECTIVE_TO_REVIEW people'],
    },
    {
      because: 'a collective that is no longer XS has nothing to lose',
      given: {
        history: years(2024, 'T'),
        from: 'T' as const,
        group: { counts: { XS: 0, T: 1, HT: 9, KHT: 0 } },
        violation: { of: 'collective' as const, level: 'T' as const },
      },
      found: [],
    },
    {
      because: 'a discipline revoked: the task has lost its ground',
      given: {
        from: 'KHT' as const,
        to: 'T' as const,
        history: years(2023, 'KHT KHT'),
        screenings: [{ id: 's', secondYear: 2024, isClosed: false }],
        group: { counts: { XS: 0, T: 1, HT: 0, KHT: 1 } },
      },
      found: ['SCREENING_GROUND_GONE people'],
    },
    {
      because: 'a task that is closed stays as it was closed',
      given: {
        from: 'KHT' as const,
        to: 'T' as const,
        history: years(2023, 'KHT KHT'),
        screenings: [{ id: 's', secondYear: 2024, isClosed: true }],
        group: { counts: { XS: 0, T: 1, HT: 0, KHT: 1 } },
      },
      found: [],
    },
    {
      because: 'the collective itself was lowered below its head',
      given: {
        to: 'HT' as const,
        history: years(2024, 'XS'),
        headsUnder: [{ id: 'h', level: 'T' as const }],
        group: { counts: { XS: 1, T: 0, HT: 0, KHT: 0 } },
      },
      found: ['CANDIDATE_LOST', 'HEAD_TO_REVIEW people'],
    },
  ])('$because', ({ given, found }) => {
    expect(codes(given as Parameters<typeof codes>[0])).toEqual(found)
  })
})

describe('windows of a complaint, by the working calendar', () => {
  test('five working days from a notice on a Thursday: the weekend does not count', () => {
    expect(fileUntil('2026-12-17', afterDefaults, calendarVn).day).toBe('2026-12-24')
  })
  test('the count is shown day by day', () => {
    expect(answerUntil('2026-12-22', afterDefaults, calendarVn).count?.steps.some(({ why }) => why === 'weekend')).toBe(
      true,
    )
  })
  test('where the calendar does not reach there is no day, and none is guessed', () => {
    expect(fileUntil('2100-12-17', afterDefaults, calendarVn).day).toBeNull()
  })
})
