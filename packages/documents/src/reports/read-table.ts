import type { Readable } from 'node:stream'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { headWords } from './map-columns.ts'
import { readCsvRows } from './read-csv-rows.ts'
import { type RawRow, readSheetRows } from './read-sheet-rows.ts'
import { type TableRefusal, TableRefused } from './table-refusal.ts'

/** The two kinds of file that a table is taken from. */
export type TableFormat = 'csv' | 'xlsx'

/** One row under the head: `line` is the line of the file counted from 1; a cell that is missing is the empty text. */
export type TableRow = { readonly line: number; readonly cells: Readonly<Record<string, string>> }

/** A table whose head was found; `rows` can be walked once, and ends after the first refusal that spoils the file. */
export type Table = {
  readonly heads: readonly string[]
  readonly headLine: number
  readonly rows: AsyncIterable<Result<TableRow, TableRefusal>>
}

/**
 * `heads`: the heads (or aliases) one looks for, so that titles and notes above the head row are passed over.
 * `ignoredHeads`: columns that are not data, such as the reason column of an error workbook.
 */
export type TableOptions = {
  readonly heads?: readonly string[]
  readonly ignoredHeads?: readonly string[]
  readonly sheet?: string
  readonly maxBytes?: number
  readonly maxInflatedBytes?: number
}

const megabyte = 1024 * 1024
const headSearchRows = 30

/**
 * Reads an uploaded table row by row: CSV straight through, a workbook from its compressed bytes (a zip lists itself at
 * its end), of which at most `maxBytes` are held. A file that is not what it says is a refusal, never a crash.
 */
export async function readTable(
  source: Readable,
  format: TableFormat,
  options: TableOptions = {},
): Promise<Result<Table, TableRefusal>> {
  try {
    const raw = await readRawRows(source, format, options)
    const found = await findHead(raw, options)
    return ok({
      heads: found.heads.filter((head) => head !== ''),
      headLine: found.headLine,
      rows: rowsUnder(found, raw),
    })
  } catch (error) {
    source.destroy()
    if (error instanceof TableRefused) return refuse(error.refusal)
    throw error
  }
}

/** The rows of a file before any head is looked for; throws `TableRefused`, at once or while walking. */
export async function readRawRows(
  source: Readable,
  format: TableFormat,
  options: TableOptions,
): Promise<AsyncGenerator<RawRow>> {
  return format === 'csv' ? openCsv(source, options) : openWorkbook(source, options)
}

function openCsv(source: Readable, options: TableOptions): AsyncGenerator<RawRow> {
  const isHead = headMatcher(options)
  return readCsvRows(checkedText(source, options.maxBytes ?? 256 * megabyte), isHead)
}

async function* checkedText(source: Readable, maxBytes: number): AsyncGenerator<Buffer> {
  let size = 0
  for await (const piece of source) {
    const bytes: Buffer = Buffer.from(piece)
    if (size === 0 && isZip(bytes)) throw new TableRefused({ code: 'not-a-text-table' })
    size += bytes.length
    if (size > maxBytes) throw new TableRefused({ code: 'too-large' })
    yield bytes
  }
}

async function openWorkbook(source: Readable, options: TableOptions): Promise<AsyncGenerator<RawRow>> {
  const bytes = await gather(source, options.maxBytes ?? 64 * megabyte)
  refuseOtherFiles(bytes)
  return readSheetRows(bytes, { sheet: options.sheet, inflateBudget: options.maxInflatedBytes ?? 1024 * megabyte })
}

async function gather(source: Readable, maxBytes: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of source) {
    const bytes = Buffer.from(piece)
    size += bytes.length
    if (size > maxBytes) throw new TableRefused({ code: 'too-large' })
    pieces.push(bytes)
  }
  return Buffer.concat(pieces)
}

/** Throws `TableRefused` for bytes that are no zip, naming an old or locked workbook by its own container. */
export function refuseOtherFiles(bytes: Buffer): void {
  if (bytes.length === 0) throw new TableRefused({ code: 'empty-file' })
  if (isZip(bytes)) return
  // Office keeps both the old .xls and a workbook locked with a password in the same container (MS-CFB).
  const isContainer = bytes.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'))
  if (!isContainer) throw new TableRefused({ code: 'not-a-workbook' })
  const locked = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
  throw new TableRefused({ code: locked ? 'password-protected' : 'old-workbook' })
}

const isZip = (bytes: Buffer) => bytes.length >= 4 && bytes.readUInt32LE(0) === 0x04034b50

function headMatcher({ heads = [] }: TableOptions): (text: string) => boolean {
  const known = new Set(heads.map(headWords))
  return (text) => known.has(headWords(text))
}

type FoundHead = { readonly heads: readonly string[]; readonly headLine: number; readonly held: readonly RawRow[] }

async function findHead(raw: AsyncGenerator<RawRow>, options: TableOptions): Promise<FoundHead> {
  const isHead = headMatcher(options)
  const held: RawRow[] = []
  for (let step = await raw.next(); !step.done; step = await raw.next()) {
    held.push(step.value)
    const known = step.value.values.filter(isHead).length
    if (known >= 2 || (options.heads === undefined && named(step.value) >= 2) || held.length === headSearchRows) break
  }
  if (held.length === 0) throw new TableRefused({ code: 'empty-file' })
  const knownAt = held.findIndex((row) => row.values.filter(isHead).length >= 2)
  const headAt = knownAt >= 0 ? knownAt : held.findIndex((row) => named(row) >= 2)
  const head = held[headAt]
  if (!head) throw new TableRefused({ code: 'no-head-row' })
  const ignored = new Set((options.ignoredHeads ?? []).map(headWords))
  const heads = tellApart(head.values.map((value) => (ignored.has(headWords(value)) ? '' : value)))
  return { heads, headLine: head.line, held: held.slice(headAt + 1) }
}

const named = (row: RawRow) => row.values.filter((value) => value !== '').length

/** Two columns of the same head stay two columns: the second is "Head (2)". */
function tellApart(heads: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return heads.map((head) => {
    const times = (seen.get(head) ?? 0) + 1
    seen.set(head, times)
    return head === '' || times === 1 ? head : `${head} (${times})`
  })
}

async function* rowsUnder({ heads, held }: FoundHead, raw: AsyncGenerator<RawRow>) {
  const toRow = ({ line, values }: RawRow): Result<TableRow, TableRefusal> => {
    const tooMany = values.length > heads.length && values.slice(heads.length).some((value) => value !== '')
    if (tooMany) return refuse({ code: 'too-many-cells', line })
    const cells = heads.map((head, index): [string, string] => [head, values[index] ?? ''])
    return ok({ line, cells: Object.fromEntries(cells.filter(([head]) => head !== '')) })
  }
  const hasData = ({ values }: RawRow) => values.some((value, index) => value !== '' && heads[index] !== '')
  try {
    for (const row of held) if (hasData(row)) yield toRow(row)
    for await (const row of raw) if (hasData(row)) yield toRow(row)
  } catch (error) {
    if (!(error instanceof TableRefused)) throw error
    yield refuse(error.refusal)
  }
}
