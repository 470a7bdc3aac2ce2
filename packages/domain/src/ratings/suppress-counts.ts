/** A count of persons as a level above the deciding committee may read it: the number, a small one, or one withheld to guard it. */
export type ShownCount = number | 'under-5' | 'withheld'

/** Counts of persons by rows and columns; every row holds every column. */
export type CountTable = {
  readonly columns: readonly string[]
  readonly rows: readonly { readonly key: string; readonly counts: Readonly<Record<string, number>> }[]
}

export type ShownTable = {
  readonly rows: readonly {
    readonly key: string
    readonly counts: Readonly<Record<string, ShownCount>>
    readonly total: ShownCount
  }[]
  readonly totals: Readonly<Record<string, ShownCount>>
  readonly total: ShownCount
}

/** Totals that another table has shown already: they are shown the same way here, neither opened nor hidden anew. */
export type PublishedTotals = Pick<ShownTable, 'totals' | 'total'>

/** Persons fewer than this are not counted out loud above the deciding committee (privacy, G2). */
export const smallestShownCount = 5

/**
 * The table with every count of 1 to 4 shown as "under 5" and as few others withheld as keep it from being reckoned out of
 * row, column and grand totals (privacy, G2 and G4; 0 stays 0). A hidden number is guarded when at least one other value
 * would fit everything that is shown, also what is known of the hidden ones: under 5 is 1 to 4, withheld is 5 or more.
 */
export function suppressCounts(table: CountTable, published?: PublishedTotals): ShownTable {
  const grid = gridOf(table, published)
  for (const entry of grid.entries.filter(({ shown }) => shown === 'under-5')) guard(grid, entry, [1, -1])
  // What another table hid may not be summed up out of this one, whichever way that table lets it move.
  for (const entry of grid.entries.filter(({ fixed, shown }) => fixed && shown !== 'value')) {
    for (const step of [1, -1] as const) if (canMove(entry, step, entry.shown)) guard(grid, entry, [step])
  }

  const { columns, rows } = table
  const shownAt = (row: number, column: number): ShownCount => {
    const { shown, value } = entryAt(grid, row, column)
    return shown === 'value' ? value : shown === 'under-5' ? 'under-5' : 'withheld'
  }
  const lineOf = (row: number) => Object.fromEntries(columns.map((column, index) => [column, shownAt(row, index)]))
  return {
    rows: rows.map(({ key }, row) => ({ key, counts: lineOf(row), total: shownAt(row, columns.length) })),
    totals: lineOf(rows.length),
    total: shownAt(rows.length, columns.length),
  }
}

type Entry = {
  readonly row: number
  readonly column: number
  readonly value: number
  /** Parts count up and totals down, so that every row and column of the grid sums to nothing. */
  readonly sign: 1 | -1
  readonly fixed: boolean
  /** `blurred` is withheld without a word about its size. */
  shown: 'value' | 'under-5' | 'withheld' | 'blurred'
}
type Step = 1 | -1
type Grid = { readonly height: number; readonly width: number; readonly entries: readonly Entry[] }

function gridOf({ columns, rows }: CountTable, published: PublishedTotals | undefined): Grid {
  const countAt = (row: number, column: number) => rows[row]?.counts[columns[column] ?? ''] ?? 0
  const valueAt = (row: number, column: number): number => {
    if (row === rows.length) return rows.reduce((sum, _, index) => sum + valueAt(index, column), 0)
    return column === columns.length
      ? columns.reduce((sum, _, index) => sum + countAt(row, index), 0)
      : countAt(row, column)
  }
  const [height, width] = [rows.length + 1, columns.length + 1]
  const entries = Array.from({ length: height * width }, (_, index): Entry => {
    const [row, column] = [Math.floor(index / width), index % width]
    const value = valueAt(row, column)
    const small = value > 0 && value < smallestShownCount
    const given =
      row === rows.length
        ? column === columns.length
          ? published?.total
          : published?.totals[columns[column] ?? '']
        : undefined
    return {
      row,
      column,
      value,
      sign: (row === rows.length) === (column === columns.length) ? 1 : -1,
      fixed: given !== undefined,
      shown: typeof given === 'string' ? given : given !== undefined || !small ? 'value' : 'under-5',
    }
  })
  return { height, width, entries }
}

function entryAt({ width, entries }: Grid, row: number, column: number): Entry {
  const entry = entries[row * width + column]
  if (!entry) throw new Error(`no entry at ${row}, ${column}`)
  return entry
}

