import { Readable } from 'node:stream'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { readTable } from './read-table.ts'
import type { TableRefusal } from './table-refusal.ts'
import { createRowHash, infoSheet, type WrittenExport } from './write-table-workbook.ts'

/** What an export says of itself against what its rows say now. */
export type CheckedExport = {
  readonly state: 'whole' | 'changed'
  readonly recorded: WrittenExport
  readonly found: WrittenExport
}

/** Whether the rows of an exported workbook are still those it was made with; a file without the info sheet is refused. */
export async function checkExport(
  bytes: Uint8Array,
): Promise<Result<CheckedExport, TableRefusal | { readonly code: 'not-an-export' }>> {
  const info = await readTable(Readable.from([bytes]), 'xlsx', { sheet: infoSheet.name })
  if (!info.ok) return info.refusal.code === 'no-such-sheet' ? refuse({ code: 'not-an-export' } as const) : info
  const said = new Map<string, string>()
  for await (const row of info.value.rows) {
    if (!row.ok) return row
    const [label = '', value = ''] = Object.values(row.value.cells)
    said.set(label, value)
  }
  const sheet = said.get(infoSheet.sheet)
  const hash = said.get(infoSheet.hash)
  const count = Number(said.get(infoSheet.count))
  if (sheet === undefined || hash === undefined || Number.isNaN(count))
    return refuse({ code: 'not-an-export' } as const)
  const found = await hashRows(bytes, sheet)
  if (!found.ok) return found
  const whole = found.value.count === count && found.value.hash === hash
  return ok({ state: whole ? 'whole' : 'changed', recorded: { count, hash }, found: found.value })
}

async function hashRows(bytes: Uint8Array, sheet: string): Promise<Result<WrittenExport, TableRefusal>> {
  // Title and scope stand in one cell each, so the head is the first row with two.
  const table = await readTable(Readable.from([bytes]), 'xlsx', { sheet })
  if (!table.ok) return table
  const hash = createRowHash()
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
