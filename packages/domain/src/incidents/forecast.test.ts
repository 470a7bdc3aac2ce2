import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { catalogueOn, type FactSheet, readCatalogue } from '../monitoring/index.ts'
import {
  alarmAfter,
  type ForecastAlarmState,
  forecastAlarmStates,
  isAlarmLate,
  judgeAlarmAnswer,
  nextAlarmState,
} from './alarm.ts'
import { backTestForecast } from './back-test.ts'
import { forecastRulesOn } from './forecast-rules.ts'
import { hideSmallCounts, type ShownCount } from './hide-small-counts.ts'
import { type ForecastFacts, judgeForecast } from './judge-forecast.ts'
import { recordedSequences } from './recorded-sequences.ts'

const catalogue = catalogueOn('2026-12-08')
const rules = forecastRulesOn('2026-12-08')
if (!catalogue.ok || !rules) throw new Error('no rules')
const by = { rules, read: readCatalogue(catalogue.value) }

describe('the back-test: earlier facts alone', () => {
  const [namSon, quiet] = recordedSequences
  const levels = (sequence: typeof namSon, days: readonly string[]) =>
    sequence ? backTestForecast(sequence, days, by).map(({ level }) => level) : []
  test.each([
    ['before anything was announced', '2019-01-01', 0],
    ['the day after the promised quarter', '2019-07-01', 1],
    ['before the fifth month of silence: two blockades and two dates passed', '2019-12-01', 2],
    ['a year later', '2020-12-01', 2],
  ])('%s (%s)', (_, day, expected) => {
    expect(levels(namSon, [day])).toEqual([expected])
  })
  test('the control stays at 0 in every month', () => {
    const days = Array.from(
      { length: 23 },
      (_, at) => `${2019 + Math.floor((at + 1) / 12)}-${String(((at + 1) % 12) + 1).padStart(2, '0')}-01`,
    )
    expect(new Set(levels(quiet, days))).toEqual(new Set([0]))
  })
  test('what comes later changes nothing of an earlier day', () => {
    if (!namSon) throw new Error('no sequence')
    const later = {
      ...namSon,
      facts: {
        ...namSon.facts,
        gatherings: [...namSon.facts.gatherings, { matter: 'compensation', onDay: '2019-12-01', count: 9 }],
        commitments: namSon.facts.commitments.map((one) => ({ ...one, keptOn: '2021-01-01' })),
      },
    }
    expect(backTestForecast(later, ['2019-07-01', '2019-12-01'], by)).toEqual(
      backTestForecast(namSon, ['2019-07-01', '2019-12-01'], by),
    )
  })
})

const month = '2026-11-01'
const sheet = (sheetId: string, figures: FactSheet['figures'], subject = 'P'): FactSheet => ({
  ...{ id: 'x', sheet: sheetId, subject, subjectName: null, kind: 'month', start: month, figures },
})
const bare: ForecastFacts = {
  ...{ project: 'P', foundedOn: '2020-01-01', residents: 20_000, sheets: [], commitments: [], gatherings: [] },
}
const judge = (facts: Partial<ForecastFacts>) => judgeForecast({ ...bare, ...facts }, { asOf: '2026-12-08', month }, by)
const late = { commitmentId: 'a', announcedOn: '2026-01-01', dueOn: '2026-12-01', keptOn: null, replacesId: null }

test.each<[string, Partial<ForecastFacts>, number | null, readonly string[]]>([
  ['nothing promised, nothing happened, no sheet: what the register counts is known', {}, 0, []],
  ['a commune of which nothing is known is not at 0', { project: '' }, null, []],
  ['one promise overdue', { commitments: [late] }, 1, ['D4']],
  ['its day is today: still in time', { commitments: [{ ...late, dueOn: '2026-12-08' }] }, 0, []],
  [
    'two groups on one matter, the older in the first month of the window',
    {
      gatherings: [
        { matter: 'm', onDay: '2025-01-01', count: 1 },
        { matter: 'm', onDay: '2026-12-07', count: 1 },
      ],
    },
    1,
    ['D6'],
  ],
  [
    'a day too old, and one of another matter',
    {
      gatherings: [
        { matter: 'm', onDay: '2024-12-31', count: 1 },
        { matter: 'm', onDay: '2026-12-07', count: 1 },
        { matter: 'n', onDay: '2026-12-07', count: 1 },
      ],
    },
    0,
    [],
  ],
  [
    'households, promise and enforcement together',
    {
      commitments: [late],
      sheets: [
        sheet('project-month', {
          ...{
            householdsAffected: 100,
            householdsOutstanding: 20,
            milestoneOn: '2026-12-31',
            enforcementOn: '2026-12-31',
          },
        }),
      ],
    },
    2,
    ['D4', 'D7'],
  ],
  [
    'a commune: two groups on one matter in its own sheet, and a promise of a case without project',
    {
      project: '',
      commitments: [late],
      sheets: [sheet('area-month', { largeGroups: 2, sameMatterGroupsQuarter: 2 }, '')],
    },
    1,
    ['C2', 'D4'],
  ],
])('%s', (_, facts, level, reds) => {
  const judged = judge(facts)
  expect(judged.level).toBe(level)
  expect(judged.answers.filter(({ status }) => status === 'red').map(({ indicator }) => indicator)).toEqual(reds)
})

