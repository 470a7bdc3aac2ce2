import type { Readable } from 'node:stream'
import { listCalendarDays, listCalendarYears } from '@nq15/db/calendar/calendar.read'
import { insertCalendarYear } from '@nq15/db/calendar/calendar.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { readTable, type TableRefusal } from '@nq15/documents/reports'
import { type CalendarDay, type CalendarRowFault, calendarColumns, readCalendarRow } from '@nq15/domain/calendar'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'
import { isSameRow } from './change-day.ts'
import { keepDays } from './keep-days.ts'

/** A fault of the file with its line, counted from 1 with the head. */
export type CalendarFileFault = {
  readonly line: number
  readonly code: CalendarRowFault['code'] | 'DAY_TWICE'
  readonly column: string
  readonly value: string
}
export type ImportCalendarRefusal =
  | { readonly code: 'NOT_FOUND' | 'YEARS_WITH_GAP' | 'NO_ROWS' }
  | { readonly code: 'ROWS_REFUSED'; readonly faults: readonly CalendarFileFault[] }
  | { readonly code: 'FILE_REFUSED'; readonly table: TableRefusal }
  | { readonly code: 'COLUMNS_MISSING'; readonly columns: readonly string[] }

/** What an import did, or would do with `dryRun`; a second import of the same file changes nothing. */
export type ImportedCalendar = {
  readonly rows: number
  readonly added: number
  readonly changed: number
  readonly same: number
  readonly withdrawn: number
  readonly years: readonly number[]
}

type Command = {
  readonly requestId: string
  readonly source: Readable
  /** Rows of the file's years that the file does not have are taken away. */
  readonly replaceYears: boolean
  readonly dryRun: boolean
  /** The name of the file, as the document of what is taken away. */
  readonly fileName: string
}

/**
 * Takes the reference file (`date,kind,name_vi,basis,confidence`) into the table, for `calendar:write`: all rows or none,
 * every fault with its line. Years that the table lacks are opened as provisional when they follow without a gap.
 */
export async function importCalendar(
  db: Database,
  scope: Scope,
  { requestId, source, replaceYears, dryRun, fileName }: Command,
): Promise<Result<ImportedCalendar, ImportCalendarRefusal>> {
  const read = await readRows(source)
  if (!read.ok) return read
  const days = read.value
  const years = [...new Set(days.map(({ day }) => Number(day.slice(0, 4))))].toSorted()
  const act = {
    requestId,
    useCase: dryRun ? 'try-calendar-import' : 'import-calendar',
    permissions: ['calendar:write'],
  } as const
  return actOnce(db, scope, act, async (tx) => {
    const known = (await listCalendarYears(tx, scope)).map(({ year }) => year)
    const opened = years.filter((year) => !known.includes(year))
    const all = [...known, ...opened].toSorted()
    if (all.some((year, at) => at > 0 && year !== (all[at - 1] ?? 0) + 1)) return refuse({ code: 'YEARS_WITH_GAP' })
    const standing = new Map<string, CalendarDay>()
    for (const year of years) for (const row of await listCalendarDays(tx, scope, year)) standing.set(row.day, row)
    const fresh = days.filter(({ day }) => !standing.has(day))
    const changed = days.filter((row) => {
      const before = standing.get(row.day)
      return before !== undefined && !isSameRow(before, row)
    })
    const kept = new Set(days.map(({ day }) => day))
    const withdraw = replaceYears ? [...standing.keys()].filter((day) => !kept.has(day)) : []
    const answer = {
      rows: days.length,
      added: fresh.length,
      changed: changed.length,
      same: days.length - fresh.length - changed.length,
      withdrawn: withdraw.length,
      years,
    }
    if (dryRun) return ok(answer)
    for (const year of opened) await insertCalendarYear(tx, scope, { year, basis: fileName })
    if (fresh.length + changed.length + withdraw.length > 0) {
      await keepDays(tx, scope, { enter: [...fresh, ...changed], withdraw, basis: fileName })
    }
    return ok(answer)
  })
}

/** A calendar of a hundred years is smaller. */
const maximum = 1024 * 1024

async function readRows(
  source: Readable,
): Promise<Result<readonly CalendarDay[], Exclude<ImportCalendarRefusal, { code: 'NOT_FOUND' }>>> {
  const table = await readTable(source, 'csv', { heads: calendarColumns, maxBytes: maximum })
  if (!table.ok) return refuse({ code: 'FILE_REFUSED', table: table.refusal })
  const missing = calendarColumns.filter((column) => !table.value.heads.includes(column))
  if (missing.length > 0) return refuse({ code: 'COLUMNS_MISSING', columns: missing })
  const days: CalendarDay[] = []
  const faults: CalendarFileFault[] = []
  const lineOf = new Map<string, number>()
  for await (const found of table.value.rows) {
    if (!found.ok) return refuse({ code: 'FILE_REFUSED', table: found.refusal })
    const { line, cells } = found.value
    const row = readCalendarRow(cells)
    if (!row.ok) {
      faults.push(...row.refusal.map((fault) => ({ ...fault, line })))
      continue
    }
    const before = lineOf.get(row.value.day)
    if (before !== undefined) faults.push({ line, code: 'DAY_TWICE', column: 'date', value: row.value.day })
    lineOf.set(row.value.day, line)
    days.push(row.value)
  }
  if (faults.length > 0) return refuse({ code: 'ROWS_REFUSED', faults })
  return days.length === 0 ? refuse({ code: 'NO_ROWS' }) : ok(days)
}
