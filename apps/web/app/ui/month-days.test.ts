import { expect, test } from 'vitest'
import { addDays, addMonths, monthWeeks } from './month-days.ts'

test('December 2026 begins on a Tuesday: the first week starts with 30/11', () => {
  const weeks = monthWeeks('2026-12-08')
  expect(weeks[0]?.slice(0, 2)).toEqual(['2026-11-30', '2026-12-01'])
  expect(weeks.at(-1)?.at(-1)).toBe('2027-01-03')
  expect(weeks).toHaveLength(5)
})

test('February 2027 begins on a Monday and fills exactly four weeks', () => {
  expect(monthWeeks('2027-02-14').flat()).toEqual(
    Array.from({ length: 28 }, (_, index) => addDays('2027-02-01', index)),
  )
})

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2024-01-31', 1, '2024-02-29'],
  ['2026-12-08', 1, '2027-01-08'],
  ['2026-01-08', -1, '2025-12-08'],
])('%s moved by %d months is %s', (day, months, reached) => {
  expect(addMonths(day, months)).toBe(reached)
})
