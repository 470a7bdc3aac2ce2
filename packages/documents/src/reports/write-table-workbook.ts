import { PassThrough, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate as breathe } from 'node:timers/promises'
import ExcelJS from 'exceljs'
import {
  createRowHash,
  type ExportColumn,
  type ExportStatement,
  infoSheet,
  plainText,
  statementLines,
  viDay,
  type WrittenExport,
} from './export-statement.ts'
import { showNumber } from './show-number.ts'

const formats = { number: '0.0######', count: '#,##0', day: 'dd/mm/yyyy' } as const

/** One data sheet of an export; its rows are walked once, never held. */
export type ExportSheet<Row> = {
  readonly name: string
  /** Stands above the head, in place of the file's title. */
  readonly title?: string
  readonly columns: readonly ExportColumn<Row>[]
  readonly rows: Iterable<Row> | AsyncIterable<Row>
}

type WrittenSheet = WrittenExport & { readonly name: string }

/**
 * Streams an export into `target`: title, frozen head with filter, typed cells, A4 landscape with repeated head, and the
 * sheet 'Thông tin' with count, filter, scope, as-of day, time, generator, rules and hash; the file's properties say the same.
 */
export async function writeTableWorkbook<Row>(
  rows: Iterable<Row> | AsyncIterable<Row>,
  columns: readonly ExportColumn<Row>[],
  { statement, sheetName, target }: { statement: ExportStatement; sheetName: string; target: Writable },
): Promise<WrittenExport> {
  const [written] = await writeSheets([{ name: sheetName, columns, rows }], { statement, target })
  if (!written) throw new Error('a workbook without a sheet')
  return { count: written.count, hash: written.hash }
}

/** The same for several data sheets, each with its own count and hash. */
export async function writeSheets<Row>(
  sheets: readonly ExportSheet<Row>[],
  { statement, target }: { statement: ExportStatement; target: Writable },
): Promise<readonly WrittenSheet[]> {
  const created = new Date(statement.generatedAt)
  const pipe = new PassThrough()
  const arrived = pipeline(pipe, target)
  // A receiver that hangs up while rows are still written is reported at the end, not as a stray rejection.
  arrived.catch(() => undefined)
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: pipe, useStyles: true, useSharedStrings: false })
  book.creator = statement.generatedBy
  book.lastModifiedBy = statement.generatedBy
  book.created = created
  book.modified = created
  const written: WrittenSheet[] = []
  for (const sheet of sheets) written.push({ name: sheet.name, ...(await writeRows(book, sheet, statement)) })
  writeInfo(book, statement, written)
  book.title = statement.title
  book.subject = `${statement.scope}; ${statement.filter}; ${statement.asOf}`
  book.description = written
    .map(({ count, hash }) => `${infoSheet.count}: ${count}; ${infoSheet.hash}: ${hash}; ${statement.generatedAt}`)
    .join('\n')
  await Promise.race([book.commit(), arrived])
  await arrived
  return written
}

const headRow = 4

