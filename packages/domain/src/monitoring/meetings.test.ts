import { expect, test } from 'vitest'
import { areaLevel, meetingsAround } from './index.ts'

test.each([
  { day: '2026-12-08', last: '2026-12-01', next: '2027-03-01' },
  { day: '2026-12-01', last: '2026-09-01', next: '2026-12-01' },
  { day: '2026-11-30', last: '2026-09-01', next: '2026-12-01' },
  { day: '2027-01-01', last: '2026-12-01', next: '2027-03-01' },
])('meetings around $day', ({ day, last, next }) => {
  expect(meetingsAround(day)).toEqual({ last, next })
})

test.each([
  { c: 2, d: 1, level: 2 },
  { c: 0, d: 3, level: 3 },
  { c: null, d: 0, level: 0 },
  { c: null, d: null, level: null },
])('an area of C $c and D $d', ({ c, d, level }) => {
  expect(areaLevel({ c, d })).toBe(level)
})
