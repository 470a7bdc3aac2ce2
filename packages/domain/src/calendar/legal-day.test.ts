import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  compareDays,
  daysBetween,
  isLegalDay,
  monthsBetween,
  todayInHanoi,
  weekdayOf,
} from './index.ts'

const anyDay = fc.integer({ min: -20_000, max: 40_000 }).map((days) => addDays('1970-01-01', days))

test.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2028-02-29', true],
  ['1900-02-29', false],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['2026-1-1', false],
  ['0000-01-01', false],
  ['9999-12-31', true],
  ['', false],
])('%s is a legal day: %s', (text, expected) => {
  expect(isLegalDay(text)).toBe(expected)
})

test.each([
  ['2026-01-15', 6, '2026-07-15'],
  ['2026-08-31', 6, '2027-02-28'],
  ['2027-08-31', 6, '2028-02-29'],
  ['2028-02-29', 12, '2029-02-28'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-01-10', -1, '2025-12-10'],
  ['2026-12-31', 12, '2027-12-31'],
])('%s and %i months is %s', (day, months, expected) => {
  expect(addMonths(day, months)).toBe(expected)
})

test.each([
  ['2026-06-15', '2026-12-14', 5],
  ['2026-06-15', '2026-12-15', 6],
  ['2026-06-15', '2026-12-16', 6],
  ['2026-08-31', '2027-02-27', 5],
  ['2026-08-31', '2027-02-28', 6],
  ['2026-08-31', '2026-08-30', 0],
])('from %s to %s are %i whole months', (from, to, expected) => {
  expect(monthsBetween(from, to)).toBe(expected)
})

test.each([
  ['2025-06-30T16:59:59Z', '2025-06-30'],
  ['2025-06-30T17:00:00Z', '2025-07-01'],
  ['2025-07-01T16:59:59.999Z', '2025-07-01'],
])('at %s it is %s in Hà Nội', (instant, expected) => {
  expect(todayInHanoi(new Date(instant))).toBe(expected)
})

test.each([
  ['2026-11-23', 1],
  ['2026-11-29', 7],
  ['1969-12-28', 7],
  ['1960-02-29', 1],
])('%s is weekday %i', (day, expected) => {
  expect(weekdayOf(day)).toBe(expected)
})

test('a text that is no day is a bug, not an answer', () => {
  expect(() => addDays('2026-02-30', 1)).toThrow('not a legal day')
  expect(() => addMonths('9999-12-31', 1)).toThrow('out of the range')
})

test('adding days and counting them are inverse, and text order is day order', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, days) => {
      const other = addDays(day, days)
      expect(daysBetween(day, other)).toBe(days)
      expect(Math.sign(compareDays(other, day))).toBe(Math.sign(days))
      expect((((weekdayOf(other) - weekdayOf(day) - days) % 7) + 7) % 7).toBe(0)
    }),
  )
})

test('months keep the day of the month or fall on the last day, and never go back', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 600 }), (day, months) => {
      const later = addMonths(day, months)
      const sameDay = later.slice(8) === day.slice(8)
      const lastDay = addDays(later, 1).slice(8) === '01'
      expect(sameDay || (lastDay && later.slice(8) < day.slice(8))).toBe(true)
      expect(addMonths(day, months + 1) > later).toBe(true)
      expect(monthsBetween(day, later)).toBe(months)
    }),
  )
})