async function writeRows<Row>(
  book: ExcelJS.stream.xlsx.WorkbookWriter,
  { name: sheetName, title = '', columns, rows }: ExportSheet<Row>,
  statement: ExportStatement,
): Promise<WrittenExport> {
  const sheet = book.addWorksheet(sheetName, {
    views: [{ state: 'frozen', ySplit: headRow, xSplit: Math.min(2, columns.length) }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${headRow}:${headRow}`,
      margins: { left: 0.6, right: 0.6, top: 0.8, bottom: 0.8, header: 0.3, footer: 0.3 },
    },
    headerFooter: {
      oddFooter: `&L${footText(`${statement.scope}, ${statement.filter}`)}&RTrang &P/&N`,
      ...(statement.watermark === undefined ? {} : { oddHeader: `&C&"-,Bold"${footText(statement.watermark)}` }),
    },
  })
  sheet.columns = columns.map(({ width, kind }) => ({
    width,
    style: {
      font,
      alignment: { vertical: 'top', wrapText: true },
      ...(kind === 'text' ? {} : { numFmt: formats[kind] }),
    },
  }))
  sheet.autoFilter = { from: { row: headRow, column: 1 }, to: { row: headRow, column: columns.length } }
  titleLine(sheet.getRow(1), title || statement.title, { ...font, bold: true, size: 14 })
  titleLine(sheet.getRow(2), `${statement.scope}. ${statement.filter}. Tính đến ngày ${viDay(statement.asOf)}`, font)
  if (statement.watermark !== undefined) titleLine(sheet.getRow(3), statement.watermark, { ...font, bold: true })
  const hash = createRowHash(statementLines(statement))
  const heads = columns.map(({ head }) => head)
  hash.add(heads)
  const head = sheet.getRow(headRow)
  for (const [index, text] of heads.entries()) styleHead(head.getCell(index + 1), text)
  head.height = 50
  head.commit()
  let count = 0
  for await (const row of rows) {
    count += 1
    const target = sheet.getRow(headRow + count)
    const seen = columns.map((column, index) => writeCell(target.getCell(index + 1), column.kind, column.value(row)))
    hash.add(seen)
    target.height = 16 * linesOf(seen, columns)
    target.commit()
    // The library never waits: without a pause the compressor would get its turn only after the last row.
    if (count % 200 === 0) await breathe()
  }
  sheet.commit()
  return { count, hash: hash.digest() }
}

const font = { name: 'Times New Roman', size: 12 } as const
const thin = { style: 'thin', color: { argb: 'FF9AA0A6' } } as const
const grid = { top: thin, bottom: thin, left: thin, right: thin }

function titleLine(row: ExcelJS.Row, text: string, look: Partial<ExcelJS.Font>): void {
  const cell = row.getCell(1)
  cell.value = text
  cell.font = look
  cell.alignment = { wrapText: false }
  row.commit()
}

function styleHead(cell: ExcelJS.Cell, text: string): void {
  cell.value = text
  cell.numFmt = 'General'
  cell.font = { ...font, bold: true }
  cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
  cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF4' } }
  cell.border = grid
}

/** Lines that the tallest cell of a row needs: no program fits rows to wrapped text by itself when printing. */
function linesOf(texts: readonly string[], columns: readonly { readonly width: number }[]): number {
  const lines = texts.map((text, index) => {
    const perLine = Math.max(1, (columns[index]?.width ?? 10) - 2)
    return text.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil(part.length / perLine)), 0)
  })
  // 409 points are the tallest row there is.
  return Math.min(25, Math.max(1, ...lines))
}

/** Writes a typed cell and answers what a person (and `readTable`) will see in it. */
function writeCell(
  cell: ExcelJS.Cell,
  kind: ExportColumn<unknown>['kind'],
  value: string | number | undefined,
): string {
  cell.border = grid
  if (value === undefined || value === '') return ''
  if (kind === 'day' && typeof value === 'string') {
    cell.value = new Date(`${value}T00:00:00Z`)
    return value
  }
  // A text stays a text cell, whatever it starts with: `=1+1` is shown, never reckoned.
  const written = typeof value === 'string' ? plainText(value) : value
  cell.value = written
  return typeof written === 'string' ? written : showNumber(written, 'General')
}

function writeInfo(
  book: ExcelJS.stream.xlsx.WorkbookWriter,
  statement: ExportStatement,
  sheets: readonly WrittenSheet[],
): void {
  const sheet = book.addWorksheet(infoSheet.name, { pageSetup: { paperSize: 9, orientation: 'portrait' } })
  sheet.columns = [
    { width: 26, style: { font: { ...font, bold: true } } },
    { width: 80, style: { font, alignment: { wrapText: true, horizontal: 'left' } } },
  ]
  const lines: readonly (readonly [string, string | number])[] = [
    ...statementLines(statement),
    ...sheets.flatMap(({ name, count, hash }): (readonly [string, string | number])[] => [
      [infoSheet.sheet, name],
      [infoSheet.count, count],
      [infoSheet.hash, hash],
    ]),
  ]
  for (const [index, [label, value]] of lines.entries()) {
    const row = sheet.getRow(index + 1)
    row.getCell(1).value = label
    row.getCell(2).value = value
    if (typeof value === 'number') row.getCell(2).numFmt = formats.count
    row.commit()
  }
  sheet.commit()
}

/** `&` starts a command in a page foot. */
const footText = (text: string) => text.replaceAll('&', '&&').slice(0, 200)
