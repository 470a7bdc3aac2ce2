import { expect, test } from 'vitest'
import {
  dayOf,
  formatDay,
  formatMoment,
  formatNumber,
  formatPercent,
  formatTime,
  formatWeekday,
  parseDay,
} from './format.ts'

test.each([
  [1234.5, undefined, '1.234,5'],
  [1046, undefined, '1.046'],
  [0, undefined, '0'],
  [27, 1, '27,0'],
  [66.666, undefined, '66,67'],
])('%d reads %s', (value, decimals, read) => {
  expect(formatNumber(value, 'vi', decimals)).toBe(read)
})

test('English numbers use the English signs', () => {
  expect(formatNumber(1234.5, 'en')).toBe('1,234.5')
  expect(formatPercent(0.925, 'vi')).toBe('92,5%')
})

test('days and moments are Vietnamese on screen whatever the server clock says', () => {
  expect(formatDay('2026-12-08')).toBe('08/12/2026')
  expect(formatWeekday('2026-12-08', 'vi')).toBe('Thứ Ba')
  expect(formatWeekday('2026-12-08', 'en')).toBe('Tuesday')
  expect(formatTime('2026-12-08T13:14:32Z')).toBe('20:14:32')
  expect(formatMoment('2026-12-08T17:00:00Z')).toBe('09/12/2026 00:00')
})

test.each([
  ['2026-12-08T16:59:59Z', '2026-12-08'],
  ['2026-12-08T17:00:00Z', '2026-12-09'],
])('%s falls on %s', (moment, day) => {
  expect(dayOf(moment)).toBe(day)
})

test.each([
  ['08/12/2026', '2026-12-08'],
  ['8/12/2026', '2026-12-08'],
  [' 2026-12-08 ', '2026-12-08'],
  ['29/02/2024', '2024-02-29'],
  ['29/02/2026', null],
  ['31/04/2026', null],
  ['12/2026', null],
  ['', null],
])('"%s" is the day %s', (typed, day) => {
  expect(parseDay(typed)).toBe(day)
})
