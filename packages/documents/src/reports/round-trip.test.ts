import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { checkExport } from './check-export.ts'
import { writeErrorWorkbook } from './error-workbook.ts'
import type { ExportColumn } from './export-statement.ts'
import { readTable, type TableFormat } from './read-table.ts'
import { writeTableCsv } from './write-table-csv.ts'
import { reasonHead } from './write-table-template.ts'
import { writeSheets, writeTableWorkbook } from './write-table-workbook.ts'

type Line = { name: string; card: string; points?: number; on?: string }
const columns: readonly ExportColumn<Line>[] = [
  { head: 'Họ và tên', width: 24, kind: 'text', value: ({ name }) => name },
  { head: 'Số thẻ', width: 12, kind: 'text', value: ({ card }) => card },
  { head: 'Điểm', width: 10, kind: 'number', value: ({ points }) => points },
  { head: 'Ngày', width: 12, kind: 'day', value: ({ on }) => on },
]
const statement = {
  title: 'Kết quả xếp loại năm 2026',
  filter: 'Tất cả các mức',
  scope: 'Đảng bộ phường Hoa Ban & các chi bộ',
  asOf: '2026-12-10',
  generatedAt: '2026-12-10T03:04:05Z',
  generatedBy: 'Văn phòng Đảng ủy',
  rules: 'G3, 0123abcd',
}
const lines: Line[] = [
  { name: 'Lê Văn Ổn', card: '01.000001', points: 89.9996, on: '2026-12-08' },
  { name: '=HYPERLINK("http://x")', card: '+84', points: 90 },
  { name: `  ${'Ngọc Hà'.normalize('NFD')}\r\nhai dòng\u0007 `, card: '@x' },
]

async function exported(rows: Line[] = lines) {
  const target = new PassThrough()
  const bytes = buffer(target)
  const written = await writeTableWorkbook(rows, columns, { statement, sheetName: 'Kết quả', target })
  return { written, bytes: await bytes }
}

async function edited(bytes: Buffer, edit: (book: ExcelJS.Workbook) => void) {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(new Uint8Array(bytes).buffer)
  edit(book)
  return Buffer.from(await book.xlsx.writeBuffer())
}

test('an export carries count, filter, scope, as-of day, time, generator and hash, on its sheet and in its properties', async () => {
  const { written, bytes } = await exported()
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(new Uint8Array(bytes).buffer)
  const info = new Map<string, ExcelJS.CellValue>()
  book.getWorksheet('Thông tin')?.eachRow((row) => info.set(row.getCell(1).text, row.getCell(2).value))
  expect(Object.fromEntries(info)).toEqual({
    'Nội dung': statement.title,
    'Trang dữ liệu': 'Kết quả',
    'Số dòng': 3,
    'Bộ lọc': statement.filter,
    'Phạm vi': statement.scope,
    'Tính đến ngày': '10/12/2026',
    'Lúc tạo (giờ Việt Nam)': '10/12/2026 10:04:05',
    'Theo quy định': 'G3, 0123abcd',
    'Người tạo': statement.generatedBy,
    'Mã băm SHA-256': written.hash,
  })
  expect(written).toEqual({ count: 3, hash: expect.stringMatching(/^[0-9a-f]{64}$/u) })
  expect(book.description).toContain(written.hash)
  expect(book.creator).toBe(statement.generatedBy)
})

test('cells are typed, the head is frozen with a filter, the page is A4 landscape with repeated head', async () => {
  const { bytes } = await exported()
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(new Uint8Array(bytes).buffer)
  const sheet = book.getWorksheet('Kết quả')
  expect(sheet?.getCell('C5').value).toBe(89.9996)
  expect(sheet?.getCell('D5').value).toEqual(new Date('2026-12-08T00:00:00Z'))
  expect(sheet?.getCell('A6').type).toBe(ExcelJS.ValueType.String)
  expect(sheet?.getCell('A6').value).toBe('=HYPERLINK("http://x")')
  expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 4 })
  expect(sheet?.autoFilter).toBe('A4:D4')
  expect(sheet?.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', printTitlesRow: '4:4' })
})