/** Withholds the cheapest chain of numbers that lets an entry have another value; where none can, sizes are left unsaid. */
function guard(grid: Grid, entry: Entry, steps: readonly Step[]): void {
  for (;;) {
    const chains = steps.flatMap((step) =>
      canMove(entry, step, entry.shown) ? (cheapestChain(grid, entry, step) ?? []) : [],
    )
    const [chain] = chains.sort((left, right) => left.cost - right.cost)
    if (chain) {
      for (const other of chain.entries) if (other.shown === 'value') other.shown = 'withheld'
      return
    }
    if (!blurAround(grid, entry)) return
  }
}

/** Where nothing is left to withhold, the hidden ones of its row and column no longer say how large they are. */
function blurAround({ entries }: Grid, entry: Entry): boolean {
  const hidden = entries.filter(
    (other) =>
      (other.row === entry.row || other.column === entry.column) &&
      !other.fixed &&
      (other.shown === 'under-5' || other.shown === 'withheld'),
  )
  for (const other of hidden) other.shown = 'blurred'
  return hidden.length > 0
}

/** What the reader knows of an entry that is shown so. */
function boundsOf(value: number, shown: Entry['shown']): readonly [number, number] {
  if (shown === 'value') return [value, value]
  if (shown === 'under-5') return [1, smallestShownCount - 1]
  return [shown === 'withheld' ? smallestShownCount : 1, Number.POSITIVE_INFINITY]
}

/** `step` is taken in the sense of the grid, where totals count down. */
function canMove({ value, sign }: Entry, step: Step, shown: Entry['shown']): boolean {
  const [least, most] = boundsOf(value, shown)
  const moved = value + step * sign
  return moved >= least && moved <= most
}

type Chain = { readonly cost: number; readonly entries: readonly Entry[] }

/**
 * One more (or one less) at the start must be evened out by a chain through rows and columns back to it, each entry staying
 * within what is known of it. Hidden entries cost nothing; a number to be withheld costs its size, so the smallest go first
 * and nought never.
 */
function cheapestChain({ height, width, entries }: Grid, start: Entry, step: Step): Chain | undefined {
  // Rows are the first lines, columns the ones behind them.
  const lines = height + width
  const cost = new Float64Array(lines).fill(Number.POSITIVE_INFINITY)
  const into = new Array<Entry | undefined>(lines)
  const isDone = new Uint8Array(lines)
  const [from, to] = [start.row, height + start.column]
  cost[from] = 0
  for (;;) {
    const line = nearest(cost, isDone)
    if (line === undefined) return undefined
    if (line === to) return { cost: cost[to] ?? 0, entries: chainTo(to, { from, into, height }) }
    isDone[line] = 1
    const inRow = line < height
    // Leaving a row evens out the change that came into it; leaving a column does so for the column.
    const sense = inRow ? (step === 1 ? -1 : 1) : step
    for (let at = 0; at < (inRow ? width : height); at += 1) {
      const entry = entries[inRow ? line * width + at : at * width + line - height]
      if (!entry || entry === start) continue
      const next = inRow ? height + at : at
      const sum = (cost[line] ?? 0) + costOf(entry, sense)
      if (sum < (cost[next] ?? 0)) {
        cost[next] = sum
        into[next] = entry
      }
    }
  }
}

/** The cheapest line that is not done yet; undefined when none can be reached. */
function nearest(cost: Float64Array, isDone: Uint8Array): number | undefined {
  let found: number | undefined
  let least = Number.POSITIVE_INFINITY
  for (let line = 0; line < cost.length; line += 1) {
    const own = cost[line] ?? least
    if (isDone[line] === 0 && own < least) [found, least] = [line, own]
  }
  return found
}

type Way = { readonly from: number; readonly into: readonly (Entry | undefined)[]; readonly height: number }

function chainTo(to: number, { from, into, height }: Way): Entry[] {
  const chain: Entry[] = []
  for (let line = to; line !== from; ) {
    const entry = into[line]
    if (!entry) break
    chain.push(entry)
    line = line < height ? height + entry.column : entry.row
  }
  return chain
}

function costOf(entry: Entry, sense: Step): number {
  if (entry.shown !== 'value') return canMove(entry, sense, entry.shown) ? 0 : Number.POSITIVE_INFINITY
  const may = !entry.fixed && entry.value > 0 && canMove(entry, sense, 'withheld')
  return may ? entry.value : Number.POSITIVE_INFINITY
}
