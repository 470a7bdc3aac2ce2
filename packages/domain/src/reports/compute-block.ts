import type { TableBlock, TableColumn } from './table-definition.ts'

/** What storage counted for one line, by measure; a measure that is not there was counted as nought. */
export type LineFacts = {
  readonly key: string
  readonly name: string
  /** The organization the line is about, when it is one. */
  readonly organizationId: string | null
  readonly counts: Readonly<Record<string, number>>
}

/** The facts of a block: its lines, and everything counted once more as a whole, whatever line it belongs to. */
export type BlockFacts = { readonly lines: readonly LineFacts[]; readonly whole: Readonly<Record<string, number>> }

/** The values of one line; `null` where a share has nothing to be taken of. */
export type LineValues = Readonly<Record<string, number | null>>

export type ComputedLine = Omit<LineFacts, 'counts'> & { readonly values: LineValues }

/** A block with every formula worked out. */
export type ComputedBlock = {
  readonly key: string
  readonly lines: readonly ComputedLine[]
  readonly total: LineValues
}

/** Works out a block: parts from what was counted, then sums, shares (percent, one decimal, half up) and changes from those. */
export function computeBlock({ key, columns }: TableBlock, { lines, whole }: BlockFacts): ComputedBlock {
  return {
    key,
    lines: lines.map(({ counts, ...line }) => ({ ...line, values: valuesOf(columns, counts) })),
    total: valuesOf(columns, whole),
  }
}

function valuesOf(columns: readonly TableColumn[], counts: Readonly<Record<string, number>>): LineValues {
  const byKey = new Map(columns.map((column) => [column.key, column]))
  const known = new Map<string, number | null>()
  const valueAt = (key: string): number | null => {
    const found = known.get(key)
    if (found !== undefined) return found
    const column = byKey.get(key)
    if (!column) throw new Error(`no column ${key}`)
    const value = reckon(column, { counts, valueAt })
    known.set(key, value)
    return value
  }
  return Object.fromEntries(columns.map(({ key }) => [key, valueAt(key)]))
}

type Reckoning = {
  readonly counts: Readonly<Record<string, number>>
  readonly valueAt: (key: string) => number | null
}

function reckon(column: TableColumn, { counts, valueAt }: Reckoning): number | null {
  switch (column.is) {
    case 'part':
    case 'within':
    case 'beside':
      return column.counts.reduce((sum, measure) => sum + (counts[measure] ?? 0), 0)
    case 'given':
      // What no rule could reckon is missing, not nought.
      return column.counts.some((measure) => counts[measure] === undefined)
        ? null
        : column.counts.reduce((sum, measure) => sum + (counts[measure] ?? 0), 0)
    case 'sum':
      return column.of.reduce((sum, key) => sum + (valueAt(key) ?? 0), 0)
    case 'share':
      return percentOf(valueAt(column.of), valueAt(column.over))
    case 'change': {
      const [now, before] = [valueAt(column.of), valueAt(column.from)]
      return now === null || before === null ? null : tenths(now - before)
    }
  }
}

/** `part` in percent of `whole` with one decimal, half up, from whole numbers; null when there is nothing to be taken of. */
export function percentOf(part: number | null, whole: number | null): number | null {
  if (part === null || whole === null || whole === 0) return null
  return Math.floor((2000 * part + whole) / (2 * whole)) / 10
}

/** A difference of numbers with one decimal, freed of what binary fractions leave behind. */
const tenths = (value: number): number => Math.round(value * 10) / 10