test.each<[string, (book: ExcelJS.Workbook) => void, string]>([
  ['opened and saved again', () => undefined, 'whole'],
  ['another scope written in', (book) => say(book, 'Phạm vi', 'Toàn thành phố'), 'changed'],
  ['another filter written in', (book) => say(book, 'Bộ lọc', 'Tất cả'), 'changed'],
  ['other rules written in', (book) => say(book, 'Theo quy định', 'G2'), 'changed'],
  ['the data sheet taken out', (book) => book.removeWorksheet('Kết quả'), 'changed'],
  ['a point changed', (book) => put(book, 'C5', 90), 'changed'],
  ['a name changed', (book) => put(book, 'A5', 'Lê Văn On'), 'changed'],
  ['a row taken out', (book) => sheetOf(book).spliceRows(6, 1), 'changed'],
  ['a row added', (book) => void sheetOf(book).addRow(['Thêm', '01.9']), 'changed'],
  ['two rows swapped', (book) => swapFirstRows(book), 'changed'],
  ['a head renamed', (book) => put(book, 'C4', 'Điểm mới'), 'changed'],
  ['something written beside', (book) => put(book, 'F5', 'x'), 'changed'],
])('%s: %3$s', async (_name, edit, state) => {
  const { bytes } = await exported()
  const checked = await checkExport(await edited(bytes, edit))
  expect(checked.ok && checked.value.state).toBe(state)
})

/** Writes another text beside a label of the info sheet. */
function say(book: ExcelJS.Workbook, label: string, text: string) {
  book.getWorksheet('Thông tin')?.eachRow((row) => {
    if (row.getCell(1).text === label) row.getCell(2).value = text
  })
}

const sheetOf = (book: ExcelJS.Workbook) => {
  const sheet = book.getWorksheet('Kết quả')
  if (!sheet) throw new Error('no sheet')
  return sheet
}

function put(book: ExcelJS.Workbook, cell: string, value: string | number) {
  sheetOf(book).getCell(cell).value = value
}

function swapFirstRows(book: ExcelJS.Workbook) {
  for (const column of ['A', 'B', 'C', 'D']) {
    const [first, second] = [sheetOf(book).getCell(`${column}5`), sheetOf(book).getCell(`${column}6`)]
    const kept = first.value
    first.value = second.value
    second.value = kept
  }
}

test('several sheets stand in one file, each with its own count and hash; the one that was touched is named', async () => {
  const target = new PassThrough()
  const bytes = buffer(target)
  const rows = { columns, rows: lines }
  await writeSheets(
    [
      { ...rows, name: 'B3' },
      { ...rows, name: 'B8' },
    ],
    { statement, target },
  )
  const whole = await checkExport(await bytes)
  expect(whole.ok && whole.value.sheets.map(({ name, state }) => [name, state])).toEqual([
    ['B3', 'whole'],
    ['B8', 'whole'],
  ])
  const touched = await edited(await bytes, (book) => {
    const cell = book.getWorksheet('B8')?.getCell('A5')
    if (cell) cell.value = 'khác'
  })
  const checked = await checkExport(touched)
  expect(checked.ok && checked.value.sheets.map(({ name, state }) => [name, state])).toEqual([
    ['B3', 'whole'],
    ['B8', 'changed'],
  ])
})

async function exportedCsv() {
  const target = new PassThrough()
  const bytes = buffer(target)
  const written = await writeTableCsv(lines, columns, { statement, target })
  return { written, text: (await bytes).toString('utf8') }
}

test('a CSV says the same of itself, and no program reckons a text that begins like a formula', async () => {
  const { written, text } = await exportedCsv()
  expect(text.split('\r\n').slice(0, 7)).toEqual([
    '\uFEFF#NQ15,Nội dung,Kết quả xếp loại năm 2026',
    '#NQ15,Bộ lọc,Tất cả các mức',
    '#NQ15,Phạm vi,Đảng bộ phường Hoa Ban & các chi bộ',
    '#NQ15,Tính đến ngày,10/12/2026',
    '#NQ15,Lúc tạo (giờ Việt Nam),10/12/2026 10:04:05',
    '#NQ15,Người tạo,Văn phòng Đảng ủy',
    '#NQ15,Theo quy định,"G3, 0123abcd"',
  ])
  expect(text).toContain(`"'=HYPERLINK(""http://x"")",'+84,90,`)
  expect(text.trimEnd().split('\r\n').slice(-2)).toEqual(['#NQ15,Số dòng,3', `#NQ15,Mã băm SHA-256,${written.hash}`])
})

test.each<[string, (text: string) => string, string]>([
  ['as it was written', (text) => text, 'whole'],
  ['saved again with other line ends and semicolons', (text) => withSemicolons(text), 'whole'],
  ['a name changed', (text) => text.replace('Lê Văn Ổn', 'Lê Văn On'), 'changed'],
  ['a row taken out', (text) => text.replace(/Lê Văn Ổn.*\r\n/u, ''), 'changed'],
  ['cut off in the middle', (text) => `${text.slice(0, text.indexOf("'+84"))}'+84,90,\r\n`, 'changed'],
  ['another scope written in', (text) => text.replace('phường Hoa Ban', 'phường Hoa Gạo'), 'changed'],
  ['the count raised', (text) => text.replace('Số dòng,3', 'Số dòng,4'), 'changed'],
])('CSV %s: %3$s', async (_name, edit, state) => {
  const { text } = await exportedCsv()
  const checked = await checkExport(Buffer.from(edit(text)))
  expect(checked.ok && checked.value.state).toBe(state)
})

