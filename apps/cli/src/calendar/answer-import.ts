import { calendarMessagesEn } from '@nq15/domain/calendar'
import type { Result } from '@nq15/domain/shared'
import type {
  CalendarFileFault,
  ImportCalendarRefusal,
  ImportedCalendar,
} from '@nq15/use-cases/calendar/import-calendar'
import type { MovedDeadline } from '@nq15/use-cases/calendar/recompute-deadlines'
import type { Answer } from '../answer.ts'

/** What an import did, or why it took nothing, every fault with its line. */
export function answerImport(
  taken: Result<ImportedCalendar, ImportCalendarRefusal>,
  moved: readonly MovedDeadline[],
): Answer {
  if (!taken.ok) {
    return { json: { refused: true, ...taken.refusal }, lines: linesOf(taken.refusal), exitCode: 1 }
  }
  const { rows, added, changed, same, withdrawn } = taken.value
  return {
    json: { ...taken.value, moved },
    lines: [
      `${rows} rows: ${added} added, ${changed} changed, ${same} the same, ${withdrawn} withdrawn`,
      ...moved.map(({ year }) => `deadlines of the rating year ${year} counted again`),
    ],
    exitCode: 0,
  }
}

function linesOf(refusal: ImportCalendarRefusal): string[] {
  if (refusal.code === 'ROWS_REFUSED') return ['No row was taken:', ...refusal.faults.map(lineOf)]
  if (refusal.code === 'COLUMNS_MISSING') return [`The file lacks columns: ${refusal.columns.join(', ')}`]
  if (refusal.code === 'FILE_REFUSED') return [`The file cannot be read: ${refusal.table.code}`]
  return [refusal.code]
}

const lineOf = ({ line, code, column, value }: CalendarFileFault): string => {
  const text = code === 'DAY_TWICE' ? 'the day stands twice' : calendarMessagesEn[code]
  return `  line ${line}, ${column}: ${text.replace('{value}', value).replace('{column}', column)}`
}