test('no figure about people leaves a forecast: neither counts nor shares, and few households give no colour', () => {
  const few = judge({
    sheets: [sheet('project-month', { householdsAffected: 4, householdsOutstanding: 3, milestoneOn: '2026-12-31' })],
  })
  expect(few.answers.find(({ indicator }) => indicator === 'D1')).toMatchObject({ status: 'suppressed', value: null })
  const many = judge({
    sheets: [sheet('project-month', { householdsAffected: 50, householdsOutstanding: 3, milestoneOn: '2026-12-31' })],
  })
  expect(many.answers.find(({ indicator }) => indicator === 'D1')).toMatchObject({ status: 'yellow', value: null })
  for (const answer of [...few.answers, ...many.answers]) expect(answer).not.toHaveProperty('inputs')
})

describe('alarms', () => {
  test('the whole table', () => {
    const ways: Readonly<Record<ForecastAlarmState, readonly (ForecastAlarmState | null)[]>> = {
      raised: ['acknowledged', 'escalated', 'closed'],
      escalated: ['acknowledged', null, 'closed'],
      acknowledged: [null, null, 'closed'],
      closed: [null, null, null],
    }
    for (const state of forecastAlarmStates)
      expect((['acknowledge', 'escalate', 'close'] as const).map((event) => nextAlarmState(state, event))).toEqual(
        ways[state],
      )
  })
  test.each([
    ['from nothing known to 1', null, 1, null, true, false],
    ['stays', 1, 1, 1, false, false],
    ['rises further: a new alarm takes the place', 1, 2, 1, true, true],
    ['falls below its alarm', 2, 1, 2, false, true],
    ['falls to 0', 1, 0, 1, false, true],
    ['falls to 0 without an alarm', 1, 0, null, false, false],
    ['a gap says nothing', 2, null, 2, false, false],
  ])('%s', (_, before, now, openAt, raises, closes) => {
    expect(alarmAfter({ before, now, openAt })).toEqual({ raises, closes })
  })
  test('an answer says what is done or why nothing is, and names nobody; the day itself is in time', () => {
    const said = (state: ForecastAlarmState, reason: string) => {
      const judged = judgeAlarmAnswer(state, { answer: 'no-action', reason })
      return judged.ok ? judged.value : judged.refusal.code
    }
    expect([
      said('raised', 'Đã đối thoại'),
      said('raised', ' '),
      said('escalated', 'Gặp bà Hoa'),
      said('closed', 'x'),
    ]).toEqual([...['acknowledged', 'REASON_REQUIRED', 'NAMES_A_PERSON', 'NO_SUCH_STEP']])
    const alarm = { state: 'raised', dueOn: '2026-12-08' } as const
    expect([isAlarmLate(alarm, '2026-12-08'), isAlarmLate(alarm, '2026-12-09')]).toEqual([false, true])
  })
})

describe('small counts', () => {
  test.each<[readonly (number | null)[], readonly ShownCount[], ShownCount]>([
    [[12, 0, 40], [12, 0, 40], 52],
    [[3, 20, 40], ['under-5', 'hidden', 40], 63],
    [[1, 5, 40], ['under-5', 'hidden', 'hidden'], 46],
    [[2, 3, 40], ['under-5', 'under-5', 40], 45],
    [[1, 1, 40], ['under-5', 'under-5', 'hidden'], 42],
    [[3, 0], ['under-5', 0], 'hidden'],
    [[3, null], ['under-5', null], null],
    [[0, 0], [0, 0], 0],
  ])('%j', (counts, expected, total) => {
    expect(hideSmallCounts(counts)).toEqual({ counts: expected, total })
  })
  test('no count from 1 to 4 can be reckoned from what is shown: another world with another small count shows the same', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 1, maxLength: 6 }), (counts) => {
        const shown = hideSmallCounts(counts)
        const least = Math.min(...shown.counts.filter((one) => typeof one === 'number' && one > 4).map(Number))
        for (const [at, one] of shown.counts.entries()) {
          expect(typeof one === 'number' && one >= 1 && one <= 4).toBe(false)
          if (one !== 'under-5') continue
          expect(typeof shown.total === 'number' ? feasible(counts, shown, at, least) : 2).toBeGreaterThan(1)
        }
      }),
      { numRuns: 400 },
    )
  })
})

/** How many values of the count at a place are possible for who sees the rest, the total, and knows how counts are hidden. */
function feasible(
  counts: readonly number[],
  shown: ReturnType<typeof hideSmallCounts>,
  at: number,
  least: number,
): number {
  const hidden = shown.counts.flatMap((one, place) =>
    one === 'under-5' ? [{ place, low: 1, high: 4 }] : one === 'hidden' ? [{ place, low: 5, high: least }] : [],
  )
  const open =
    Number(shown.total) - shown.counts.reduce<number>((sum, one) => sum + (typeof one === 'number' ? one : 0), 0)
  expect(open).toBe(hidden.reduce((sum, { place }) => sum + (counts[place] ?? 0), 0))
  const others = hidden.filter(({ place }) => place !== at)
  const [low, high] = [others.reduce((sum, one) => sum + one.low, 0), others.reduce((sum, one) => sum + one.high, 0)]
  return [1, 2, 3, 4].filter((value) => low <= open - value && open - value <= high).length
}
