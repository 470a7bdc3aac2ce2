import { Readable } from 'node:stream'
import { deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { readTable, type TableFormat, type TableOptions } from './read-table.ts'

const head = 'Số thẻ đảng viên,Họ và tên,Ngày sinh'
const heads = ['Số thẻ đảng viên', 'Họ và tên', 'Ngày sinh']

const flow = (bytes: Buffer | string, pieceSize = 7) => {
  const whole = Buffer.from(bytes)
  const pieces: Buffer[] = []
  for (let at = 0; at < whole.length; at += pieceSize) pieces.push(whole.subarray(at, at + pieceSize))
  return Readable.from(pieces)
}

async function read(bytes: Buffer | string, format: TableFormat, options: TableOptions = { heads }) {
  const table = await readTable(flow(bytes), format, options)
  if (!table.ok) return { refusal: table.refusal }
  const rows: unknown[] = []
  for await (const row of table.value.rows) rows.push(row.ok ? row.value : row.refusal)
  return { heads: table.value.heads, headLine: table.value.headLine, rows }
}

async function workbook(rows: unknown[][], formats: Record<string, string> = {}) {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('Đảng viên')
  for (const row of rows) sheet.addRow(row)
  for (const [cell, format] of Object.entries(formats)) sheet.getCell(cell).numFmt = format
  return Buffer.from(await book.xlsx.writeBuffer())
}

const row = { line: 2, cells: { 'Số thẻ đảng viên': '01.000001', 'Họ và tên': 'Lê Văn Ổn', 'Ngày sinh': '05/02/1970' } }

describe('csv', () => {
  test.each([
    ['comma', `${head}\n01.000001,Lê Văn Ổn,05/02/1970\n`],
    ['semicolon', `${head.replaceAll(',', ';')}\n01.000001;Lê Văn Ổn;05/02/1970\n`],
    ['tab', `${head.replaceAll(',', '\t')}\r\n01.000001\tLê Văn Ổn\t05/02/1970`],
    ['byte order mark', `\ufeff${head}\r\n01.000001,Lê Văn Ổn,05/02/1970\r\n`],
    ['decomposed letters', `${head}\n01.000001,${'Lê Văn Ổn'.normalize('NFD')},05/02/1970\n`],
    ['quotes', `${head}\n"01.000001","Lê Văn Ổn"," 05/02/1970"\n`],
    ['blank lines at the end', `${head}\n01.000001,Lê Văn Ổn,05/02/1970\n\n,,\n`],
  ])('%s is read', async (_name, text) => {
    expect(await read(text, 'csv')).toEqual({ heads, headLine: 1, rows: [row] })
  })

  test('the UTF-16 of "Unicode text" is read', async () => {
    const text = `\ufeff${head.replaceAll(',', '\t')}\n01.000001\tLê Văn Ổn\t05/02/1970\n`
    expect(await read(Buffer.from(text, 'utf16le'), 'csv')).toEqual({ heads, headLine: 1, rows: [row] })
  })

  test('a title and notes above the head are passed over and lines stay those of the file', async () => {
    const text = `Danh sách, năm 2026; lưu, nội bộ\n\n"nhiều\ndòng",,\n${head}\n01.000001,"Lê Văn\nỔn",05/02/1970\n2,B,C\n`
    const result = await read(text, 'csv')
    expect(result).toMatchObject({ headLine: 5, rows: [{ line: 6 }, { line: 8 }] })
  })

  test('a row with more cells than the head is refused and the next is read', async () => {
    const result = await read(`${head}\n1,2,3,4\n01.000001,Lê Văn Ổn,05/02/1970\n`, 'csv')
    expect(result.rows).toEqual([
      { code: 'too-many-cells', line: 2 },
      { ...row, line: 3 },
    ])
  })

  test('an unclosed quote names the line where it was opened', async () => {
    const result = await read(`${head}\n1,A,B\n2,"C,D\n3,E,F\n`, 'csv')
    expect('refusal' in result ? result.refusal : result.rows.at(-1)).toEqual({ code: 'malformed-csv', line: 3 })
  })

  test('two columns of one head stay two; the reason column is passed over', async () => {
    const result = await read('Họ và tên,Họ và tên,Lý do bị từ chối\nA,B,C\n', 'csv', {
      heads: ['Họ và tên'],
      ignoredHeads: ['Lý do bị từ chối'],
    })
    expect(result.rows).toEqual([{ line: 2, cells: { 'Họ và tên': 'A', 'Họ và tên (2)': 'B' } }])
  })
})

describe('workbook', () => {
  test('numbers, days, rich text and formulas are read as people see them', async () => {
    const bytes = await workbook(
      [
        ['Mẫu nhập đảng viên'],
        [],
        ['Số thẻ', 'Họ tên', 'Ngày sinh', 'Chuẩn', 'Điểm', 'Công thức'],
        [
          1.234567,
          { richText: [{ text: 'Lê ' }, { text: 'Văn Ổn', font: { bold: true } }] },
          new Date(Date.UTC(1970, 1, 5)),
          123456789012,
          89.996,
          { formula: 'A4&"x"', result: 'kết quả' },
        ],
      ],
      { A4: '00.000000', C4: 'dd/mm/yyyy' },
    )
    const result = await read(bytes, 'xlsx', { heads: ['Số thẻ', 'Họ tên'] })
    expect(result).toEqual({
      heads: ['Số thẻ', 'Họ tên', 'Ngày sinh', 'Chuẩn', 'Điểm', 'Công thức'],
      headLine: 3,
      rows: [
        {
          line: 4,
          cells: {
            'Số thẻ': '01.234567',
            'Họ tên': 'Lê Văn Ổn',
            'Ngày sinh': '1970-02-05',
            Chuẩn: '123456789012',
            Điểm: '89.996',
            'Công thức': 'kết quả',
          },
        },
      ],
    })
  })

  test('Vietnamese letters survive every boundary between pieces of a large file', async () => {
    const name = 'Nguyễn Thị Bích Hường ở Đống Đa'
    const rows = Array.from({ length: 3000 }, (_, index) => [`${index}`, `${name} ${index}`])
    const result = await read(await workbook([['Số thẻ', 'Họ tên'], ...rows]), 'xlsx', { heads: ['Số thẻ', 'Họ tên'] })
    expect(result.rows).toEqual(
      rows.map(([card, full], index) => ({ line: index + 2, cells: { 'Số thẻ': card, 'Họ tên': full } })),
    )
  })
})

describe('hostile files are refused by name', () => {
  const container = (word: string) =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(word, 'utf16le')])

  test.each([
    ['empty workbook', Buffer.alloc(0), 'xlsx', 'empty-file'],
    ['empty text', Buffer.alloc(0), 'csv', 'empty-file'],
    ['only a mark', Buffer.from('\ufeff'), 'csv', 'empty-file'],
    ['text named xlsx', Buffer.from(head), 'xlsx', 'not-a-workbook'],
    ['web page named xlsx', Buffer.from('<html><table></table></html>'), 'xlsx', 'not-a-workbook'],
    ['zip that is no workbook', zip({ 'a.txt': 'x' }), 'xlsx', 'not-a-workbook'],
    ['password-protected workbook', container('EncryptedPackage'), 'xlsx', 'password-protected'],
    ['old workbook', container('Workbook'), 'xlsx', 'old-workbook'],
    ['zip cut short', zip({ 'xl/workbook.xml': '<workbook/>' }).subarray(0, 40), 'xlsx', 'damaged'],
    ['workbook without a sheet', zip({ 'xl/workbook.xml': '<workbook/>' }), 'xlsx', 'no-such-sheet'],
    ['broken XML', zip({ 'xl/workbook.xml': '<workbook><sheet' }), 'xlsx', 'damaged'],
    [
      'own entities',
      zip({ 'xl/workbook.xml': '<!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>' }),
      'xlsx',
      'damaged',
    ],
    ['workbook named csv', zip({ 'xl/workbook.xml': '<workbook/>' }), 'csv', 'not-a-text-table'],
    ['bytes with zeros', Buffer.from('a,b\0c,d'), 'csv', 'not-a-text-table'],
    ['windows-1258', Buffer.from([0x53, 0xf4, 0x2c, 0x54, 0xea, 0x6e, 0x0a]), 'csv', 'not-utf8'],
    ['one column only', Buffer.from('chỉ một cột\nmột\nhai\n'), 'csv', 'no-head-row'],
  ] satisfies [string, Buffer, TableFormat, string][])('%s', async (_name, bytes, format, code) => {
    const result = await read(bytes, format)
    expect('refusal' in result ? result.refusal : result.rows.at(-1)).toMatchObject({ code })
  })

  test('a zip bomb stops at the limit', async () => {
    const bytes = zip({ 'xl/workbook.xml': ' '.repeat(2_000_000) })
    expect(bytes.length).toBeLessThan(10_000)
    expect(await read(bytes, 'xlsx', { heads, maxInflatedBytes: 1_000_000 })).toEqual({
      refusal: { code: 'too-large' },
    })
  })

  test('a file over the limit of bytes is refused while it arrives', async () => {
    expect(await read(`${head}\n${'1,2,3\n'.repeat(1000)}`, 'csv', { heads, maxBytes: 1000 })).toEqual({
      refusal: { code: 'too-large' },
    })
  })
})

/** The smallest zip there is: what a hostile sender would write by hand. */
function zip(files: Record<string, string>): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(files)) {
    const packed = deflateRawSync(Buffer.from(text))
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(text.length, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, tail, Buffer.from(name)]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06')
  end.writeUInt16LE(centrals.length, 8)
  end.writeUInt16LE(centrals.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}
