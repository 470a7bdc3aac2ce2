import { z } from 'zod'
import { confidences, legalDayField, ok, type Result, refuse, textField } from '../shared/index.ts'
import { type CalendarDay, calendarDayKinds } from './calendar-day.ts'
import { faultOfRow, type RowFault } from './check-year.ts'
import { isLegalDay } from './legal-day.ts'

/** The columns of the reference file, in its order. */
export const calendarColumns = ['date', 'kind', 'name_vi', 'basis', 'confidence'] as const
export type CalendarColumn = (typeof calendarColumns)[number]

/** How well a row of the calendar is known; `provisional` = reckoned before the notice. */
export const calendarConfidences = [...confidences, 'provisional'] as const

/** Why a row of the file was refused, and in which column. */
export type CalendarRowFault = {
  readonly code: 'DAY_MALFORMED' | 'KIND_UNKNOWN' | 'TEXT_MISSING' | 'CONFIDENCE_UNKNOWN' | RowFault
  readonly column: CalendarColumn
  readonly value: string
}

const required = textField.pipe(z.string().min(1).max(300))

/** A row as the form or the file gives it. Every day off names the document it comes from. */
export const calendarDaySchema = z
  .object({
    day: legalDayField,
    kind: z.enum(calendarDayKinds),
    nameVi: required,
    basis: required,
    confidence: z.enum(calendarConfidences),
  })
  .superRefine((row, context) => {
    // A day that does not exist has its own fault.
    const fault = isLegalDay(row.day) ? faultOfRow(row) : null
    if (fault) context.addIssue({ code: 'custom', path: ['kind'], message: fault })
  })

const columnOf = { day: 'date', kind: 'kind', nameVi: 'name_vi', basis: 'basis', confidence: 'confidence' } as const
const codeOf = {
  day: 'DAY_MALFORMED',
  kind: 'KIND_UNKNOWN',
  nameVi: 'TEXT_MISSING',
  basis: 'TEXT_MISSING',
  confidence: 'CONFIDENCE_UNKNOWN',
} as const

/** One row of the reference file (`swapped_off` and `swapped-off` are the same kind); refuses with every fault of the row. */
export function readCalendarRow(
  cells: Readonly<Partial<Record<CalendarColumn, string>>>,
): Result<CalendarDay, readonly CalendarRowFault[]> {
  const texts = {
    day: (cells.date ?? '').trim(),
    kind: (cells.kind ?? '').trim().replaceAll('_', '-'),
    nameVi: cells.name_vi ?? '',
    basis: cells.basis ?? '',
    confidence: (cells.confidence ?? '').trim(),
  }
  const parsed = calendarDaySchema.safeParse(texts)
  if (parsed.success) return ok(parsed.data)
  return refuse(
    parsed.error.issues.flatMap(({ path, message }): CalendarRowFault[] => {
      const field = Object.keys(columnOf).find((one): one is keyof typeof columnOf => one === path[0])
      if (!field) return []
      const rowFault = message === 'WORK_ON_WORKING_DAY' || message === 'OFF_ON_WEEKEND' ? message : null
      return [{ code: rowFault ?? codeOf[field], column: columnOf[field], value: texts[field] }]
    }),
  )
}
