import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  areSignsCleared,
  firstDayOf,
  type ListedSpan,
  lastDayOf,
  quarterOf,
  reconcileQuarter,
  shiftQuarter,
  unexplainedEntries,
} from './index.ts'

const span = (
  entryId: string,
  listedOn: string,
  offOn: string | null = null,
  offBy: ListedSpan['offBy'] = offOn ? 'removed' : null,
): ListedSpan => ({ entryId, organizationId: entryId, listedOn, offOn, offBy, isRelapse: false })
const q4 = { year: 2026, quarter: 4 }

test.each([
  { because: 'nobody', spans: [], figures: [0, 0, 0, 0, 0] },
  {
    because: 'listed on the last day of the quarter before',
    spans: [span('a', '2026-09-30')],
    figures: [1, 0, 0, 0, 1],
  },
  { because: 'listed on its first day', spans: [span('a', '2026-10-01')], figures: [0, 1, 0, 0, 1] },
  { because: 'listed on its last day', spans: [span('a', '2026-12-31')], figures: [0, 1, 0, 0, 1] },
  { because: 'taken off on its first day', spans: [span('a', '2026-01-01', '2026-10-01')], figures: [1, 0, 1, 0, 0] },
  { because: 'taken off on its last day', spans: [span('a', '2026-01-01', '2026-12-31')], figures: [1, 0, 1, 0, 0] },
  { because: 'taken off the day after', spans: [span('a', '2026-01-01', '2027-01-01')], figures: [1, 0, 0, 0, 1] },
  { because: 'came and went inside', spans: [span('a', '2026-10-05', '2026-12-05')], figures: [0, 1, 1, 0, 0] },
  { because: 'merged', spans: [span('a', '2026-01-05', '2026-12-05', 'merged')], figures: [1, 0, 0, 1, 0] },
])('$because: start, added, off, merged, end', ({ spans, figures }) => {
  const { start, added, removed, merged, end, difference } = reconcileQuarter(q4, spans, null)
  expect([start, added, removed, merged, end]).toEqual(figures)
  expect(difference).toBe(0)
})

test('an entry dated into the signed quarter makes a difference that is named and needs its reason', () => {
  const counted = reconcileQuarter(q4, [span('a', '2026-08-01'), span('late', '2026-09-10')], { entryIds: ['a'] })
  expect(counted).toMatchObject({ start: 1, end: 2, difference: 1, late: [{ entryId: 'late', sign: 1 }] })
  expect(unexplainedEntries(counted, [])).toEqual(['late'])
  expect(unexplainedEntries(counted, [{ entryId: 'late', reason: ' ' }])).toEqual(['late'])
  expect(unexplainedEntries(counted, [{ entryId: 'late', reason: 'Quyết định nhập muộn.' }])).toEqual([])
})

test('one taken off with a date of the signed quarter is missing from its end', () => {
  const counted = reconcileQuarter(q4, [span('a', '2026-08-01', '2026-09-20')], { entryIds: ['a'] })
  expect(counted).toMatchObject({ start: 1, end: 0, difference: -1, late: [{ entryId: 'a', sign: -1 }] })
})

const someDay = fc
  .integer({ min: 0, max: 900 })
  .map((at) => new Date(Date.UTC(2025, 0, 1) + at * 86_400_000).toISOString().slice(0, 10))
test('whatever is on the list, the difference is the sum of the late entries, and without a signed quarter there is none', () => {
  const spans = fc.array(fc.record({ from: someDay, to: fc.option(someDay) })).map((rows) =>
    rows.map(({ from, to }, at) => {
      const [first = from, last = null] = to === null ? [from] : [from, to].toSorted()
      return span(String(at), first, last)
    }),
  )
  fc.assert(
    fc.property(spans, fc.array(fc.integer({ min: 0, max: 12 }).map(String)), fc.boolean(), (some, ids, signed) => {
      const counted = reconcileQuarter(q4, some, signed ? { entryIds: [...new Set(ids)] } : null)
      const sum = counted.late.reduce((total, { sign }) => total + sign, 0)
      return counted.difference === sum && (signed || counted.difference === 0)
    }),
  )
})

test.each([
  { because: 'two clear quarters', quarters: ['green', 'yellow'], cleared: 'yes' },
  { because: 'red in the newer', quarters: ['red', 'green'], cleared: 'no' },
  { because: 'no data does not count as cleared', quarters: ['green', 'no-data'], cleared: 'unknown' },
  { because: 'suppressed does not count as cleared', quarters: ['suppressed', 'green'], cleared: 'unknown' },
  { because: 'one quarter only', quarters: ['green'], cleared: 'unknown' },
  { because: 'red before the two', quarters: ['green', 'green', 'red'], cleared: 'yes' },
] as const)('R1: $because', ({ quarters, cleared }) => {
  expect(areSignsCleared([{ code: 'C5', quarters }], 2)).toBe(cleared)
})

test.each([
  { day: '2026-01-01', quarter: 1, first: '2026-01-01', last: '2026-03-31' },
  { day: '2026-12-31', quarter: 4, first: '2026-10-01', last: '2026-12-31' },
])('the quarter of $day', ({ day, quarter, first, last }) => {
  const of = quarterOf(day)
  expect([of.quarter, firstDayOf(of), lastDayOf(of)]).toEqual([quarter, first, last])
  expect(shiftQuarter(shiftQuarter(of, -5), 5)).toEqual(of)
})
