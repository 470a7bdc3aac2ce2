import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setImmediate as breathe } from 'node:timers/promises'
import { ok, type Result } from '@nq15/domain/shared'
import ExcelJS from 'exceljs'
import { plainText } from './export-statement.ts'
import { headWords } from './map-columns.ts'
import { inflateEntry, openZip } from './open-zip.ts'
import { readRawRows, readTable, type TableFormat, type TableOptions } from './read-table.ts'
import { type TableRefusal, TableRefused } from './table-refusal.ts'
import { reasonHead } from './write-table-template.ts'

/** A row that was not taken, by its line in the uploaded file, and why, in words. */
export type RefusedRow = { readonly line: number; readonly reasons: readonly string[] }

/** Up to this size the very workbook is given back, sheets and formats kept; above, its rows in a plain workbook. */
const keptWholeUpTo = 24 * 1024 * 1024

const refusedFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFCE4E4' } } as const
const reasonFont = { name: 'Times New Roman', size: 12, color: { argb: 'FFB3261E' } } as const

/**
 * The uploaded file again, as a workbook with the column 'Lý do bị từ chối' and the refused rows highlighted, ready to be
 * mended and uploaded once more. `options` are those it was read with. A reason column of an earlier round is reused.
 */
export async function writeErrorWorkbook(
  upload: { readonly bytes: Buffer; readonly format: TableFormat; readonly options?: TableOptions },
  refused: readonly RefusedRow[],
): Promise<Result<Buffer, TableRefusal>> {
  const options = upload.options ?? {}
  const table = await readTable(Readable.from([upload.bytes]), upload.format, options)
  if (!table.ok) return table
  const reasons = new Map(refused.map(({ line, reasons: all }) => [line, plainText(all.join('; '))]))
  const task = { bytes: upload.bytes, options, headLine: table.value.headLine, reasons }
  if (upload.format === 'xlsx' && (await inflatesWithin(upload.bytes, keptWholeUpTo))) {
    const same = await markSameWorkbook(task)
    if (same) return ok(same)
  }
  return ok(await rebuild(task, upload.format))
}

type Task = {
  readonly bytes: Buffer
  readonly options: TableOptions
  readonly headLine: number
  readonly reasons: ReadonlyMap<number, string>
}

async function inflatesWithin(bytes: Buffer, limit: number): Promise<boolean> {
  const budget = { left: limit }
  try {
    for (const entry of openZip(bytes).values()) for await (const _piece of inflateEntry(bytes, entry, budget));
    return true
  } catch (error) {
    if (error instanceof TableRefused) return false
    throw error
  }
}

async function markSameWorkbook({ bytes, options, headLine, reasons }: Task): Promise<Buffer | undefined> {
  const book = new ExcelJS.Workbook()
  try {
    await book.xlsx.load(new Uint8Array(bytes).buffer)
  } catch {
    // What the library cannot load was still readable: its rows go into a plain workbook instead.
    return undefined
  }
  const sheet = book.worksheets.find(({ name, state }) =>
    options.sheet ? name === options.sheet : state === 'visible',
  )
  if (!sheet) return undefined
  const head = sheet.getRow(headLine)
  const width = head.cellCount
  const earlier = Array.from({ length: width }, (_, index) => index + 1).find((column) =>
    isReason(head.getCell(column).text),
  )
  const column = earlier ?? width + 1
  const headCell = head.getCell(column)
  headCell.style = { ...head.getCell(1).style }
  headCell.value = reasonHead
  sheet.getColumn(column).width = 48
  if (earlier !== undefined) clearEarlier(sheet, headLine, column)
  for (const [line, reason] of reasons) {
    const row = sheet.getRow(line)
    for (let at = 1; at < column; at += 1) row.getCell(at).style = { ...row.getCell(at).style, fill: refusedFill }
    writeReason(row.getCell(column), reason)
  }
  return Buffer.from(await book.xlsx.writeBuffer())
}

function clearEarlier(sheet: ExcelJS.Worksheet, headLine: number, column: number): void {
  sheet.eachRow((row, line) => {
    if (line <= headLine || row.getCell(column).text === '') return
    for (let at = 1; at <= column; at += 1) {
      row.getCell(at).style = { ...row.getCell(at).style, fill: { type: 'pattern', pattern: 'none' } }
    }
    row.getCell(column).value = null
  })
}

const isReason = (head: string) => headWords(head) === headWords(reasonHead)

function writeReason(cell: ExcelJS.Cell, reason: string): void {
  cell.value = reason
  cell.font = reasonFont
  cell.fill = refusedFill
  cell.alignment = { wrapText: true, vertical: 'top' }
}

async function rebuild({ bytes, options, headLine, reasons }: Task, format: TableFormat): Promise<Buffer> {
  const out = new PassThrough()
  const whole = buffer(out)
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false })
  const sheet = book.addWorksheet('Dữ liệu', { views: [{ state: 'frozen', ySplit: headLine }] })
  const raw = await readRawRows(Readable.from([bytes]), format, options)
  let reasonColumn = 0
  for await (const { line, values } of raw) {
    if (line === headLine) reasonColumn = values.findIndex(isReason) + 1 || values.length + 1
    const row = sheet.getRow(line)
    for (const [index, value] of values.entries()) {
      if (index + 1 === reasonColumn || value === '') continue
      const cell = row.getCell(index + 1)
      cell.value = plainText(value)
      cell.numFmt = '@'
      if (line === headLine) cell.font = { name: 'Times New Roman', size: 12, bold: true }
      else if (reasons.has(line)) cell.fill = refusedFill
    }
    if (line === headLine) row.getCell(reasonColumn).value = reasonHead
    const reason = reasons.get(line)
    if (reason !== undefined && line > headLine) writeReason(row.getCell(Math.max(reasonColumn, 1)), reason)
    row.commit()
    if (line % 200 === 0) await breathe()
  }
  sheet.commit()
  await book.commit()
  return whole
}
