import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CountTable, type ShownCount, suppressCounts } from './suppress-counts.ts'

const columns = ['XS', 'T', 'HT', 'KHT'] as const
const table = (...rows: readonly (readonly [key: string, ...counts: number[]])[]): CountTable => ({
  columns,
  rows: rows.map(([key, ...counts]) => ({
    key,
    counts: Object.fromEntries(columns.map((column, index) => [column, counts[index] ?? 0])),
  })),
})
/** As printed: a line a row with its total at the end, the totals last. */
function printed(given: CountTable, published?: Parameters<typeof suppressCounts>[1]): string[] {
  const { rows, totals, total } = suppressCounts(given, published)
  const line = (counts: Readonly<Record<string, ShownCount>>, sum: ShownCount) =>
    [...columns.map((column) => counts[column]), sum]
      .map((shown) => (shown === 'under-5' ? '<5' : shown === 'withheld' ? '…' : String(shown)))
      .join(' ')
  return [...rows.map(({ counts, total: sum }) => line(counts, sum)), line(totals, total)]
}

test.each([
  {
    why: 'nothing is small: everything stands',
    given: table(['A', 20, 60, 9, 5], ['B', 10, 40, 8, 6]),
    shown: ['20 60 9 5 94', '10 40 8 6 64', '30 100 17 11 158'],
  },
  {
    why: 'nobody is a fact and no secret',
    given: table(['A', 20, 60, 9, 0], ['B', 10, 40, 8, 0]),
    shown: ['20 60 9 0 89', '10 40 8 0 58', '30 100 17 0 147'],
  },
  {
    why: 'five is shown, four is not, and what would give it away is withheld in its row, its column and where they cross',
    given: table(['A', 20, 60, 9, 4], ['B', 10, 40, 8, 6], ['C', 11, 41, 7, 5]),
    shown: ['20 60 … <5 93', '10 40 8 6 64', '11 41 … … 64', '41 141 24 15 221'],
  },
  {
    why: 'two small ones in a row guard each other there, not in their columns',
    given: table(['A', 20, 60, 3, 2], ['B', 10, 40, 8, 6]),
    shown: ['20 60 <5 <5 85', '10 40 … … 64', '30 100 11 8 149'],
  },
  {
    why: 'a lone row: the number equals its column total, so both are hidden',
    given: table(['A', 20, 60, 9, 3]),
    shown: ['20 60 … <5 92', '20 60 … <5 92'],
  },
  {
    why: 'the only number of its row is the row total as well',
    given: table(['A', 0, 0, 0, 2], ['B', 10, 40, 8, 6]),
    shown: ['0 0 0 <5 <5', '10 40 8 … …', '10 40 8 8 66'],
  },
])('$why', ({ given, shown }) => {
  expect(printed(given)).toEqual(shown)
})

test('a total another table hid stays hidden, and one it showed is not used as a hiding place', () => {
  const drilled = table(['cell 1', 6, 20, 5, 3], ['cell 2', 7, 20, 5, 6])
  const asCity = { totals: { XS: 13, T: 'withheld', HT: 10, KHT: 9 }, total: 72 } as const
  const { totals, total } = suppressCounts(drilled, asCity)
  expect(totals).toEqual(asCity.totals)
  expect(total).toBe(72)
})

const small = fc.integer({ min: 0, max: 9 })
const tables = fc.array(fc.tuple(small, small, small), { minLength: 1, maxLength: 3 }).map(
  (rows): CountTable => ({
    columns: ['XS', 'HT', 'KHT'],
    rows: rows.map(([XS, HT, KHT], index) => ({ key: `${index}`, counts: { XS, HT, KHT } })),
  }),
)

test('no number of 1 to 4 is ever shown, none of 5 or more is called small, and nought is nought', () => {
  fc.assert(
    fc.property(tables, (given) => {
      const shown = suppressCounts(given)
      for (const [row, { counts }] of given.rows.entries()) {
        for (const [column, value] of Object.entries(counts)) {
          const answer = shown.rows[row]?.counts[column]
          if (value === 0) expect(answer).toBe(0)
          else if (value < 5) expect(['under-5', 'withheld']).toContain(answer)
          else expect([value, 'withheld']).toContain(answer)
        }
      }
    }),
  )
})

/** Every table of numbers that fits what is shown, by trying all; `known` is what the reader knows of a hidden one. */
function valuesThatFit(given: CountTable, row: number, column: string): Set<number> {
  const shown = suppressCounts(given)
  const places = shown.rows.flatMap(({ counts }, at) =>
    given.columns.map((name) => ({ at, name, is: counts[name] ?? 0 })),
  )
  const most = Math.max(...given.rows.flatMap(({ counts }) => Object.values(counts)), 8)
  const rangeOf = (is: ShownCount): number[] => {
    if (typeof is === 'number') return [is]
    const [from, to] = is === 'under-5' ? [1, 4] : [1, most + 3]
    return Array.from({ length: to - from + 1 }, (_, index) => from + index)
  }
  const fits = (is: ShownCount | undefined, sum: number) =>
    typeof is === 'number' ? sum === is : is === 'under-5' ? sum >= 1 && sum <= 4 : sum >= 1
  const found = new Set<number>()
  const tried: number[] = []
  const sumOf = (keep: (place: (typeof places)[number]) => boolean) =>
    places.reduce((sum, place, index) => sum + (keep(place) ? (tried[index] ?? 0) : 0), 0)
  const walk = (index: number): void => {
    if (found.size > 1) return
    const place = places[index]
    if (!place) {
      const columnsFit = given.columns.every((name) =>
        fits(
          shown.totals[name],
          sumOf((one) => one.name === name),
        ),
      )
      if (
        columnsFit &&
        fits(
          shown.total,
          sumOf(() => true),
        )
      ) {
        found.add(tried[places.findIndex(({ at, name }) => at === row && name === column)] ?? -1)
      }
      return
    }
    for (const value of rangeOf(place.is)) {
      tried[index] = value
      const rowEnds = place.name === given.columns.at(-1)
      if (
        !rowEnds ||
        fits(
          shown.rows[place.at]?.total,
          sumOf((one) => one.at === place.at),
        )
      )
        walk(index + 1)
    }
  }
  walk(0)
  return found
}

test('a hidden small number cannot be reckoned: at least two values fit all that is shown', () => {
  fc.assert(
    fc.property(tables, (given) => {
      for (const [row, { counts }] of given.rows.entries()) {
        for (const [column, value] of Object.entries(counts)) {
          if (value > 0 && value < 5) expect(valuesThatFit(given, row, column).size).toBeGreaterThan(1)
        }
      }
    }),
    { numRuns: 60 },
  )
})
