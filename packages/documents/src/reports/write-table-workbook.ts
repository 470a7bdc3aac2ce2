import { createHash } from 'node:crypto'
import { PassThrough, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate as breathe } from 'node:timers/promises'
import ExcelJS from 'exceljs'
import { showNumber } from './show-number.ts'

/** A column of an export; days come as `YYYY-MM-DD` and stand in the workbook as real dates. */
export type ExportColumn<Row> = {
  readonly head: string
  readonly width: number
  readonly kind: 'text' | 'number' | 'count' | 'day'
  readonly value: (row: Row) => string | number | undefined
}

/** What an export says about itself; times are ISO text in UTC, `asOf` a legal day. */
export type ExportStatement = {
  readonly title: string
  readonly filter: string
  readonly scope: string
  readonly asOf: string
  readonly generatedAt: string
  readonly generatedBy: string
  /** Names persons to who sees them by exception: who it was made for and when, on every page. */
  readonly watermark?: string
}

/** What was written: `hash` is the SHA-256 of the canonical rows, head row included. */
export type WrittenExport = { readonly count: number; readonly hash: string }

/** The sheet that carries the statement, and the labels by which `checkExport` finds the figures again. */
export const infoSheet = {
  name: 'Thông tin',
  count: 'Số dòng',
  hash: 'Mã băm SHA-256',
  sheet: 'Trang dữ liệu',
} as const

const formats = { number: '0.0######', count: '#,##0', day: 'dd/mm/yyyy' } as const

/** Feeds canonical rows to a hash: what a person sees in each cell, as JSON, one row a line. */
export function createRowHash() {
  const hash = createHash('sha256')
  return {
    add: (texts: readonly string[]) => void hash.update(`${JSON.stringify(texts)}\n`),
    digest: () => hash.digest('hex'),
  }
}

/**
 * Streams an export into `target`: title, frozen head with filter, typed cells, A4 landscape with repeated head, and the
 * sheet 'Thông tin' with count, filter, scope, as-of day, time, generator and hash; the file's properties say the same.
 */
export async function writeTableWorkbook<Row>(
  rows: Iterable<Row> | AsyncIterable<Row>,
  columns: readonly ExportColumn<Row>[],
  { statement, sheetName, target }: { statement: ExportStatement; sheetName: string; target: Writable },
): Promise<WrittenExport> {
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
  const written = await writeRows(book, rows, { columns, statement, sheetName })
  writeInfo(book, { ...statement, ...written, sheetName })
  book.title = statement.title
  book.subject = `${statement.scope}; ${statement.filter}; ${statement.asOf}`
  book.description = `${infoSheet.count}: ${written.count}; ${infoSheet.hash}: ${written.hash}; ${statement.generatedAt}`
  await Promise.race([book.commit(), arrived])
  await arrived
  return written
}

const headRow = 4

async function writeRows<Row>(
  book: ExcelJS.stream.xlsx.WorkbookWriter,
  rows: Iterable<Row> | AsyncIterable<Row>,
  {
    columns,
    statement,
    sheetName,
  }: { columns: readonly ExportColumn<Row>[]; statement: ExportStatement; sheetName: string },
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
  titleLine(sheet.getRow(1), statement.title, { ...font, bold: true, size: 14 })
  titleLine(sheet.getRow(2), `${statement.scope}. ${statement.filter}. Tính đến ngày ${viDay(statement.asOf)}`, font)
  if (statement.watermark !== undefined) titleLine(sheet.getRow(3), statement.watermark, { ...font, bold: true })
  const hash = createRowHash()
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

/** Text as XML can carry it: composed, without control characters, one kind of line end. */
export const plainText = (text: string) =>
  text
    .normalize('NFC')
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\P{Cc}\n\t]|[\uFFFE\uFFFF]/gu, '')
    .trim()

function writeInfo(
  book: ExcelJS.stream.xlsx.WorkbookWriter,
  facts: ExportStatement & WrittenExport & { sheetName: string },
): void {
  const sheet = book.addWorksheet(infoSheet.name, { pageSetup: { paperSize: 9, orientation: 'portrait' } })
  sheet.columns = [
    { width: 26, style: { font: { ...font, bold: true } } },
    { width: 80, style: { font, alignment: { wrapText: true, horizontal: 'left' } } },
  ]
  const lines: readonly (readonly [string, string | number | Date, string?])[] = [
    ['Nội dung', facts.title],
    [infoSheet.sheet, facts.sheetName],
    [infoSheet.count, facts.count, formats.count],
    ['Bộ lọc', facts.filter],
    ['Phạm vi', facts.scope],
    ['Tính đến ngày', new Date(`${facts.asOf}T00:00:00Z`), formats.day],
    ['Lúc tạo (giờ Việt Nam)', vietnamTime(facts.generatedAt), 'dd/mm/yyyy hh:mm:ss'],
    ['Người tạo', facts.generatedBy],
    [infoSheet.hash, facts.hash],
  ]
  for (const [index, [label, value, format]] of lines.entries()) {
    const row = sheet.getRow(index + 1)
    row.getCell(1).value = label
    row.getCell(2).value = value
    if (format !== undefined) row.getCell(2).numFmt = format
    row.commit()
  }
  sheet.commit()
}

/** A workbook has no time zones: the wall clock of Asia/Ho_Chi_Minh (always UTC+7) is written as it is. */
const vietnamTime = (utc: string) => new Date(new Date(utc).getTime() + 7 * 3_600_000)

const viDay = (day: string) => day.split('-').reverse().join('/')

/** `&` starts a command in a page foot. */
const footText = (text: string) => text.replaceAll('&', '&&').slice(0, 200)
