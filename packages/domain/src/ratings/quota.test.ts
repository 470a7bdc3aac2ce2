import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { computeQuota, type LevelCounts, type QuotaRule, quotaCaseSchema } from './quota.ts'

const rule: QuotaRule = {
  percent: 20,
  denominator: 'T_OR_BETTER',
  rounding: 'FLOOR',
  minOne: false,
  exceptionPercent: 25,
}
const counts = (XS: number, T: number, HT = 0, KHT = 0): LevelCounts => ({ XS, T, HT, KHT })
const one = (given: Partial<QuotaRule>, of: LevelCounts) =>
  computeQuota({ ...rule, ...given }, [{ key: '2A', counts: of }])

describe('the limit on XS', () => {
  test.each([
    { because: 'a fifth of T and better', given: {}, of: counts(20, 80), limit: 20, excess: 0, moves: 0 },
    { because: 'one over', given: {}, of: counts(21, 79), limit: 20, excess: 1, moves: 1 },
    {
      because: 'of T alone the base grows by each move',
      given: { denominator: 'T_ONLY' },
      of: counts(47, 214),
      limit: 42,
      excess: 5,
      moves: 4,
    },
    { because: 'of T alone', given: { denominator: 'T_ONLY' }, of: counts(16, 84), limit: 16, excess: 0, moves: 0 },
    {
      because: 'of T alone, one over',
      given: { denominator: 'T_ONLY' },
      of: counts(17, 83),
      limit: 16,
      excess: 1,
      moves: 1,
    },
    {
      because: 'of all rated',
      given: { denominator: 'ALL_RATED' },
      of: counts(20, 50, 25, 5),
      limit: 20,
      excess: 0,
      moves: 0,
    },
    { because: 'rounded down', given: {}, of: counts(0, 14), limit: 2, excess: 0, moves: 0 },
    {
      because: 'rounded half up at 2.5 of 12.5 %',
      given: { rounding: 'ROUND', percent: 12.5 },
      of: counts(0, 20),
      limit: 3,
      excess: 0,
      moves: 0,
    },
    {
      because: 'rounded below the half',
      given: { rounding: 'ROUND' },
      of: counts(0, 12),
      limit: 2,
      excess: 0,
      moves: 0,
    },
    { because: 'rounded up', given: { rounding: 'CEIL' }, of: counts(0, 11), limit: 3, excess: 0, moves: 0 },
    {
      because: 'rounded up where nothing is left over',
      given: { rounding: 'CEIL' },
      of: counts(0, 10),
      limit: 2,
      excess: 0,
      moves: 0,
    },
    { because: 'a small group without minimum', given: {}, of: counts(1, 3), limit: 0, excess: 1, moves: 1 },
    {
      because: 'a small group with minimum one',
      given: { minOne: true },
      of: counts(1, 3),
      limit: 1,
      excess: 0,
      moves: 0,
    },
    {
      because: 'minimum one where nobody is rated',
      given: { minOne: true },
      of: counts(0, 0),
      limit: 0,
      excess: 0,
      moves: 0,
    },
    {
      because: 'an exception by decision',
      given: { exception: { granted: true, decisionNo: '12-QĐ/ĐU' } },
      of: counts(25, 75),
      limit: 25,
      excess: 0,
      moves: 0,
    },
    {
      because: 'an exception without a number',
      given: { exception: { granted: true, decisionNo: ' ' } },
      of: counts(25, 75),
      limit: 20,
      excess: 5,
      moves: 5,
    },
    {
      because: 'a number without a grant',
      given: { exception: { granted: false, decisionNo: '12-QĐ/ĐU' } },
      of: counts(25, 75),
      limit: 20,
      excess: 5,
      moves: 5,
    },
  ] as const)('$because: $limit', ({ given, of, limit, excess, moves }) => {
    expect(one(given, of)).toMatchObject({ limit, excess, smallestMoves: moves })
  })

  test('groups are checked one by one and summed, never pooled', () => {
    const quota = computeQuota(rule, [
      { key: '2A', counts: counts(5, 5) },
      { key: '2C', counts: counts(0, 100) },
    ])
    expect(quota).toMatchObject({
      limit: 22,
      excess: 3,
      perGroup: [
        { key: '2A', limit: 2, excess: 3 },
        { key: '2C', limit: 20, excess: 0 },
      ],
    })
  })
})

test.each([
  { field: 'a negative count', counts: { XS: -1, T: 0, HT: 0, KHT: 0 } },
  { field: 'half a person', counts: { XS: 0.5, T: 0, HT: 0, KHT: 0 } },
  { field: 'a not-rated count', counts: { XS: 0, T: 0, HT: 0, KHT: 0, NOT_RATED: 3 } },
])('$field is wrong use', ({ counts: given }) => {
  expect(quotaCaseSchema.safeParse({ id: 'q', ...rule, counts: given }).success).toBe(false)
})

describe('for any group', () => {
  const people = fc.record({ XS: fc.nat(300), T: fc.nat(300), HT: fc.nat(300), KHT: fc.nat(300) })
  const anyRule = fc.record({
    percent: fc.constantFrom(0, 12.5, 15, 20, 25, 33.3, 100),
    denominator: fc.constantFrom('T_ONLY', 'T_OR_BETTER', 'ALL_RATED'),
    rounding: fc.constantFrom('FLOOR', 'ROUND', 'CEIL'),
    minOne: fc.boolean(),
  })

  test('limit and excess are whole and never negative', () => {
    fc.assert(
      fc.property(anyRule, people, (given, of) => {
        const { limit, excess } = computeQuota(given, [{ key: 'g', counts: of }])
        expect(Number.isSafeInteger(limit) && limit >= 0 && Number.isSafeInteger(excess) && excess >= 0).toBe(true)
        expect(excess).toBe(Math.max(0, of.XS - limit))
      }),
    )
  })

  test('a group answers the same alone and among others', () => {
    fc.assert(
      fc.property(anyRule, people, people, (given, a, b) => {
        const together = computeQuota(given, [
          { key: 'a', counts: a },
          { key: 'b', counts: b },
        ])
        expect(together.perGroup[0]).toEqual(computeQuota(given, [{ key: 'a', counts: a }]).perGroup[0])
        expect(together.excess).toBe(together.perGroup.reduce((sum, { excess }) => sum + excess, 0))
      }),
    )
  })

  test('the fewest moves suffice, and one fewer does not', () => {
    const excessAfter = (given: QuotaRule, of: LevelCounts, moves: number) =>
      computeQuota(given, [{ key: 'g', counts: { ...of, XS: of.XS - moves, T: of.T + moves } }]).excess
    fc.assert(
      fc.property(anyRule, people, (given, of) => {
        const { smallestMoves: moves, excess } = computeQuota(given, [{ key: 'g', counts: of }])
        expect(moves).toBeLessThanOrEqual(excess)
        expect(excessAfter(given, of, moves)).toBe(0)
        if (moves > 0) expect(excessAfter(given, of, moves - 1)).toBeGreaterThan(0)
      }),
    )
  })
})
