import { expect, test } from 'vitest'
import { type BreakGlassStatement, checkBreakGlass } from './check-break-glass.ts'

const flawless: BreakGlassStatement = {
  reason: 'Khắc phục lỗi dữ liệu sau sự cố',
  caseNumber: '12-BB/SC',
  hours: 4,
  isRoot: false,
  readsAlready: false,
}
const rows: readonly (readonly [string, Partial<BreakGlassStatement>, string | null])[] = [
  ['the flawless case', {}, null],
  ['a reason just long enough', { reason: 'x'.repeat(15) }, null],
  ['a reason just too short', { reason: ` ${'x'.repeat(14)} ` }, 'reason-too-short'],
  ['no number', { caseNumber: ' ' }, 'case-number-missing'],
  ['the fewest hours', { hours: 1 }, null],
  ['no hour', { hours: 0 }, 'hours-out-of-range'],
  ['half an hour', { hours: 0.5 }, 'hours-out-of-range'],
  ['the most hours', { hours: 8 }, null],
  ['an hour too many', { hours: 9 }, 'hours-out-of-range'],
  ['the whole city', { isRoot: true }, 'root-not-opened'],
  ['what he reads anyway', { readsAlready: true }, 'reads-already'],
]
test.each(rows)('%s', (_, changes, code) => {
  const checked = checkBreakGlass({ ...flawless, ...changes }, 8)
  expect(checked.ok ? null : checked.refusal.code).toBe(code)
})

test('no configuration goes beyond a day', () => {
  expect(checkBreakGlass({ ...flawless, hours: 24 }, 100).ok).toBe(true)
  expect(checkBreakGlass({ ...flawless, hours: 25 }, 100)).toMatchObject({ refusal: { most: 24 } })
})
