import type { Writable } from 'node:stream'
import type { ExportColumn, ExportStatement, WrittenExport } from './export-statement.ts'
import { type PrintedBlock, type PrintedLine, type TableToPrint, tableInWords } from './tables-in-words.ts'
import { type ExportSheet, writeSheets } from './write-table-workbook.ts'

/**
 * Streams statistical tables of a year as a workbook, one sheet a block, into `target`. Numbers are numbers, what is hidden or
 * missing is its word. Answers count and hash of each sheet.
 */
export function writeTablesWorkbook(
  tables: readonly TableToPrint[],
  { ruleSetCode, statement, target }: { ruleSetCode: string; statement: ExportStatement; target: Writable },
): Promise<readonly (WrittenExport & { readonly name: string })[]> {
  const blocks = tables.flatMap((table) => tableInWords(table, { ruleSetCode, locale: 'vi' }))
  return writeSheets(blocks.map(sheetOf), { statement, target })
}

function sheetOf(block: PrintedBlock): ExportSheet<PrintedLine> {
  const { code, title, blockTitle, heads, columns, lines, totals } = block
  const [first = '', ...others] = heads
  return {
    // A sheet's name holds 31 characters and none of []:*?/\.
    name: `${code} ${blockTitle}`
      .replace(/[[\]:*?/\\]/gu, ' ')
      .trim()
      .slice(0, 31)
      .trim(),
    title: `Biểu ${code}. ${title}${blockTitle === '' ? '' : `. ${blockTitle}`}`,
    columns: [
      { head: first, width: 44, kind: 'text', value: ({ name }) => name },
      ...others.map((head, at): ExportColumn<PrintedLine> => {
        const isShare = columns[at]?.unit === 'percent' || columns[at]?.unit === 'points'
        const value = ({ values, texts }: PrintedLine) => {
          const shown = values[at]
          return typeof shown === 'number' ? shown : texts[at]
        }
        return { head, width: Math.max(11, Math.min(18, head.length + 2)), kind: isShare ? 'number' : 'count', value }
      }),
    ],
    rows: totals === null ? lines : [...lines, totals],
  }
}
