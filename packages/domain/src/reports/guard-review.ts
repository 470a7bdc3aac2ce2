import type { ReviewCounts } from './check-review.ts'
import type { CountedReviewTable } from './compose-review.ts'
import { type GuardedCell, guardCounts, type SumBond, type TwinBond } from './guard-counts.ts'
import type { ReviewFinding, ReviewTableContent, ReviewValues } from './review-content.ts'
import { reviewTables } from './review-tables.ts'

type Row = ReadonlyMap<string, GuardedCell>

/**
 * A review as it may leave: no count of persons from 1 to 4, and none that could be reckoned back by the sums of a line, of a column,
 * over the years, or from a figure reported from elsewhere that says the same.
 */
export function guardReview(tables: readonly CountedReviewTable[]): {
  readonly tables: readonly ReviewTableContent[]
  /** Whether the difference of a finding would tell what is hidden. */
  readonly hides: (finding: Pick<ReviewFinding, 'table' | 'columns'>) => boolean
} {
  const guarded = tables.map(guardTable)
  return {
    tables: guarded.map(({ content }) => content),
    hides: ({ table, columns }) =>
      guarded.some(({ content, hidden }) => content.code === table && columns.some((column) => hidden.has(column))),
  }
}

function guardTable(table: CountedReviewTable): {
  readonly content: ReviewTableContent
  readonly hidden: ReadonlySet<string>
} {
  const { code, lines, total, years, reported } = table
  const columns = reviewTables[code].columns.filter(({ persons = false }) => persons).map(({ key }) => key)
  const rowOf = (counts: ReviewCounts): Row =>
    new Map(
      columns.flatMap((key) => {
        const value = counts[key]
        return typeof value === 'number' ? [[key, { value, isHidden: false }] as const] : []
      }),
    )
  const lineRows = lines.map(({ counts }) => rowOf(counts))
  const totalRow = rowOf(total)
  const yearRows = years.map(({ counts }) => rowOf(counts))
  const reportedRows = reported.map(({ counts, counted }) => ({ said: rowOf(counts), own: rowOf(counted) }))
  const rows = [...lineRows, totalRow, ...yearRows, ...reportedRows.flatMap(({ said, own }) => [said, own])]
  const bond = (cells: readonly (GuardedCell | undefined)[]): SumBond[] => {
    const [first, ...rest] = cells
    const parts = rest.flatMap((cell) => (cell ? [cell] : []))
    return first && parts.length > 0 ? [[first, ...parts]] : []
  }
  const sums = [
    ...rows.flatMap((row) =>
      reviewTables[code].sums.flatMap(({ total: whole, parts }) =>
        bond([row.get(whole), ...parts.map((part) => row.get(part))]),
      ),
    ),
    ...columns.flatMap((key) => [
      ...bond([totalRow.get(key), ...lineRows.map((row) => row.get(key))]),
      ...bond([totalRow.get(key), ...yearRows.map((row) => row.get(key))]),
    ]),
  ]
  guardCounts(
    rows.flatMap((row) => [...row.values()]),
    sums,
    twinsOf(table, { columns, lineRows, reportedRows }),
  )
  const shown = (counts: ReviewCounts, row: Row | undefined): ReviewValues =>
    Object.fromEntries(
      Object.entries(counts).map(([key, value]) => [key, row?.get(key)?.isHidden ? ('hidden' as const) : value]),
    )
  return {
    content: {
      code,
      lines: lines.map(({ key, name, counts }, at) => ({ key, name, values: shown(counts, lineRows[at]) })),
      total: shown(total, totalRow),
      years: years.map(({ year, counts }, at) => ({ year, values: shown(counts, yearRows[at]) })),
      reported: reported.map(({ figureId, unit, year, source, cutOff, counts, counted, conflicts }, at) => ({
        ...{ figureId, unit, year, source, cutOff, conflicts: [...conflicts] },
        values: shown(counts, reportedRows[at]?.said),
        counted: shown(counted, reportedRows[at]?.own),
      })),
    },
    hidden: new Set(rows.flatMap((row) => [...row].filter(([, cell]) => cell.isHidden).map(([key]) => key))),
  }
}

/** The same figure in two places: a unit's line and its count beside a reported one, and the reported one where it says the same. */
function twinsOf(
  { lines, years, reported }: CountedReviewTable,
  {
    columns,
    lineRows,
    reportedRows,
  }: {
    readonly columns: readonly string[]
    readonly lineRows: readonly Row[]
    readonly reportedRows: readonly { readonly said: Row; readonly own: Row }[]
  },
): readonly TwinBond[] {
  return reported.flatMap(({ line }, at) => {
    const { said, own } = reportedRows[at] ?? { said: undefined, own: undefined }
    const inLine = years.length === 1 ? lineRows[lines.findIndex(({ key }) => key === line)] : undefined
    return columns.flatMap((key): TwinBond[] => {
      const [one, other, third] = [said?.get(key), own?.get(key), inLine?.get(key)]
      return [
        ...(one && other && one.value === other.value ? [[one, other] as const] : []),
        ...(other && third ? [[other, third] as const] : []),
      ]
    })
  })
}