/** Simple cells only: those that need quotes keep them. */
const withSemicolons = (text: string) =>
  text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/u).join(';'))
    .join('\n')

test('a workbook of another origin is no export', async () => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('Trang 1').addRow(['a', 'b'])
  const checked = await checkExport(Buffer.from(await book.xlsx.writeBuffer()))
  expect(checked).toEqual({ ok: false, refusal: { code: 'not-an-export' } })
})

const heads = ['Số thẻ', 'Họ tên']
const options = { heads, ignoredHeads: [reasonHead] }

async function rowsOf(bytes: Buffer, format: TableFormat) {
  const table = await readTable(Readable.from([bytes]), format, options)
  if (!table.ok) throw new Error(table.refusal.code)
  const rows: unknown[] = []
  for await (const one of table.value.rows) rows.push(one.ok ? one.value.cells : one.refusal)
  return rows
}

async function uploadedWorkbook() {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('Đảng viên')
  sheet.addRow(['Danh sách'])
  sheet.addRow(heads)
  sheet.addRow(['01.000001', 'Lê Văn Ổn'])
  sheet.addRow(['1', 'Trần Thị Lan'])
  sheet.getColumn(1).width = 33
  book.addWorksheet('Ghi chú').addRow(['giữ nguyên'])
  return Buffer.from(await book.xlsx.writeBuffer())
}

test('the error workbook is the uploaded workbook with a reason column, and reads back as the same rows', async () => {
  const bytes = await uploadedWorkbook()
  const result = await writeErrorWorkbook({ bytes, format: 'xlsx', options }, [
    { line: 4, reasons: ['Số thẻ sai dạng', 'Thiếu ngày sinh'] },
  ])
  if (!result.ok) throw new Error(result.refusal.code)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(new Uint8Array(result.value).buffer)
  const sheet = book.getWorksheet('Đảng viên')
  expect([sheet?.getCell('C2').value, sheet?.getCell('C3').value, sheet?.getCell('C4').value]).toEqual([
    reasonHead,
    null,
    'Số thẻ sai dạng; Thiếu ngày sinh',
  ])
  expect(sheet?.getCell('A4').fill).toMatchObject({ fgColor: { argb: 'FFFCE4E4' } })
  expect(sheet?.getCell('A3').fill).not.toMatchObject({ fgColor: { argb: 'FFFCE4E4' } })
  expect(sheet?.getColumn(1).width).toBe(33)
  expect(book.getWorksheet('Ghi chú')?.getCell('A1').value).toBe('giữ nguyên')
  expect(await rowsOf(result.value, 'xlsx')).toEqual(await rowsOf(bytes, 'xlsx'))
})

test('a second round reuses the reason column and takes back the old highlight', async () => {
  const bytes = await uploadedWorkbook()
  const first = await writeErrorWorkbook({ bytes, format: 'xlsx', options }, [{ line: 4, reasons: ['cũ'] }])
  if (!first.ok) throw new Error(first.refusal.code)
  const second = await writeErrorWorkbook({ bytes: first.value, format: 'xlsx', options }, [
    { line: 3, reasons: ['mới'] },
  ])
  if (!second.ok) throw new Error(second.refusal.code)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(new Uint8Array(second.value).buffer)
  const sheet = book.getWorksheet('Đảng viên')
  expect(sheet?.getRow(2).values).toEqual([undefined, ...heads, reasonHead])
  expect([sheet?.getCell('C3').value, sheet?.getCell('C4').value]).toEqual(['mới', null])
  expect(sheet?.getCell('A4').fill).not.toMatchObject({ fgColor: { argb: 'FFFCE4E4' } })
})

test('a CSV file comes back as a workbook with the same rows', async () => {
  const bytes = Buffer.from('Số thẻ;Họ tên\n01.000001;Lê Văn Ổn\n1;=1+1\n')
  const result = await writeErrorWorkbook({ bytes, format: 'csv', options }, [
    { line: 3, reasons: ['Số thẻ sai dạng'] },
  ])
  if (!result.ok) throw new Error(result.refusal.code)
  expect(await rowsOf(result.value, 'xlsx')).toEqual(await rowsOf(bytes, 'csv'))
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(new Uint8Array(result.value).buffer)
  expect(book.worksheets[0]?.getCell('C3').value).toBe('Số thẻ sai dạng')
  expect(book.worksheets[0]?.getCell('B3').type).toBe(ExcelJS.ValueType.String)
})
