import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { readDay } from '@nq15/domain/calendar'
import {
  type ExchangeRecord,
  type ExchangeStep,
  exchangeFields,
  exchangeFormat,
  exchangeSteps,
  type ForeignRow,
  foreignReason,
} from '@nq15/domain/petitions'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import type { ExportColumn, ExportStatement } from '../reports/export-statement.ts'
import { headWords } from '../reports/map-columns.ts'
import { readTable } from '../reports/read-table.ts'
import { writeTableCsv } from '../reports/write-table-csv.ts'
import { writeTableWorkbook } from '../reports/write-table-workbook.ts'

export const exchangeFileFormats = ['csv', 'xlsx', 'json'] as const
export type ExchangeFileFormat = (typeof exchangeFileFormats)[number]

/** The heads of our file by field; a record has no other column (docs/exchange.md). */
const heads: Readonly<Record<keyof ExchangeRecord, string>> = {
  unit: 'Mã đơn vị',
  number: 'Số vụ việc của đơn vị',
  kind: 'Loại',
  step: 'Bước',
  acceptedOn: 'Ngày thụ lý',
  decidedOn: 'Ngày quyết định, kết luận',
  outcome: 'Kết quả giải quyết',
  updatedOn: 'Ngày cập nhật',
}
const days: ReadonlySet<keyof ExchangeRecord> = new Set(['acceptedOn', 'decidedOn', 'updatedOn'])
/** Codes stand as codes: another program reads the file. */
const columns: readonly ExportColumn<ExchangeRecord>[] = exchangeFields.map((field) => ({
  head: heads[field],
  width: 18,
  kind: days.has(field) ? ('day' as const) : ('text' as const),
  value: (record) => record[field] || undefined,
}))

/** A file of records for the national database, in the layout `docs/exchange.md` lays down. */
export async function writeExchangeFile(
  records: readonly ExchangeRecord[],
  { format, statement }: { readonly format: ExchangeFileFormat; readonly statement: ExportStatement },
): Promise<Buffer> {
  if (format === 'json')
    return Buffer.from(`${JSON.stringify({ format: exchangeFormat, isConfirmed: false, records }, null, 2)}\n`)
  const target = new PassThrough()
  const written = buffer(target)
  if (format === 'csv') await writeTableCsv(records, columns, { statement, target })
  else await writeTableWorkbook(records, columns, { statement, sheetName: 'Vụ việc', target })
  return written
}

export type ForeignFileRefusal =
  | { readonly code: 'FILE_REFUSED' | 'COLUMN_MISSING' | 'NO_ROWS' | 'TOO_MANY_ROWS' }
  | { readonly code: 'ROW_REFUSED'; readonly line: number; readonly column: string }

const foreignHeads = {
  foreignNumber: 'Mã hồ sơ CSDLQG',
  number: 'Số vụ việc của đơn vị',
  step: 'Bước',
  updatedOn: 'Ngày cập nhật',
  result: 'Kết quả nhận',
  reason: 'Lý do',
} as const
type ForeignHead = keyof typeof foreignHeads
const required: readonly ForeignHead[] = ['foreignNumber', 'number', 'step', 'updatedOn']
const mostRows = 50_000

/** Reads a file of the national database in the layout of `docs/exchange.md`; the first row that cannot be read refuses the whole. */
export async function readForeignFile(
  content: Buffer,
  format: ExchangeFileFormat,
): Promise<Result<readonly ForeignRow[], ForeignFileRefusal>> {
  const cells = format === 'json' ? readJson(content) : await readCells(content, format)
  if (!cells.ok) return cells
  if (cells.value.length === 0) return refuse({ code: 'NO_ROWS' })
  if (cells.value.length > mostRows) return refuse({ code: 'TOO_MANY_ROWS' })
  const rows: ForeignRow[] = []
  for (const { line, of } of cells.value) {
    const row = rowOf(of)
    if (!row.ok) return refuse({ code: 'ROW_REFUSED', line, column: foreignHeads[row.refusal] })
    rows.push(row.value)
  }
  return ok(rows)
}

type Cells = Readonly<Partial<Record<ForeignHead, string>>>
type Line = { readonly line: number; readonly of: Cells }

function readJson(content: Buffer): Result<readonly Line[], ForeignFileRefusal> {
  let read: unknown
  try {
    read = JSON.parse(content.toString('utf8'))
  } catch {
    return refuse({ code: 'FILE_REFUSED' })
  }
  const records = typeof read === 'object' && read !== null && 'records' in read ? read.records : null
  if (!Array.isArray(records)) return refuse({ code: 'FILE_REFUSED' })
  return ok(
    records.map((record: unknown, at) => ({
      line: at + 1,
      of: Object.fromEntries(
        Object.entries(typeof record === 'object' && record !== null ? record : {})
          .filter(([name, value]) => name in foreignHeads && (typeof value === 'string' || typeof value === 'number'))
          .map(([name, value]) => [name, String(value)]),
      ),
    })),
  )
}

async function readCells(
  content: Buffer,
  format: 'csv' | 'xlsx',
): Promise<Result<readonly Line[], ForeignFileRefusal>> {
  const table = await readTable(Readable.from([content]), format, {
    heads: Object.values(foreignHeads),
    maxBytes: 4_000_000,
  })
  if (!table.ok) return refuse({ code: 'FILE_REFUSED' })
  const byHead = new Map(table.value.heads.map((head) => [headWords(head), head]))
  const found = Object.entries(foreignHeads).flatMap(([name, head]) => {
    const there = byHead.get(headWords(head))
    return there === undefined ? [] : [[name, there] as const]
  })
  if (required.some((name) => !found.some(([there]) => there === name))) return refuse({ code: 'COLUMN_MISSING' })
  const lines: Line[] = []
  for await (const row of table.value.rows) {
    if (!row.ok) return refuse({ code: 'FILE_REFUSED' })
    if (lines.length > mostRows) return refuse({ code: 'TOO_MANY_ROWS' })
    const { line, cells } = row.value
    lines.push({ line, of: Object.fromEntries(found.map(([name, head]) => [name, (cells[head] ?? '').trim()])) })
  }
  return ok(lines)
}

/** Words of the other side for a step, beside the code itself. */
const stepWords: Readonly<Record<ExchangeStep, string>> = {
  'case-entered': 'Cập nhật vụ việc',
  handled: 'Kết quả xử lý',
  settling: 'Thông tin giải quyết',
  settled: 'Kết quả giải quyết',
  enforcing: 'Thi hành',
}

function rowOf(cells: Cells): Result<ForeignRow, ForeignHead> {
  const text = (name: ForeignHead) => (cells[name] ?? '').trim()
  const [foreignNumber, number] = [text('foreignNumber'), text('number')]
  if (foreignNumber === '' || foreignNumber.length > 60) return refuse('foreignNumber')
  // Numbers of other shapes are matters of others: they stay what they are, and are found as unknown here.
  if (number.length > 60) return refuse('number')
  const step = exchangeSteps.find(
    (one) => one === text('step') || headWords(stepWords[one]) === headWords(text('step')),
  )
  if (!step) return refuse('step')
  const day = readDay(text('updatedOn'))
  if (!day.ok) return refuse('updatedOn')
  const result = headWords(text('result'))
  const isTaken =
    result === ''
      ? null
      : result === 'da nhan' || result === 'taken'
        ? true
        : result === 'tu choi' || result === 'rejected'
          ? false
          : undefined
  if (isTaken === undefined) return refuse('result')
  return ok({ foreignNumber, number, step, updatedOn: day.value, isTaken, reason: foreignReason(text('reason')) })
}
