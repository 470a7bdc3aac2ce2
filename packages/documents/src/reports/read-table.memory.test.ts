import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { readTable, type TableFormat } from './read-table.ts'

const heads = ['Số thẻ đảng viên', 'Họ và tên', 'Ngày sinh', 'Mã chi bộ']
const total = 100_000

const cellsOf = (index: number) => [
  `01.${String(index).padStart(6, '0')}`,
  `Nguyễn Thị Bích Hường ${index}`,
  '05/02/1970',
  `01.001.${index % 400}`,
]

function* csvPieces() {
  yield `${heads.join(',')}\n`
  for (let start = 0; start < total; start += 500) {
    yield Array.from({ length: 500 }, (_, index) => `${cellsOf(start + index).join(',')}\n`).join('')
  }
}

async function workbook() {
  const stream = new PassThrough()
  const bytes = buffer(stream)
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: true })
  const sheet = book.addWorksheet('Đảng viên')
  sheet.addRow(heads).commit()
  for (let index = 0; index < total; index += 1) sheet.addRow(cellsOf(index)).commit()
  sheet.commit()
  await book.commit()
  return bytes
}

/** Objects alive after a collection, in MB. */
function aliveMegabytes(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed / 1024 / 1024
}

test.each<[TableFormat, () => Promise<Readable>]>([
  ['csv', async () => Readable.from(csvPieces())],
  ['xlsx', async () => Readable.from([await workbook()])],
])(
  'between row 10,000 and row 100,000 of a %s file memory does not grow',
  { timeout: 60_000 },
  async (format, open) => {
    const table = await readTable(await open(), format, { heads })
    if (!table.ok) throw new Error(table.refusal.code)
    let count = 0
    let early = 0
    let last: Readonly<Record<string, string>> = {}
    for await (const row of table.value.rows) {
      if (!row.ok) throw new Error(row.refusal.code)
      count += 1
      last = row.value.cells
      if (count === 10_000) early = aliveMegabytes()
    }
    expect(count).toBe(total)
    expect(last['Họ và tên']).toBe(`Nguyễn Thị Bích Hường ${total - 1}`)
    // 90,000 rows kept would be some 40 MB.
    expect(aliveMegabytes() - early).toBeLessThan(8)
  },
)
