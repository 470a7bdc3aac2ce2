import { hash } from 'node:crypto'
import { linesOf, readCopiedTables } from '@nq15/db/operations/copied-tables.read'
import type { CopyConnection } from '@nq15/db/operations/copy-connection'
import type { TablePiece } from '@nq15/db/operations/loaded-tables.write'

/** A column or a whole table that a migration turned into something else, and why its old content is not looked for. */
export type Change = {
  readonly table: string
  /** Left out where the whole table went. */
  readonly column?: string
  readonly migration: string
  readonly reason: string
}

/** What became of a table of an earlier state: a row counts as kept when one with the same content in all compared columns is there. */
export type TableKept = {
  readonly table: string
  readonly rows: number
  readonly missing: number
  /** Rows that were not there before: the migrations' own. */
  readonly added: number
  /** Columns that are gone without a word in the list of changes; null where the whole table is. */
  readonly lost: readonly string[] | null
}

/** Looks for every row of an earlier state in the database as it is now. */
export async function compareKept(
  connection: CopyConnection,
  before: readonly TablePiece[],
  changes: readonly Change[],
): Promise<readonly TableKept[]> {
  const now = new Map((await readCopiedTables(connection)).map((table) => [table.name, table]))
  const kept: TableKept[] = []
  for (const { table, lines } of before) {
    const changed = changes.filter((one) => one.table === table.name)
    if (changed.some(({ column }) => column === undefined)) continue
    const rows = countLines(lines)
    const there = now.get(table.name)
    if (!there) {
      kept.push({ table: table.name, rows, missing: rows, added: 0, lost: null })
      continue
    }
    const asked = table.columns.filter((column) => !changed.some((one) => one.column === column))
    const columns = asked.filter((column) => there.columns.includes(column))
    const after: Buffer[] = []
    for await (const piece of linesOf(connection, { name: table.name, columns })) after.push(piece)
    const places = columns.map((column) => table.columns.indexOf(column))
    kept.push({
      ...{ table: table.name, rows, ...compareRows(pick(lines, places), linesIn(Buffer.concat(after))) },
      lost: asked.filter((column) => !columns.includes(column)),
    })
  }
  return kept
}

/** How many rows of before are not there afterwards, and how many came; the order says nothing. */
export function compareRows(before: Iterable<string>, after: Iterable<string>): { missing: number; added: number } {
  const open = new Map<string, number>()
  for (const row of before) open.set(digest(row), (open.get(digest(row)) ?? 0) + 1)
  let added = 0
  for (const row of after) {
    const left = open.get(digest(row)) ?? 0
    if (left > 0) open.set(digest(row), left - 1)
    else added += 1
  }
  return { missing: [...open.values()].reduce((sum, left) => sum + left, 0), added }
}

const digest = (row: string) => hash('sha256', row, 'base64')

/** What was not kept, in words; empty where everything was. */
export const faultsOf = (kept: readonly TableKept[]): string[] =>
  kept.flatMap(({ table, rows, missing, lost }) => {
    if (lost === null) return [`${table}: the table is gone with ${rows} rows, and no change says so`]
    return [
      ...(lost.length > 0 ? [`${table}: gone, and no change says so: ${lost.join(', ')}`] : []),
      ...(missing > 0 ? [`${table}: ${missing} of ${rows} rows are missing or changed`] : []),
    ]
  })

function* linesIn(bytes: Buffer): Generator<string> {
  for (let from = 0, to = bytes.indexOf(0x0a); to >= 0; from = to + 1, to = bytes.indexOf(0x0a, from))
    yield bytes.toString('utf8', from, to)
}

/** The named fields of each line; in COPY's text form a tab is the end of a field only. */
function* pick(bytes: Buffer, places: readonly number[]): Generator<string> {
  for (const line of linesIn(bytes)) {
    const fields = line.split('\t')
    yield places.map((place) => fields[place] ?? '').join('\t')
  }
}

const countLines = (bytes: Buffer) => {
  let count = 0
  for (const _ of linesIn(bytes)) count += 1
  return count
}
