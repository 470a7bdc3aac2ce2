import { Readable } from 'node:stream'
import {
  headWords,
  readTable,
  reasonHead,
  type TableFormat,
  type TableRow,
  writeErrorWorkbook,
} from '@nq15/documents/reports'
import { readDay } from '@nq15/domain/calendar'
import { type checkSheet, type Figures, monitoringMessages, type Sheet } from '@nq15/domain/monitoring'
import { ok, type Result, refuse } from '@nq15/domain/shared'

/** An uploaded table. */
export type SheetFile = { readonly content: Buffer; readonly format: TableFormat }
/** Why no row of a file was taken. */
export type SheetTableRefusal =
  | { readonly code: 'NO_ROWS' | 'CODE_COLUMN_MISSING' }
  | { readonly code: 'FILE_REFUSED'; readonly reason: string }

const codeHeads = ['Mã tổ chức', 'Mã chi bộ', 'Mã xã, phường', 'Mã', 'code']
const subjectHeads = ['Mã dự án', 'project']
const messages = monitoringMessages('vi')

/** The upload again with a reason on each refused line, as base64; null where nothing was refused. */
export async function errorBook(
  { content, format }: SheetFile,
  refused: readonly { line: number; reasons: readonly string[] }[],
): Promise<string | null> {
  if (refused.length === 0) return null
  const options = { heads: [...codeHeads, ...subjectHeads], ignoredHeads: [reasonHead] }
  const book = await writeErrorWorkbook({ bytes: content, format, options }, refused)
  return book.ok ? book.value.toString('base64') : null
}

/** A finding of a sheet in Vietnamese, as an error workbook says it. */
export const sayFinding = ({ code, figures, required = '' }: ReturnType<typeof checkSheet>[number]) =>
  `${figures.map((name) => messages.inputs[name] ?? name).join(', ')}: ${messages.findings[code].replace('{required}', required)}`

/** A row as it was read: `subject` is the code of a project, empty where the table has none. */
type ReadRow = {
  readonly line: number
  readonly code: string
  readonly subject: string
  readonly figures: Figures
  readonly reasons: readonly string[]
}

/** Reads the rows of a table of one sheet; refuses a file that is none, has no rows or lacks the column of codes. */
export async function readSheetTable(
  sheet: Sheet,
  { content, format }: SheetFile,
): Promise<Result<readonly ReadRow[], SheetTableRefusal>> {
  const table = await readTable(Readable.from([content]), format, {
    heads: [...codeHeads, ...subjectHeads],
    ignoredHeads: [reasonHead],
    maxBytes: 1_000_000,
  })
  if (!table.ok) return refuse({ code: 'FILE_REFUSED', reason: table.refusal.code })
  const { heads } = table.value
  const codeHead = heads.find((head) => codeHeads.some((one) => headWords(one) === headWords(head)))
  const subjectHead = heads.find((head) => subjectHeads.some((one) => headWords(one) === headWords(head))) ?? null
  if (codeHead === undefined || (sheet.of === 'project' && subjectHead === null))
    return refuse({ code: 'CODE_COLUMN_MISSING' })
  const columns = new Map(
    sheet.figures.flatMap((figure) => {
      const words = [figure.name, messages.inputs[figure.name] ?? figure.name].map(headWords)
      const head = heads.find((one) => words.includes(headWords(one)))
      return head === undefined ? [] : [[head, figure] as const]
    }),
  )
  const rows: ReadRow[] = []
  for await (const found of table.value.rows) {
    if (!found.ok) return refuse({ code: 'FILE_REFUSED', reason: found.refusal.code })
    rows.push(readRow(found.value, { codeHead, subjectHead, columns }))
  }
  return rows.length === 0 ? refuse({ code: 'NO_ROWS' }) : ok(rows)
}

function readRow(
  { line, cells }: TableRow,
  {
    codeHead,
    subjectHead,
    columns,
  }: {
    readonly codeHead: string
    readonly subjectHead: string | null
    readonly columns: ReadonlyMap<string, Sheet['figures'][number]>
  },
): ReadRow {
  const figures: Record<string, number | boolean | string> = {}
  const reasons: string[] = []
  for (const [head, { name, kind }] of columns) {
    const text = (cells[head] ?? '').trim()
    // An empty cell is a figure nobody gave, never zero.
    if (text === '') continue
    if (kind === 'yes-no') {
      const answer = headWords(text)
      if (answer === 'co' || answer === 'khong') figures[name] = answer === 'co'
      else reasons.push(`${head}: ghi “có” hoặc “không”.`)
    } else if (kind === 'day') {
      const day = readDay(text)
      if (day.ok) figures[name] = day.value
      else reasons.push(`${head}: ngày không hợp lệ.`)
    } else if (kind === 'grade' || kind === 'case-state') {
      const word = Object.entries(messages.words).find(
        ([code, label]) => code === text || headWords(label) === headWords(text),
      )
      figures[name] = word?.[0] ?? text
    } else {
      const number = Number(text.replace(',', '.'))
      if (Number.isFinite(number)) figures[name] = number
      else reasons.push(`${head}: “${text}” không phải là số.`)
    }
  }
  const subject = subjectHead === null ? '' : (cells[subjectHead] ?? '').trim().toUpperCase()
  return { line, code: (cells[codeHead] ?? '').trim(), subject, figures, reasons }
}
