import { decidedOutcomes } from './schema.ts'
import { type CountTable, type ShownCount, suppressCounts } from './suppress-counts.ts'

/** The levels of persons in the sums of a year, in the order of a table. */
export const summedOutcomes = decidedOutcomes
export type SummedOutcome = (typeof summedOutcomes)[number]
export type SummedCounts = Readonly<Record<SummedOutcome, number>>

/** An organization with the sums of everything below it, and those of the organizations directly below. */
export type SummedLevel = {
  readonly key: string
  readonly counts: SummedCounts
  readonly below: readonly { readonly key: string; readonly counts: SummedCounts }[]
}
/** A line of sums as somebody may read it who reads none of the persons. */
export type ShownSums = { readonly counts: Readonly<Record<SummedOutcome, ShownCount>>; readonly total: ShownCount }

/**
 * The sums of one organization as they are shown to who reads none of its persons (privacy, G2 and G4). The way down from the
 * highest organization he reads comes first: a small count is hidden at every step together with as many others as keep it from
 * being reckoned out of the lines beside and above it, which he may open too. `wanted` is directly below the last level, or is the
 * first of all where there is none. Sums that do not fit each other are withheld whole.
 */
export function showSums(levels: readonly SummedLevel[], wanted: { key: string; counts: SummedCounts }): ShownSums {
  const first = levels[0] ?? wanted
  const alone = suppressCounts({ columns: summedOutcomes, rows: [{ key: first.key, counts: first.counts }] })
  let shown: ShownSums = { counts: picked(alone.totals), total: alone.total }
  for (const [at, level] of levels.entries()) {
    const next = levels[at + 1]?.key ?? wanted.key
    const rows = withRest(level)
    if (rows === null) return withheld
    const table = suppressCounts({ columns: summedOutcomes, rows }, { totals: shown.counts, total: shown.total })
    const row = table.rows.find(({ key }) => key === next)
    if (!row) return withheld
    shown = { counts: picked(row.counts), total: row.total }
  }
  return shown
}

const picked = (counts: Readonly<Record<string, ShownCount>>) =>
  Object.fromEntries(summedOutcomes.map((one) => [one, counts[one] ?? 'withheld'])) as ShownSums['counts']

const withheld: ShownSums = { counts: picked({}), total: 'withheld' }

/** Those below, and who is rated in the organization itself, so that the rows make up its total; null where they exceed it. */
function withRest({ key, counts, below }: SummedLevel): CountTable['rows'] | null {
  const rest = Object.fromEntries(
    summedOutcomes.map((one) => [one, counts[one] - below.reduce((sum, row) => sum + row.counts[one], 0)]),
  )
  if (Object.values(rest).some((count) => count < 0)) return null
  return [...below, ...(Object.values(rest).some((count) => count > 0) ? [{ key: `${key} itself`, counts: rest }] : [])]
}
