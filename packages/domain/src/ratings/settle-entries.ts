import { compareEntries, type EntryDifference } from './compare-entries.ts'
import type { Tally, TallyField } from './tally.ts'

/** One settled difference: it holds for exactly the two numbers it names. */
export type Settlement = {
  readonly field: TallyField
  readonly first: number
  readonly second: number
  readonly settled: number
}

export type SettledEntries = {
  /** Both entries with every settled number laid over them. */
  readonly first: Tally
  readonly second: Tally
  /** What still differs and nobody has settled. */
  readonly open: readonly EntryDifference[]
  /** What differed and how it was settled. */
  readonly settled: readonly Settlement[]
}

/**
 * Lays the settlements of differences over both entries. A settlement of other numbers than those that stand now settles
 * nothing: whoever types a number anew opens its question again. The later of two settlements of one pair counts.
 */
export function settleEntries(first: Tally, second: Tally, settlements: readonly Settlement[]): SettledEntries {
  const open: EntryDifference[] = []
  const settled: Settlement[] = []
  for (const difference of compareEntries(first, second)) {
    const found = settlements.findLast(
      (one) => one.field === difference.field && one.first === difference.first && one.second === difference.second,
    )
    if (found) settled.push(found)
    else open.push(difference)
  }
  return { first: settled.reduce(withValue, first), second: settled.reduce(withValue, second), open, settled }
}

function withValue(tally: Tally, { field, settled }: Settlement): Tally {
  if (field.startsWith('perLevel.') && tally.perLevel) {
    return { ...tally, perLevel: { ...tally.perLevel, [field.slice('perLevel.'.length)]: settled } }
  }
  if (field.startsWith('candidates.')) {
    const key = field.slice('candidates.'.length)
    const candidates = (tally.candidates ?? []).map((one) => (one.key === key ? { ...one, votes: settled } : one))
    return { ...tally, candidates }
  }
  return { ...tally, [field]: settled }
}
