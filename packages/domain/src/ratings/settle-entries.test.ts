import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareEntries } from './compare-entries.ts'
import { flawlessTally } from './example.ts'
import { type Settlement, settleEntries } from './settle-entries.ts'
import type { Tally, TallyField } from './tally.ts'

const first = flawlessTally
const second = { ...first, valid: 22, invalid: 0, perLevel: { ...first.perLevel, XS: 18 } }
const valid = { field: 'valid', first: 21, second: 22, settled: 21 } as const

describe('differences between two entries of one count record', () => {
  const all = [
    valid,
    { field: 'invalid', first: 1, second: 0, settled: 1 },
    { field: 'perLevel.XS', first: 17, second: 18, settled: 17 },
  ] as const
  const rows: [string, readonly Settlement[], string[]][] = [
    ['nothing settled: each differing field is open', [], ['valid', 'invalid', 'perLevel.XS']],
    ['one settled: the others stay open', [valid], ['invalid', 'perLevel.XS']],
    ['a settlement of other numbers settles nothing', [{ ...valid, first: 20 }], ['valid', 'invalid', 'perLevel.XS']],
    ['all settled', all, []],
  ]
  test.each(rows)('%s', (_, settlements, open) => {
    expect(settleEntries(first, second, settlements).open.map(({ field }) => field)).toEqual(open)
  })

  test('the settled number stands, also one that neither had typed; the later settlement counts', () => {
    const twice = [valid, { ...valid, settled: 20 }]
    expect(settleEntries(first, second, twice).first).toEqual({ ...first, valid: 20 })
  })

  test('votes of the second round are settled by name', () => {
    const one: Tally = { ...first, round: 2, candidates: [{ key: 'an', votes: 12 }] }
    const two: Tally = { ...one, candidates: [{ key: 'an', votes: 13 }] }
    const settlement: Settlement = { field: 'candidates.an', first: 12, second: 13, settled: 13 }
    expect(settleEntries(one, two, [settlement])).toEqual({
      ...{ first: two, second: two, open: [], settled: [settlement] },
    })
  })
})

const count = fc.integer({ min: 0, max: 40 })
const heads = fc.record({
  ...{ eligible: count, present: count, issued: count, collected: count, valid: count, invalid: count },
  perLevel: fc.record({ XS: count, T: count, HT: count, KHT: count }),
})
test('whatever is settled, a field is open exactly while both differ and no settlement names both numbers; agreeing fields never move', () => {
  fc.assert(
    fc.property(heads, heads, fc.func(count), fc.func(fc.boolean()), (a, b, choose, isSettled) => {
      const [one, two]: [Tally, Tally] = [
        { round: 1, ...a },
        { round: 1, ...b },
      ]
      const differences = compareEntries(one, two)
      const settlements = differences
        .filter(({ field }) => isSettled(field))
        .map(({ field, first: x, second: y }) => ({
          ...{ field: field as TallyField, first: x ?? 0, second: y ?? 0 },
          settled: choose(field),
        }))
      const answer = settleEntries(one, two, settlements)
      expect(answer.open.length + answer.settled.length).toBe(differences.length)
      const moved = compareEntries(one, answer.first).map(({ field }) => field)
      for (const field of moved) expect(settlements.map((settled) => settled.field)).toContain(field)
    }),
  )
})
