import { Readable } from 'node:stream'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { createRowHash, infoSheet, statementLabels, type WrittenExport } from './export-statement.ts'
import { readCsvRows } from './read-csv-rows.ts'
import { readTable } from './read-table.ts'
import { type TableRefusal, TableRefused } from './table-refusal.ts'
import { csvMark, unguarded } from './write-table-csv.ts'

/** What one data sheet says of itself against what its rows say now; a CSV file is one sheet without a name. */
export type CheckedSheet = {
  readonly name: string
  readonly state: 'whole' | 'changed'
  readonly recorded: WrittenExport
  readonly found: WrittenExport
}

/** What an export says of itself against what its rows say now. */
export type CheckedExport = {
  readonly state: 'whole' | 'changed'
  readonly sheets: readonly CheckedSheet[]
  /** Title, filter, scope, day, time, who made it and by which rules, as the file says. */
  readonly statement: readonly (readonly [label: string, text: string])[]
}

type CheckRefusal = TableRefusal | { readonly code: 'not-an-export' }
const largest = { maxBytes: 512 * 1024 * 1024, maxInflatedBytes: 4096 * 1024 * 1024 }

/**
 * Whether an exported file (workbook or CSV) is still what it was made as: its statement and every row of every sheet. A file
 * without a statement is refused. It proves that a file is whole, not who made it: that stands in the audit trail.
 */
export async function checkExport(bytes: Uint8Array): Promise<Result<CheckedExport, CheckRefusal>> {
  return isZip(bytes) ? checkWorkbook(bytes) : checkCsv(bytes)
}

async function checkWorkbook(bytes: Uint8Array): Promise<Result<CheckedExport, CheckRefusal>> {
  const info = await readTable(Readable.from([bytes]), 'xlsx', { sheet: infoSheet.name, ...largest })
  if (!info.ok) return info.refusal.code === 'no-such-sheet' ? refuse({ code: 'not-an-export' } as const) : info
  const lines: (readonly [string, string])[] = [pairOf(info.value.heads)]
  for await (const row of info.value.rows) {
    if (!row.ok) return row
    lines.push(pairOf(Object.values(row.value.cells)))
  }
  const statement = lines.filter(([label]) => statementLabels.includes(label))
  const recorded = sheetsOf(lines)
  if (recorded.length === 0) return refuse({ code: 'not-an-export' } as const)
  const sheets: CheckedSheet[] = []
  for (const { name, ...said } of recorded) {
    const found = await hashRows(bytes, name, hashed(statement))
    if (!found.ok) return found
    sheets.push({ name, state: same(said, found.value), recorded: said, found: found.value })
  }
  return ok({ state: sheets.every(({ state }) => state === 'whole') ? 'whole' : 'changed', sheets, statement })
}

/** Files made before the statement was hashed have no line of rules; their hash is of the rows alone. */
const hashed = (statement: readonly (readonly [string, string])[]) =>
  statement.length === statementLabels.length ? statement : []

const pairOf = ([label = '', text = '']: readonly string[]): readonly [string, string] => [label, text]

function sheetsOf(lines: readonly (readonly [string, string])[]): { name: string; count: number; hash: string }[] {
  const valueAfter = (from: number, label: string) => lines.slice(from).find(([one]) => one === label)?.[1]
  return lines.flatMap(([label, name], at) => {
    if (label !== infoSheet.sheet) return []
    const [count, hash] = [valueAfter(at, infoSheet.count), valueAfter(at, infoSheet.hash)]
    return count === undefined || hash === undefined ? [] : [{ name, count: Number(count), hash }]
  })
}

async function hashRows(
  bytes: Uint8Array,
  sheet: string,
  statement: readonly (readonly [string, string])[],
): Promise<Result<WrittenExport, TableRefusal>> {
  // Title and scope stand in one cell each, so the head is the first row with two.
  const table = await readTable(Readable.from([bytes]), 'xlsx', { sheet, ...largest })
  if (!table.ok) {
    // A sheet that is gone holds nothing.
    return table.refusal.code === 'no-such-sheet' ? ok({ count: 0, hash: '' }) : table
  }
  const hash = createRowHash(statement)
  hash.add(table.value.heads)
  let count = 0
  for await (const row of table.value.rows) {
    count += 1
    if (!row.ok && row.refusal.code !== 'too-many-cells') return row
    // Something written beside the table is a change as well.
    if (!row.ok) hash.add([row.refusal.code])
    else hash.add(table.value.heads.map((head) => row.value.cells[head] ?? ''))
  }
  return ok({ count, hash: hash.digest() })
}

async function checkCsv(bytes: Uint8Array): Promise<Result<CheckedExport, CheckRefusal>> {
  const said = new Map<string, string>()
  const rows: string[][] = []
  try {
    for await (const { values } of readCsvRows(
      piecesOf(bytes),
      (text) => text === csvMark || statementLabels.includes(text),
    )) {
      const [mark, label = '', text = ''] = values
      if (mark === csvMark) said.set(label, unguarded(text))
      else rows.push(values.map(unguarded))
    }
  } catch (error) {
    if (error instanceof TableRefused) return refuse(error.refusal)
    throw error
  }
  const statement = statementLabels.flatMap((label): (readonly [string, string])[] => {
    const text = said.get(label)
    return text === undefined ? [] : [[label, text]]
  })
  // A file cut off at its end has lost its count and hash: it says what it is, and that it is not whole.
  if (statement.length === 0) return refuse({ code: 'not-an-export' } as const)
  const recorded = { count: Number(said.get(infoSheet.count) ?? 0), hash: said.get(infoSheet.hash) ?? '' }
  const [heads = [], ...lines] = rows
  const hash = createRowHash(statement)
  hash.add(heads)
  for (const line of lines)
    hash.add(heads.map((_, at) => line[at] ?? '').concat(line.slice(heads.length).filter((text) => text !== '')))
  const found = { count: lines.length, hash: hash.digest() }
  const state = same(recorded, found)
  return ok({ state, sheets: [{ name: '', state, recorded, found }], statement })
}

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Buffer> {
  const size = 65_536
  for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size))
}

const same = (said: WrittenExport, found: WrittenExport) =>
  said.count === found.count && said.hash === found.hash ? 'whole' : 'changed'

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b
