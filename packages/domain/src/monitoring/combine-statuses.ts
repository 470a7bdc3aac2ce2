import type { SignalStatus } from './indicator.ts'

export type BlockColour = 'red' | 'yellow' | 'green' | 'no-data' | 'not-applicable'

/** The colour of a block: the worst wins; a gap without red or yellow is `no-data` (E6). No weighing, no score. */
export function blockColour(statuses: readonly SignalStatus[]): BlockColour {
  for (const colour of ['red', 'yellow', 'no-data', 'green'] as const) if (statuses.includes(colour)) return colour
  return 'not-applicable'
}

/** The level of a block: how many reds, at most 3; null when none of its indicators has a colour (E6). */
export function blockLevel(statuses: readonly SignalStatus[]): number | null {
  const coloured = statuses.filter(hasColour)
  if (coloured.length === 0) return null
  return Math.min(3, coloured.filter((status) => status === 'red').length)
}

const hasColour = (status: SignalStatus) => status === 'red' || status === 'yellow' || status === 'green'

/** How many cells of a committee stand at each status. */
export type CellCounts = Readonly<Partial<Record<SignalStatus, number>>>

/** A committee's status by those of its cells (E7): red when more than a third of those with data are red, yellow from one on. */
export function committeeStatus(cells: CellCounts): SignalStatus {
  const count = (status: SignalStatus) => cells[status] ?? 0
  const withData = count('red') + count('yellow') + count('green')
  if (withData === 0) {
    for (const status of ['no-data', 'suppressed', 'info'] as const) if (count(status) > 0) return status
    return 'not-applicable'
  }
  if (3 * count('red') > withData) return 'red'
  return count('red') > 0 ? 'yellow' : 'green'
}

/** Counts statuses. */
export function countStatuses(statuses: readonly SignalStatus[]): CellCounts {
  const counts: Partial<Record<SignalStatus, number>> = {}
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

/** The watch level of an area or project: the higher of the block levels C and D; null when neither is known (E9). */
export function watchLevel(levels: { readonly C: number | null; readonly D: number | null }): number | null {
  const known = [levels.C, levels.D].filter((level) => level !== null)
  return known.length === 0 ? null : Math.max(...known)
}
