import { expect, test } from 'vitest'
import { endOfMonth, isTetMonth, judgedMonth, periodFor, shiftMonth } from './periods.ts'

test.each([
  ['2026-01-01', '2026-01-01', '2025-10-01', '2025-01-01'],
  ['2026-02-01', '2026-02-01', '2025-10-01', '2025-01-01'],
  ['2026-03-01', '2026-03-01', '2026-01-01', '2025-01-01'],
  ['2026-11-01', '2026-11-01', '2026-07-01', '2025-01-01'],
  ['2026-12-01', '2026-12-01', '2026-10-01', '2026-01-01'],
])('when %s is judged: month %s, quarter from %s, year from %s', (month, asMonth, asQuarter, asYear) => {
  expect([periodFor('month', month), periodFor('quarter', month), periodFor('year', month)]).toEqual([
    asMonth,
    asQuarter,
    asYear,
  ])
})

test.each([
  ['2026-12-04', '2026-10-01'],
  ['2026-12-05', '2026-11-01'],
  ['2026-12-31', '2026-11-01'],
  ['2027-01-03', '2026-11-01'],
  ['2027-01-05', '2026-12-01'],
])('on %s the month %s is judged', (day, month) => {
  expect(judgedMonth(day, 5)).toBe(month)
})

test('months are counted over years, and end where they end', () => {
  expect(shiftMonth('2026-01-01', -1)).toBe('2025-12-01')
  expect(shiftMonth('2025-11-01', 14)).toBe('2027-01-01')
  expect([endOfMonth('2024-02-01'), endOfMonth('2026-02-01'), endOfMonth('2026-11-01')]).toEqual([
    '2024-02-29',
    '2026-02-28',
    '2026-11-30',
  ])
})

// Tết: 10/2/2024, 29/1/2025, 17/2/2026, 6/2/2027.
test.each([
  ['2024-02-01', true],
  ['2024-01-01', false],
  ['2025-01-01', true],
  ['2025-02-01', false],
  ['2026-02-01', true],
  ['2027-02-01', true],
])('%s holds Tết: %s', (month, holds) => {
  expect(isTetMonth(month)).toBe(holds)
})
