import { ok, type Result, refuse } from '@nq15/domain/shared'
import { headWords } from './map-columns.ts'
import { readDay } from './read-day.ts'
import type { TableColumn } from './table-column.ts'

/** Why one cell of a row cannot be taken; `typed` is what stood there. */
export type CellFault<Key extends string> = {
  readonly column: Key
  readonly code: 'required' | 'not-a-day' | 'not-a-choice'
  readonly typed: string
}

/** What a row says under our own column keys: days as `YYYY-MM-DD`, choices as codes, an empty cell is left out. */
export type TableRecord<Key extends string> = Readonly<Partial<Record<Key, string>>>

/** Takes one row of a mapped table; every fault of the row is told at once, not only the first. */
export function readRecord<Key extends string>(
  cells: Readonly<Record<string, string>>,
  mapping: Readonly<Record<string, Key>>,
  columns: readonly TableColumn<Key>[],
): Result<TableRecord<Key>, readonly CellFault<Key>[]> {
  const typedBy = new Map<Key, string>()
  for (const [head, key] of Object.entries(mapping)) typedBy.set(key, cells[head] ?? '')
  const record: Partial<Record<Key, string>> = {}
  const faults: CellFault<Key>[] = []
  for (const column of columns) {
    const typed = typedBy.get(column.key) ?? ''
    if (typed === '') {
      if (column.required) faults.push({ column: column.key, code: 'required', typed })
      continue
    }
    const read = readCell(typed, column)
    if (read.ok) record[column.key] = read.value
    else faults.push({ column: column.key, code: read.refusal.code, typed })
  }
  return faults.length === 0 ? ok(record) : refuse(faults)
}

function readCell(typed: string, column: TableColumn) {
  if (column.kind === 'day') return readDay(typed)
  if (!column.choices) return ok(typed)
  const words = headWords(typed)
  const choice = column.choices.find(({ code, label, aliases = [] }) =>
    [code, label, ...aliases].some((name) => headWords(name) === words),
  )
  return choice ? ok(choice.code) : refuse({ code: 'not-a-choice', typed } as const)
}
