import type { ComputedBlock } from './compute-block.ts'
import type { TableBlock, TableCode, TableDefinition } from './table-definition.ts'

/** What does not add up, or what a reader has to know to read a table rightly. */
export const tableFindingCodes = [
  'LINES_NE_TOTAL',
  'PARTS_NE_TOTAL',
  'WITHIN_OVER',
  'TOTAL_NE_POPULATION',
  'DUE_NE_POPULATION',
  'DECIDED_NE_KEPT',
  'TABLES_DIFFER',
  'SHARED_RECORDS',
  'ENDED_WITHOUT_LINE',
  'UNDECIDED',
  'RULES_DIFFER',
  'NO_EARLIER_YEAR',
  'SOURCE_MISSING',
  'NO_UNITS',
] as const
export type TableFindingCode = (typeof tableFindingCodes)[number]

/** BLOCK: the table is not signed while it stands; WARN: signed with it, named; INFO: said beside the table. */
export type FindingWeight = 'BLOCK' | 'WARN' | 'INFO'

/** One finding with the place it was found at: table, block, line and column, the number found and the one looked for. */
export type TableFinding = {
  readonly code: TableFindingCode
  readonly weight: FindingWeight
  readonly table: TableCode
  readonly block: string | null
  /** Name of the line; null for the line of totals. */
  readonly line: string | null
  readonly column: string | null
  readonly found: number | null
  readonly expected: number | null
  /** What else the sentence needs: another table, the generations, a number of records. */
  readonly about: string | null
}

const nowhere = { block: null, line: null, column: null, found: null, expected: null, about: null } as const

/** A finding with the places it does not need left empty. */
export const finding = (
  given: Pick<TableFinding, 'code' | 'weight' | 'table'> & Partial<TableFinding>,
): TableFinding => ({ ...nowhere, ...given })

/**
 * Checks one table against itself: lines against totals, parts against their sum, what is contained against what contains it.
 * Records of ended organizations stand in lines of their own, so that the lines always add up.
 */
export function reconcileTable({ code, blocks }: TableDefinition, computed: readonly ComputedBlock[]): TableFinding[] {
  return blocks.flatMap((block) => {
    const found = computed.find(({ key }) => key === block.key)
    if (!found) return []
    return [
      ...linesAgainstTotal(code, block, found),
      ...withinLines(code, block, found),
      ...lineageOf(code, block, found),
    ]
  })
}

/** Keys of the lines for records of ended organizations: inherited by several lines, and by none. */
export const lineageLines = { shared: 'shared', ended: 'ended' } as const

function lineageOf(table: TableCode, block: TableBlock, { lines }: ComputedBlock): TableFinding[] {
  const first = block.total ?? block.columns[0]?.key ?? ''
  return (['shared', 'ended'] as const).flatMap((key) => {
    const line = lines.find((one) => one.key === lineageLines[key])
    if (!line) return []
    const code = key === 'shared' ? 'SHARED_RECORDS' : 'ENDED_WITHOUT_LINE'
    return [
      finding({ code, weight: 'INFO', table, block: block.key, line: line.name, found: line.values[first] ?? null }),
    ]
  })
}

function linesAgainstTotal(table: TableCode, block: TableBlock, { lines, total }: ComputedBlock): TableFinding[] {
  if (!block.adds) return []
  const counted = block.columns.filter(({ is }) => is === 'part' || is === 'within')
  return counted.flatMap((column) => {
    const sum = lines.reduce((all, { values }) => all + (values[column.key] ?? 0), 0)
    const expected = total[column.key] ?? 0
    if (sum === expected) return []
    const place = { table, block: block.key, column: column.key, found: sum, expected }
    return [finding({ code: 'LINES_NE_TOTAL', weight: 'BLOCK', ...place })]
  })
}

