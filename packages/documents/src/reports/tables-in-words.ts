import {
  type ReportLocale,
  ratingTables,
  type ShownBlock,
  type ShownValue,
  sayHead,
  sayLine,
  sayTotal,
  sayValue,
  type TableCode,
  type TableColumn,
} from '@nq15/domain/reports'
import type { ListColumn } from './list-table.ts'

/** A table of a year as it may be shown, with the rules whose words its heads take. */
export type TableToPrint = { readonly code: TableCode; readonly blocks: readonly ShownBlock[] }

/** One block in words: heads, lines and the line of sums, every cell as text or as a number to be typed. */
export type PrintedBlock = {
  readonly code: TableCode
  /** The table's title, with the block's own behind it when the table has several. */
  readonly title: string
  readonly blockTitle: string
  readonly heads: readonly string[]
  readonly columns: readonly TableColumn[]
  readonly lines: readonly PrintedLine[]
  readonly totals: PrintedLine | null
}
export type PrintedLine = {
  readonly name: string
  readonly values: readonly ShownValue[]
  readonly texts: readonly string[]
}

type Words = { readonly ruleSetCode: string; readonly locale: ReportLocale }

/** The blocks of a table in words of the year's rules: what a paper, a workbook and a report of the year show. */
export function tableInWords({ code, blocks }: TableToPrint, words: Words): PrintedBlock[] {
  const definition = ratingTables[code]
  const { locale } = words
  return blocks.flatMap((block): PrintedBlock[] => {
    const found = definition.blocks.find(({ key }) => key === block.key)
    if (!found) return []
    const { columns, axis, adds } = found
    const lineOf = (name: string, values: ShownBlock['total']): PrintedLine => ({
      name,
      values: columns.map(({ key }) => values[key] ?? null),
      texts: columns.map((column) => sayValue(values[column.key] ?? null, column, locale)),
    })
    return [
      {
        code,
        title: definition.title[locale],
        blockTitle: definition.blocks.length > 1 ? found.title[locale] : '',
        heads: [found.title[locale], ...columns.map((column) => headOf(column, columns, words))],
        columns,
        lines: block.lines.map((line) => lineOf(sayLine(line, axis, locale), line.values)),
        totals: adds ? lineOf(sayTotal(locale), block.total) : null,
      },
    ]
  })
}

/** One block as the list of a lying page: the name of each line, then its numbers, small where there are many columns. */
export function printedList({ heads, lines, totals }: PrintedBlock) {
  const [first = '', ...others] = heads
  const columns: readonly ListColumn[] = [
    { head: first, width: 62, align: 'left' },
    ...others.map((head): ListColumn => ({ head, width: 18, align: 'right' })),
  ]
  return {
    columns,
    rows: lines.map(({ name, texts }) => [name, ...texts]),
    size: columns.length > 12 ? 9 : 11,
    ...(totals === null ? {} : { totals: [totals.name, ...totals.texts] }),
  }
}

/** Heads tell columns apart also where a screen would put "%" under the level. */
function headOf(column: TableColumn, columns: readonly TableColumn[], words: Words): string {
  if (column.is !== 'share') return sayHead(column, words)
  const of = columns.find(({ key }) => key === column.of)
  return `${of ? sayHead(of, words) : ''} (%)`
}
