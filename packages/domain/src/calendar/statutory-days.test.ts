import { expect, test } from 'vitest'
import { announcedDays } from './announced-days.ts'
import { checkYear, faultOfRow } from './check-year.ts'
import { provisionalDays } from './provisional-days.ts'
import { missingStatutoryDays, proposeYear } from './statutory-days.ts'

test.each([2027, 2028])('the rows reckoned for %i are those of the reference file', (year) => {
  const rows = provisionalDays.filter(({ day }) => day.startsWith(String(year)))
  expect(proposeYear(year)).toEqual({ ok: true, value: rows })
})

test.each([2024, 2025, 2026, 2027, 2028])('no day of the law is missing in %i', (year) => {
  const rows = [...announcedDays, ...provisionalDays]
  expect(checkYear(year, rows)).toEqual([])
})

test.each([
  { without: '2026-02-17', name: 'Tết Âm lịch (mùng 1)' },
  { without: '2026-04-26', name: 'Giỗ Tổ Hùng Vương (10/3 âm lịch)' },
  { without: '2026-11-24', name: 'Ngày Văn hóa Việt Nam' },
])('the table without $without misses $name', ({ without, name }) => {
  const rows = announcedDays.filter(({ day }) => day !== without)
  expect(checkYear(2026, rows)).toContainEqual({ code: 'STATUTORY_MISSING', day: without, detail: name })
})

test('Ngày Văn hóa Việt Nam is a holiday from 2026, not before', () => {
  expect(missingStatutoryDays(2025, []).map(({ day }) => day)).not.toContain('2025-11-24')
  expect(missingStatutoryDays(2026, []).map(({ day }) => day)).toContain('2026-11-24')
})

test('a swap without its make-up day and a rest-day holiday without compensation are found', () => {
  const rows = announcedDays.filter(({ day }) => day !== '2026-01-10' && day !== '2026-04-27')
  expect(checkYear(2026, rows)).toEqual([
    { code: 'SWAP_UNBALANCED', day: null, detail: '2 / 1' },
    { code: 'COMPENSATION_MISSING', day: null, detail: '0 / 1' },
  ])
})

test.each([
  { day: '2026-01-10', kind: 'swapped-work', fault: null },
  { day: '2026-01-09', kind: 'swapped-work', fault: 'WORK_ON_WORKING_DAY' },
  { day: '2026-01-09', kind: 'swapped-off', fault: null },
  { day: '2026-01-10', kind: 'swapped-off', fault: 'OFF_ON_WEEKEND' },
  { day: '2026-01-11', kind: 'compensatory', fault: 'OFF_ON_WEEKEND' },
  { day: '2026-01-11', kind: 'holiday', fault: null },
] as const)('$kind on $day: $fault', ({ day, kind, fault }) => {
  expect(faultOfRow({ day, kind })).toBe(fault)
})
