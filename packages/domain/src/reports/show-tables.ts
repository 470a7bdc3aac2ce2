import { levels, type PublishedTotals, type ShownCount, smallestShownCount, suppressCounts } from '../ratings/index.ts'
import { type ComputedBlock, type ComputedLine, type LineValues, percentOf } from './compute-block.ts'
import { ratingTables } from './rating-tables.ts'
import type { TableBlock, TableCode, TableColumn } from './table-definition.ts'

/** A value as a reader may see it; `null` where there is nothing to be told. */
export type ShownValue = ShownCount | null
export type ShownValues = Readonly<Record<string, ShownValue>>
export type ShownLine = Omit<ComputedLine, 'values'> & { readonly values: ShownValues }
export type ShownBlock = { readonly key: string; readonly lines: readonly ShownLine[]; readonly total: ShownValues }

/** How the year's members stand at a level: B3 by organization, which every other table of persons must agree with. */
export type ShownMembers = ShownBlock

const membersBlock = blockOf('B3', 'by-organization')

/** Every value as it is, for who stands at the committee or below it. */
export const showAll = (blocks: readonly ComputedBlock[]): readonly ShownBlock[] => blocks

/**
 * B3 by organization for a reader above the grassroots committee: counts of 1 to 4 and as few others as guard them hidden
 * (privacy G2 to G4). `above` is this level's own line in the table above it, when that reader sees it: it is shown the same.
 */
export function showMembers(members: ComputedBlock, above?: ShownValues): ShownMembers {
  const parts = membersBlock.columns.filter(({ is }) => is === 'part').map(({ key }) => key)
  const rows = members.lines.map(({ key, values }) => ({ key, counts: countsOf(values, parts) }))
  const grid = suppressCounts({ columns: parts, rows }, above && publishedBy(above, parts))
  const within = membersBlock.columns
    .filter(({ is }) => is === 'within')
    .map(({ key }) => ({ key, shown: guardColumn(members.lines, key, above?.[key]) }))
  const shownOf = (at: number | 'total'): ShownValues => {
    const row = at === 'total' ? { counts: grid.totals, total: grid.total } : grid.rows[at]
    if (!row) throw new Error(`no line ${at}`)
    return derive(membersBlock.columns, {
      ...row.counts,
      TOTAL: row.total,
      ...Object.fromEntries(
        within.map(({ key, shown }) => [key, at === 'total' ? shown.total : (shown.lines[at] ?? 0)]),
      ),
    })
  }
  return {
    key: members.key,
    lines: members.lines.map((line, at) => ({ ...line, values: shownOf(at) })),
    total: shownOf('total'),
  }
}

type Others = {
  readonly computed: ReadonlyMap<TableCode, readonly ComputedBlock[]>
  readonly members: ShownMembers
  /** B3 of the compared year over the same lines, shown by the same rule. */
  readonly earlier: ShownMembers | null
}

/** One table for a reader above the committee, agreeing with B3 as he sees it: what is hidden there is hidden here. */
export function showTable(code: TableCode, { computed, members, earlier }: Others): readonly ShownBlock[] {
  return (computed.get(code) ?? []).map((block) => {
    const definition = blockOf(code, block.key)
    if (definition === membersBlock) return members
    if (definition.columns.every(({ unit }) => unit !== 'persons')) return block
    if (definition.axis === 'organization') return followMembers(definition, block, { members, earlier })
    if (code === 'B7') return followLevels(definition, block, { members, earlier })
    if (block.key === 'not-rated') return showReasons(block, members.total)
    return showGrid(definition, block, totalsKnown(code, block, members.total))
  })
}

/** Where the shown B3 stands behind a column of another table. */
const behind: Readonly<Record<string, readonly ['now' | 'earlier', string]>> = {
  KHT: ['now', 'KHT'],
  XS: ['now', 'XS'],
  NOW_DECIDED: ['now', 'DECIDED'],
  NOW_XS: ['now', 'XS'],
  BEFORE_DECIDED: ['earlier', 'DECIDED'],
  BEFORE_XS: ['earlier', 'XS'],
}

type Members = { readonly members: ShownMembers; readonly earlier: ShownMembers | null }

function followMembers({ columns }: TableBlock, block: ComputedBlock, { members, earlier }: Members): ShownBlock {
  const shownOf = (values: LineValues, now: ShownValues | undefined, before: ShownValues | undefined): ShownValues =>
    derive(
      columns,
      Object.fromEntries(
        columns.flatMap(({ key, is, unit }): [string, ShownValue][] => {
          const [when, of] = behind[key] ?? []
          if (of !== undefined)
            return [[key, (when === 'now' ? now : before)?.[of] ?? (when === 'now' ? 'withheld' : null)]]
          // A limit is reckoned from the counts, so it is as open as they are.
          if (is === 'given' && unit === 'persons') return [[key, isOpen(now) ? (values[key] ?? null) : 'withheld']]
          return is === 'given' ? [[key, values[key] ?? null]] : []
        }),
      ),
    )
  const lineOf = (from: ShownMembers | null, key: string) => from?.lines.find((line) => line.key === key)?.values
  return {
    key: block.key,
    lines: block.lines.map((line) => ({
      ...line,
      values: shownOf(line.values, lineOf(members, line.key), lineOf(earlier, line.key)),
    })),
    total: shownOf(block.total, members.total, earlier?.total),
  }
}

/** B7 by level: its lines are the columns of B3's line of totals, of both years. */
function followLevels({ columns }: TableBlock, block: ComputedBlock, { members, earlier }: Members): ShownBlock {
  const valuesAt = (key: string): ShownValues =>
    derive(columns, { NOW: members.total[key] ?? 'withheld', BEFORE: earlier?.total[key] ?? null })
  return {
    key: block.key,
    lines: block.lines.map((line) => ({ ...line, values: valuesAt(line.key) })),
    total: valuesAt('TOTAL'),
  }
}