function withinLines(table: TableCode, block: TableBlock, { lines, total }: ComputedBlock): TableFinding[] {
  const parts = block.columns.filter(({ is }) => is === 'part')
  return [...lines.map(({ name, values }) => ({ name, values })), { name: null, values: total }].flatMap(
    ({ name, values }) => {
      const place = { table, block: block.key, line: name }
      const whole = block.total === null ? null : (values[block.total] ?? null)
      const sum = parts.reduce((all, { key }) => all + (values[key] ?? 0), 0)
      return [
        ...(whole !== null && parts.length > 1 && whole !== sum
          ? [finding({ code: 'PARTS_NE_TOTAL', weight: 'BLOCK', ...place, found: sum, expected: whole })]
          : []),
        ...parts
          .filter(({ key }) => (values[key] ?? 0) < 0)
          .map(({ key }) =>
            finding({
              code: 'PARTS_NE_TOTAL',
              weight: 'BLOCK',
              ...place,
              column: key,
              found: values[key] ?? 0,
              expected: 0,
            }),
          ),
        ...block.columns.flatMap((column) => {
          if (column.is !== 'within') return []
          const [inner, outer] = [values[column.key] ?? 0, values[column.of] ?? 0]
          return inner <= outer
            ? []
            : [
                finding({
                  code: 'WITHIN_OVER',
                  weight: 'BLOCK',
                  ...place,
                  column: column.key,
                  found: inner,
                  expected: outer,
                }),
              ]
        }),
      ]
    },
  )
}

/** The population frozen when the year was opened, by line and in all: what every table of members must add up to. */
export type FrozenPopulation = {
  readonly lines: ReadonlyMap<string, { readonly total: number; readonly due: number }>
  readonly whole: { readonly total: number; readonly due: number }
}

/** Checks B3 against the frozen population: everybody, line by line, and those who are to be rated. */
export function reconcilePopulation(block: ComputedBlock, population: FrozenPopulation): TableFinding[] {
  const lines = [
    ...block.lines.map(({ key, name, values }) => ({ name, values, frozen: population.lines.get(key) })),
    { name: null, values: block.total, frozen: population.whole },
  ]
  return lines.flatMap(({ name, values, frozen = { total: 0, due: 0 } }) => {
    const place = { table: 'B3', block: block.key, line: name, weight: 'BLOCK' } as const
    const [all, due] = [values['TOTAL'] ?? 0, (values['DECIDED'] ?? 0) + (values['UNDECIDED'] ?? 0)]
    return [
      ...(all === frozen.total
        ? []
        : [finding({ code: 'TOTAL_NE_POPULATION', ...place, column: 'TOTAL', found: all, expected: frozen.total })]),
      ...(due === frozen.due
        ? []
        : [finding({ code: 'DUE_NE_POPULATION', ...place, column: 'DECIDED', found: due, expected: frozen.due })]),
    ]
  })
}

/** Checks that the same number is the same in every table that shows it. */
export function reconcileTables(tables: ReadonlyMap<TableCode, readonly ComputedBlock[]>): TableFinding[] {
  const totalOf = (code: TableCode, block: string, column: string): number | null =>
    tables.get(code)?.find(({ key }) => key === block)?.total[column] ?? null
  const same: readonly (readonly [TableCode, string, string, string])[] = [
    ['B5', 'by-organization', 'KHT', 'KHT'],
    ['B5', 'by-group', 'KHT', 'KHT'],
    ['B6', 'by-organization', 'XS', 'XS'],
    ['B6', 'by-group', 'XS', 'XS'],
    ['B7', 'by-organization', 'NOW_DECIDED', 'DECIDED'],
    ['B7', 'by-level', 'NOW', 'TOTAL'],
    ['B8', 'by-group', 'DECIDED', 'DECIDED'],
    ['B8', 'by-organization', 'XS', 'XS'],
  ]
  return same.flatMap(([table, block, column, ofMembers]) => {
    const [found, expected] = [totalOf(table, block, column), totalOf('B3', 'by-organization', ofMembers)]
    if (found === null || expected === null || found === expected) return []
    return [finding({ code: 'TABLES_DIFFER', weight: 'BLOCK', table, block, column, found, expected, about: 'B3' })]
  })
}
