import { expect, test } from 'vitest'
import { type SummedCounts, showSums } from './shown-sums.ts'

const counts = (XS: number, T: number, HT: number, KHT: number): SummedCounts => ({ XS, T, HT, KHT, NOT_RATED: 0 })
const large = counts(130, 770, 94, 6)

test('large counts are shown as they are, a nation alone and a province in it', () => {
  const nation = { key: 'nation', counts: counts(260, 1_540, 188, 12) }
  expect(showSums([], nation)).toMatchObject({ counts: { XS: 260, KHT: 12, NOT_RATED: 0 }, total: 2_000 })
  const below = ['one', 'two'].map((key) => ({ key, counts: large }))
  expect(showSums([{ ...nation, below }], { key: 'two', counts: large })).toMatchObject({
    counts: { XS: 130, T: 770, HT: 94, KHT: 6 },
    total: 1_000,
  })
})

test('a small count is hidden, and the lines beside and above it do not betray it', () => {
  const one = { key: 'one', counts: counts(20, 60, 17, 3) }
  const two = { key: 'two', counts: large }
  const whole = { key: 'province', counts: counts(150, 830, 111, 9), below: [one, two] }
  const shownOne = showSums([whole], one)
  expect(shownOne.counts.KHT).toBe('under-5')
  // The province shows nine, so the other line must not show six.
  expect(showSums([], whole).counts.KHT).toBe(9)
  expect(showSums([whole], two).counts.KHT).toBe('withheld')
  // Nor may the line itself be reckoned from its own total.
  const open = Object.values(shownOne.counts).filter((count) => typeof count === 'number' && count > 0)
  expect(open.length === 3 && typeof shownOne.total === 'number').toBe(false)
})

test('who is rated in the organization itself is a line like those below', () => {
  const one = { key: 'one', counts: large }
  const shown = showSums([{ key: 'committee', counts: counts(132, 770, 94, 6), below: [one] }], one)
  // 132 and 130 shown together would tell the two of the committee itself.
  expect(shown.counts.XS).toBe('withheld')
})

test('sums that exceed their whole, and a line that is not below it, are withheld', () => {
  const one = { key: 'one', counts: large }
  expect(showSums([{ key: 'p', counts: counts(1, 1, 1, 1), below: [one] }], one).total).toBe('withheld')
  expect(showSums([{ key: 'p', counts: large, below: [] }], one).total).toBe('withheld')
})