function showReasons(block: ComputedBlock, total: ShownValues): ShownBlock {
  const others = block.lines.filter(({ key }) => key !== 'EXEMPT')
  const shown = guardColumn(others, 'PERSONS', total['NOT_RATED'])
  const [exempt, rest] = [total['EXEMPT'] ?? 0, total['NOT_RATED'] ?? 0]
  return {
    key: block.key,
    lines: block.lines.map((line) => {
      const value = line.key === 'EXEMPT' ? exempt : (shown.lines[others.indexOf(line)] ?? 0)
      return { ...line, values: { PERSONS: value } }
    }),
    total: { PERSONS: typeof exempt === 'number' && typeof rest === 'number' ? exempt + rest : 'withheld' },
  }
}

function totalsKnown(code: TableCode, block: ComputedBlock, total: ShownValues): PublishedTotals | undefined {
  const one = (key: string): PublishedTotals => {
    const shown = total[key] ?? 0
    return { totals: { [key]: shown }, total: shown }
  }
  if (code === 'B5' && block.key === 'by-group') return one('KHT')
  if (code === 'B6' && block.key === 'by-group') return one('XS')
  if (code === 'B8') return publishedBy({ ...total, TOTAL: total['DECIDED'] ?? 'withheld' }, levels)
  return undefined
}

/** A block whose lines and columns are all parts of one whole. */
function showGrid({ columns }: TableBlock, block: ComputedBlock, known: PublishedTotals | undefined): ShownBlock {
  const parts = columns.filter(({ is }) => is === 'part').map(({ key }) => key)
  const rows = block.lines.map(({ key, values }) => ({ key, counts: countsOf(values, parts) }))
  const grid = suppressCounts({ columns: parts, rows }, known)
  const whole = columns.find(
    ({ is, of }: { is: string; of?: unknown }) =>
      is === 'sum' && Array.isArray(of) && parts.every((part) => of.includes(part)),
  )
  const shownOf = (values: LineValues, counts: ShownValues, total: ShownCount): ShownValues => {
    const given = columns
      .filter(({ is }) => is === 'given')
      .map(({ key, unit }): [string, ShownValue] => {
        const open = unit !== 'persons' || parts.every((part) => typeof counts[part] === 'number')
        return [key, open ? (values[key] ?? null) : 'withheld']
      })
    return derive(columns, { ...counts, ...(whole ? { [whole.key]: total } : {}), ...Object.fromEntries(given) })
  }
  return {
    key: block.key,
    lines: block.lines.map((line, at) => ({
      ...line,
      values: shownOf(line.values, grid.rows[at]?.counts ?? {}, grid.rows[at]?.total ?? 0),
    })),
    total: shownOf(block.total, grid.totals, grid.total),
  }
}

/** What follows from shown values by the formulas of the columns: a sum, a share or a change of what is hidden is hidden too. */
function derive(columns: readonly TableColumn[], known: ShownValues): ShownValues {
  const shown = new Map<string, ShownValue>(Object.entries(known))
  const valueAt = (key: string): ShownValue => {
    const found = shown.get(key)
    if (found !== undefined) return found
    const column = columns.find((one) => one.key === key)
    const value = column ? formula(column, valueAt) : null
    shown.set(key, value)
    return value
  }
  return Object.fromEntries(columns.map(({ key }) => [key, valueAt(key)]))
}

function formula(column: TableColumn, valueAt: (key: string) => ShownValue): ShownValue {
  if (column.is === 'sum') {
    const parts = column.of.map(valueAt)
    return parts.every((part) => typeof part === 'number') ? parts.reduce((sum, part) => sum + part, 0) : 'withheld'
  }
  const pair =
    column.is === 'share' ? [column.of, column.over] : column.is === 'change' ? [column.of, column.from] : undefined
  if (!pair) return 'withheld'
  const [one, other] = pair.map(valueAt)
  if (one === null || other === null) return null
  if (typeof one !== 'number' || typeof other !== 'number') return 'withheld'
  if (column.is === 'change') return Math.round((one - other) * 10) / 10
  // A share of fewer than five persons says as much as the count (privacy G3).
  return other > 0 && other < smallestShownCount ? 'withheld' : percentOf(one, other)
}

function guardColumn(lines: readonly ComputedLine[], key: string, total?: ShownValue) {
  const rows = lines.map((line, at) => ({ key: `${at}`, counts: { [key]: line.values[key] ?? 0 } }))
  const published = total === undefined || total === null ? undefined : { totals: { [key]: total }, total }
  const shown = suppressCounts({ columns: [key], rows }, published)
  return { lines: shown.rows.map(({ counts }) => counts[key] ?? 0), total: shown.total }
}

const countsOf = (values: LineValues, keys: readonly string[]): Record<string, number> =>
  Object.fromEntries(keys.map((key) => [key, values[key] ?? 0]))

const publishedBy = (values: ShownValues, keys: readonly string[]): PublishedTotals => ({
  totals: Object.fromEntries(keys.map((key) => [key, values[key] ?? 0])),
  total: values['TOTAL'] ?? 0,
})

const isOpen = (values: ShownValues | undefined): boolean =>
  values !== undefined && levels.every((key) => typeof values[key] === 'number')

function blockOf(code: TableCode, key: string): TableBlock {
  const found = ratingTables[code].blocks.find((block) => block.key === key)
  if (!found) throw new Error(`table ${code} has no block ${key}`)
  return found
}
