import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDays,
  calendarVn,
  dayAnswer,
  distanceTo,
  isWorkingDay,
  nextWorkingDay,
  readDay,
  weekdayOf,
  workingDayFrom,
  workingDaysBetween,
} from './index.ts'

const knownDay = fc.integer({ min: 0, max: 1826 }).map((days) => addDays(calendarVn.from, days))

test.each([
  { day: '2026-11-23', working: true, because: 'weekday' },
  { day: '2026-11-24', working: false, because: 'holiday' },
  { day: '2026-11-28', working: false, because: 'weekend' },
  { day: '2026-11-29', working: false, because: 'weekend' },
  { day: '2026-08-31', working: false, because: 'swapped-off' },
  { day: '2026-08-22', working: true, because: 'swapped-work' },
  { day: '2026-04-27', working: false, because: 'compensatory' },
  { day: '2024-05-04', working: true, because: 'swapped-work' },
])('$day: $because', ({ day, working, because }) => {
  expect(dayAnswer(day)).toMatchObject({ ok: true, value: { working, because, provisional: false } })
  expect(isWorkingDay(day)).toEqual({ ok: true, value: working })
})

test.each([
  ['2023-12-31', false],
  ['2024-01-01', true],
  ['2028-12-31', true],
  ['2029-01-01', false],
])('%s is known to the calendar: %s', (day, known) => {
  const answer = isWorkingDay(day)
  expect(answer.ok).toBe(known)
  if (!answer.ok) {
    expect(answer.refusal).toEqual({ code: 'CALENDAR_RANGE', day, from: '2024-01-01', until: '2029-01-01' })
  }
})

test.each([
  ['2026-12-31', false],
  ['2027-01-04', true],
  ['2027-01-01', true],
])('%s is provisional: %s', (day, provisional) => {
  expect(dayAnswer(day)).toMatchObject({ ok: true, value: { provisional } })
})

test.each([
  ['2026-02-13', '2026-02-23'],
  ['2026-08-28', '2026-09-03'],
  ['2026-08-21', '2026-08-22'],
])('after %s the next working day is %s', (day, next) => {
  expect(nextWorkingDay(day)).toMatchObject({ ok: true, value: { day: next } })
})

test('the last day of the calendar has no next one', () => {
  expect(nextWorkingDay('2028-12-31')).toMatchObject({ ok: false, refusal: { code: 'CALENDAR_RANGE' } })
})

test.each([
  { from: '2026-11-23', to: '2026-11-23', workingDays: 0 },
  { from: '2026-11-23', to: '2026-11-25', workingDays: 1 },
  { from: '2026-08-28', to: '2026-09-03', workingDays: 1 },
  { from: '2026-09-03', to: '2026-08-28', workingDays: -1 },
])('from $from to $to: $workingDays working days', ({ from, to, workingDays }) => {
  expect(workingDaysBetween(from, to)).toEqual({ ok: true, value: { workingDays, provisional: false } })
})

test('a distance says the way, the days and the working days', () => {
  expect(distanceTo('2026-11-27', '2026-11-23')).toEqual({
    direction: 'ahead',
    days: 4,
    workingDays: 3,
    provisional: false,
  })
  expect(distanceTo('2026-11-20', '2026-11-23')).toMatchObject({ direction: 'past', days: 3, workingDays: 1 })
  expect(distanceTo('2026-11-23', '2026-11-23')).toMatchObject({ direction: 'today', days: 0, workingDays: 0 })
  expect(distanceTo('2030-01-01', '2026-11-23')).toMatchObject({ direction: 'ahead', workingDays: null })
})

test('counts add up over any middle day', () => {
  fc.assert(
    fc.property(knownDay, knownDay, knownDay, (from, middle, to) => {
      const count = (a: string, b: string) => {
        const counted = workingDaysBetween(a, b)
        return counted.ok ? counted.value.workingDays : Number.NaN
      }
      expect(count(from, middle) + count(middle, to)).toBe(count(from, to))
    }),
    { numRuns: 50 },
  )
})

test('the working day found is one, and no working day lies between', () => {
  fc.assert(
    fc.property(knownDay, (day) => {
      const found = workingDayFrom(day)
      if (!found.ok) return
      expect(found.value.working).toBe(true)
      for (let between = day; between < found.value.day; between = addDays(between, 1)) {
        expect(isWorkingDay(between)).toEqual({ ok: true, value: false })
      }
    }),
  )
})

test('the data: in order, each day once, inside the range, make-up days on weekends, swaps in pairs by year', () => {
  const days = calendarVn.days.map((entry) => entry.day)
  expect(days).toEqual([...new Set(days)].sort())
  for (const { day, kind, confidence } of calendarVn.days) {
    expect(day >= calendarVn.from && day < calendarVn.until).toBe(true)
    expect(confidence === 'provisional').toBe(day >= calendarVn.provisionalFrom)
    if (kind === 'swapped-work') expect(weekdayOf(day)).toBeGreaterThanOrEqual(6)
    if (kind === 'swapped-off' || kind === 'compensatory') expect(weekdayOf(day)).toBeLessThanOrEqual(5)
  }
  for (const year of ['2024', '2025', '2026', '2027', '2028']) {
    const swaps = (kind: string) => calendarVn.days.filter((e) => e.day.startsWith(year) && e.kind === kind).length
    expect(swaps('swapped-off')).toBe(swaps('swapped-work'))
  }
})

test.each([
  ['03/02/1998', '1998-02-03'],
  ['3/2/1998', '1998-02-03'],
  [' 1998-02-03 ', '1998-02-03'],
])('%j is read as %s', (typed, day) => {
  expect(readDay(typed)).toEqual({ ok: true, value: day })
})

test.each(['30/02/1998', '1998', '02/1998', '', '3/2/98', '1998-2-3'])('%j is refused as a day', (typed) => {
  expect(readDay(typed)).toMatchObject({ ok: false, refusal: { code: 'DAY_MALFORMED' } })
})
