import { describe, expect, test } from 'vitest'
import type { WorkingCalendar } from './calendar-day.ts'
import { calendarVn } from './calendar-vn.ts'
import { countDeadline } from './count-deadline.ts'
import { countTerm } from './count-term.ts'
import { expectedRestOn, uncountedRestsOf } from './expected-rest.ts'
import { lunarDayOf } from './lunar-day.ts'
import { expectedDays } from './provisional-days.ts'
import type { Term } from './term.ts'

// The year 2027 once its notice is out: the same rows, certain, and the eve of Tết entered as the notice says.
const announced: WorkingCalendar = {
  ...calendarVn,
  provisionalFrom: '2028-01-01',
  days: calendarVn.days.map((row) => (row.day < '2028' ? { ...row, confidence: 'S' as const } : row)),
}
const withEve: WorkingCalendar = {
  ...announced,
  days: [
    ...announced.days,
    {
      ...{ day: '2027-02-05', kind: 'holiday', nameVi: 'Tết Âm lịch (29 tháng Chạp)' },
      ...{ basis: 'thông báo', confidence: 'S' },
    },
  ],
}

const told = (term: Term, calendar = calendarVn) => {
  const counted = countTerm(term, calendar)
  if (!counted.ok) return counted.refusal.code
  const { due, expected } = counted.value
  return [due, ...expected.map(({ day, isCounted }) => `${day}${isCounted ? '' : ' not counted'}`)].join(', ')
}

describe('a due day and the days of rest nobody has announced', () => {
  test.each<[string, Term, string]>([
    ['far from any', { from: '2027-03-01', quantity: 3, unit: 'CD', roll: 'next_wd' }, '2027-03-04'],
    [
      'falls on mùng 3 and moves behind the two days made up',
      { from: '2027-02-01', quantity: 7, unit: 'CD', roll: 'next_wd' },
      '2027-02-11, 2027-02-08, 2027-02-09, 2027-02-10',
    ],
    [
      'falls on mùng 1, a Saturday, and moves on',
      { from: '2027-02-01', quantity: 5, unit: 'CD', roll: 'next_wd' },
      '2027-02-11, 2027-02-06, 2027-02-08, 2027-02-09, 2027-02-10',
    ],
    [
      'falls on it and stays, where a term does not move',
      { from: '2027-02-01', quantity: 7, unit: 'CD', roll: 'none' },
      '2027-02-08, 2027-02-08',
    ],
    [
      'falls on 29 Chạp, which is expected and not counted',
      { from: '2027-02-01', quantity: 4, unit: 'CD', roll: 'next_wd' },
      '2027-02-05, 2027-02-05 not counted',
    ],
    [
      'calendar days that only pass over Tết are not moved by it',
      { from: '2027-02-01', quantity: 14, unit: 'CD', roll: 'next_wd' },
      '2027-02-15',
    ],
    [
      'working days over Tết are',
      { from: '2027-02-04', quantity: 2, unit: 'WD', roll: 'next_wd' },
      '2027-02-11, 2027-02-05 not counted, 2027-02-08, 2027-02-09, 2027-02-10',
    ],
    [
      'before an event, moved back',
      { from: '2027-05-04', quantity: 1, unit: 'CD', roll: 'pre' },
      '2027-04-29, 2027-04-30, 2027-05-03',
    ],
    ['an announced year says nothing', { from: '2026-04-20', quantity: 7, unit: 'CD', roll: 'next_wd' }, '2026-04-28'],
  ])('%s', (_name, term, expected) => expect(told(term)).toBe(expected))

  test('the notice makes it certain and nothing else changes', () => {
    const term: Term = { from: '2027-02-01', quantity: 7, unit: 'CD', roll: 'next_wd' }
    expect(told(term, announced)).toBe('2027-02-11')
    expect(countTerm(term, announced)).toMatchObject({ value: { provisional: false, expected: [] } })
  })

  test('29 Chạp is counted when the notice has entered it', () => {
    const term: Term = { from: '2027-02-01', quantity: 4, unit: 'CD', roll: 'next_wd' }
    expect([told(term, announced), told(term, withEve)]).toEqual(['2027-02-05', '2027-02-11'])
  })

  test('a legal term says it too, by the same count', () => {
    const counted = countDeadline({ rule: 'K1', from: '2027-01-27' })
    expect(counted).toMatchObject({ value: { expected: [{ day: '2027-02-05', isCounted: false }] } })
  })
})

test('what is expected and not counted is the last day of its lunar year', () => {
  for (const { day } of expectedDays) expect(lunarDayOf(day)).toMatchObject({ value: { day: 29, month: 12 } })
  expect(uncountedRestsOf(2027, calendarVn)).toEqual([
    { day: '2027-02-05', name: 'Tết Âm lịch (29 tháng Chạp)', isCounted: false },
  ])
  expect([uncountedRestsOf(2026, calendarVn), uncountedRestsOf(2027, withEve)]).toEqual([[], []])
  expect([expectedRestOn('2027-04-16', calendarVn)?.isCounted, expectedRestOn('2026-04-27', calendarVn)]).toEqual([
    true,
    null,
  ])
})
