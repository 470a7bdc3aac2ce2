/** A count of persons or households as somebody outside sees it: a number, under five, or hidden so that another cannot be reckoned. */
export type ShownCount = number | 'under-5' | 'hidden' | null

/**
 * Counts of one line as they are shown to outsiders, with their total: 1 to 4 are "under five" (privacy G2), and as many others are
 * hidden, the next smallest first, zero never, until no hidden count can be reckoned from the total and the rest (G4). Where that
 * is not enough the total is hidden too. A count nobody gave stays a gap, and then there is no total to reckon from.
 */
export function hideSmallCounts(counts: readonly (number | null)[]): {
  readonly counts: readonly ShownCount[]
  readonly total: ShownCount
} {
  const known = counts.filter((count) => count !== null)
  const hasGap = known.length < counts.length
  const sum = known.reduce((all, count) => all + count, 0)
  const shown: ShownCount[] = counts.map((count) => (count !== null && isSmall(count) ? 'under-5' : count))
  if (!shown.includes('under-5')) return { counts: shown, total: hasGap ? null : hideOne(sum) }
  if (hasGap) return { counts: shown, total: null }
  const byWeight = counts
    .flatMap((count, at) => (count !== null && count > 4 ? [{ count, at }] : []))
    .toSorted((one, other) => one.count - other.count || one.at - other.at)
  for (let next = 0; isReckoned(counts, shown); next += 1) {
    const one = byWeight[next]
    if (!one) return { counts: shown, total: 'hidden' }
    shown[one.at] = 'hidden'
  }
  return { counts: shown, total: hideOne(sum) }
}

const isSmall = (count: number) => count >= 1 && count <= 4
const hideOne = (count: number): ShownCount => (isSmall(count) ? 'under-5' : count)

/**
 * Whether the total fixes a small count for somebody who knows how counts are hidden: a small one lies between 1 and 4, a hidden one
 * between 5 and the least that is shown. It is free when the others can take up the slack on either side.
 */
function isReckoned(counts: readonly (number | null)[], shown: readonly ShownCount[]): boolean {
  const most = Math.min(...shown.flatMap((one) => (typeof one === 'number' && one > 4 ? [one] : [])))
  let rest = 0
  let small = 0
  let others = 0
  for (const [at, one] of shown.entries()) {
    if (one !== 'under-5' && one !== 'hidden') continue
    rest += counts[at] ?? 0
    if (one === 'under-5') small += 1
    else others += 1
  }
  if (rest <= small + 5 * others) return true
  if (others === 0 || Number.isFinite(most)) {
    if (rest >= 4 * small + (others === 0 ? 0 : most * others)) return true
  }
  return small === 1 && (others === 0 || most <= 5)
}
