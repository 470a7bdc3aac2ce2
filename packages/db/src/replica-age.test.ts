import { expect, test } from 'vitest'
import { chooseReading, keepMarks, type LogMark, readLogPlace, shownUntil } from './replica-age.ts'

test.each([
  ['0/0', 0n],
  ['0/1A', 26n],
  ['16/B374D848', 0x16b374d848n],
  ['1/0', 1n << 32n],
  ['', null],
  [null, null],
  ['B374D848', null],
  ['x/y', null],
] as const)('the place %s of the log is %s', (text, place) => expect(readLogPlace(text)).toBe(place))

const marks: readonly LogMark[] = [
  { at: 1_000, written: 10n },
  { at: 2_000, written: 20n },
  { at: 3_000, written: 20n },
  { at: 4_000, written: 40n },
]

test.each([
  ['has everything', 40n, 4_000],
  ['is ahead of the last mark', 99n, 4_000],
  ['lacks what was written in the last second', 39n, 3_000],
  ['stood still while nothing was written', 20n, 3_000],
  ['lost its primary early', 10n, 1_000],
  ['is older than every mark', 9n, null],
] as const)('a replica that %s shows what was written until %s', (_, replayed, shown) =>
  expect(shownUntil(marks, replayed)).toBe(shown),
)

test.each([
  ['up to date', 10_000, 'replica'],
  ['just young enough', 5_000, 'replica'],
  ['too far behind', 4_999, 'primary'],
  ['away, or never seen', null, 'primary'],
] as const)('a replica that is %s', (_, shown, goes) =>
  expect(chooseReading(shown, { now: 10_000, mostBehindMs: 5_000 })).toBe(goes),
)

test('marks that no longer count are let go, but one, so that a late replica still has an age', () => {
  expect(keepMarks(marks, { now: 5_000, mostBehindMs: 1_500 }).map(({ at }) => at)).toEqual([3_000, 4_000])
  expect(keepMarks(marks, { now: 99_000, mostBehindMs: 1_500 }).map(({ at }) => at)).toEqual([4_000])
  expect(keepMarks([], { now: 5_000, mostBehindMs: 1_500 })).toEqual([])
})
