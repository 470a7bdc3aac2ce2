/** Below this many a count of persons is not shown (privacy G2). */
const fewest = 5

/** A count that may be shown or not; only cells that count persons or their papers are given. */
export type GuardedCell = { readonly value: number; isHidden: boolean }
/** Cells of which one is the sum of the others: the total first. */
export type SumBond = readonly [GuardedCell, ...GuardedCell[]]
/** The same figure in two places: hidden in one, hidden in the other. */
export type TwinBond = readonly [GuardedCell, GuardedCell]

/**
 * Hides every count from 1 to 4 and as much more as keeps anybody from reckoning one back: by a single sum, or by several sums put
 * together, which is asked of the whole system of sums. What is hidden carries one mark, so that the mark itself tells nothing.
 */
export function guardCounts(cells: readonly GuardedCell[], sums: readonly SumBond[], twins: readonly TwinBond[]): void {
  for (const cell of cells) if (cell.value > 0 && cell.value < fewest) cell.isHidden = true
  for (;;) {
    const told = toldBySum(sums) ?? toldByTwin(twins) ?? toldBySystem(sums)
    if (!told) return
    told.isHidden = true
  }
}

/** In each sum either nothing is hidden, or more than one cell whose hidden parts come to enough not to tell each other. */
function toldBySum(sums: readonly SumBond[]): GuardedCell | null {
  for (const bond of sums) {
    const [total, ...parts] = bond
    const hidden = parts.filter(({ isHidden }) => isHidden)
    if (hidden.length === 0 && !total.isHidden) continue
    // A hidden total of shown parts is told by them; hidden parts of a shown total must come to enough.
    const isEnough = total.isHidden
      ? hidden.length > 0
      : hidden.length > 1 && hidden.reduce((sum, { value }) => sum + value, 0) >= fewest
    if (isEnough) continue
    const next = smallest(parts) ?? (total.isHidden ? null : total)
    if (next) return next
  }
  return null
}

function toldByTwin(twins: readonly TwinBond[]): GuardedCell | null {
  for (const [one, other] of twins) {
    if (one.isHidden !== other.isHidden) return one.isHidden ? other : one
  }
  return null
}

const smallest = (cells: readonly GuardedCell[]): GuardedCell | null =>
  cells.filter(({ isHidden }) => !isHidden).toSorted((one, other) => order(one) - order(other))[0] ?? null
/** What counts somebody goes first: a nought hidden beside a small count protects it less. */
const order = ({ value }: GuardedCell) => (value === 0 ? Number.MAX_SAFE_INTEGER : value)

/** A hidden cell that all sums together determine is protected by one more of the cells it is bound to; null when none is told. */
function toldBySystem(sums: readonly SumBond[]): GuardedCell | null {
  const bound = sums.filter((bond) => bond.some(({ isHidden }) => isHidden))
  const unknown = [...new Set(bound.flatMap((bond) => bond.filter(({ isHidden }) => isHidden)))]
  const determined = determinedOf(
    bound.map(
      (bond) => new Map(bond.map((cell, at) => [cell, at === 0 ? -1 : 1] as const).filter(([cell]) => cell.isHidden)),
    ),
    unknown,
  )
  for (const cell of determined) {
    for (const bond of bound.filter((one) => one.includes(cell))) {
      const next = smallest(bond.slice(1)) ?? (bond[0].isHidden ? null : bond[0])
      if (next) return next
    }
  }
  return null
}

/** Which unknowns a system of sums determines: those alone in a row of its reduced form. Exact for the small whole numbers here. */
function determinedOf(
  rows: readonly ReadonlyMap<GuardedCell, number>[],
  unknown: readonly GuardedCell[],
): readonly GuardedCell[] {
  const left = rows.map((row) => new Map(row))
  const reduced: Map<GuardedCell, number>[] = []
  for (const cell of unknown) {
    const at = left.findIndex((row) => row.has(cell))
    const pivot = at < 0 ? undefined : left.splice(at, 1)[0]
    if (!pivot) continue
    const scale = pivot.get(cell) ?? 1
    for (const [one, factor] of pivot) pivot.set(one, factor / scale)
    for (const row of [...left, ...reduced]) {
      const factor = row.get(cell)
      if (factor !== undefined) subtract(row, pivot, factor)
    }
    reduced.push(pivot)
  }
  return reduced.flatMap((row) => (row.size === 1 ? [...row.keys()] : []))
}

function subtract(row: Map<GuardedCell, number>, pivot: ReadonlyMap<GuardedCell, number>, factor: number): void {
  for (const [cell, value] of pivot) {
    const rest = (row.get(cell) ?? 0) - factor * value
    if (Math.abs(rest) < 1e-9) row.delete(cell)
    else row.set(cell, rest)
  }
}
