import type { LegalDay } from '../shared/index.ts'
import type { CalendarDay } from './calendar-day.ts'
import { weekdayOf } from './legal-day.ts'
import { missingStatutoryDays } from './statutory-days.ts'

/** What stands out in the table of a year; `detail` is the name of a day or the two numbers compared. */
export type YearFinding = {
  readonly code: 'STATUTORY_MISSING' | 'SWAP_UNBALANCED' | 'COMPENSATION_MISSING'
  readonly day: LegalDay | null
  readonly detail: string
}

/** What makes a row impossible: a make-up day on a day that is worked anyway, a day off given on a weekly rest day. */
export type RowFault = 'WORK_ON_WORKING_DAY' | 'OFF_ON_WEEKEND'

/** The fault of a row by its kind and weekday, or null. */
export function faultOfRow({ day, kind }: Pick<CalendarDay, 'day' | 'kind'>): RowFault | null {
  const weekend = weekdayOf(day) >= 6
  if (kind === 'swapped-work' && !weekend) return 'WORK_ON_WORKING_DAY'
  if ((kind === 'swapped-off' || kind === 'compensatory') && weekend) return 'OFF_ON_WEEKEND'
  return null
}

/**
 * Compares a year's rows with the law and with each other: days of BLLĐ Điều 112 that are missing (Tết and Giỗ Tổ by the
 * moon), swaps that do not come in pairs, rest-day holidays without their compensation. Findings are for a person to judge.
 */
export function checkYear(year: number, days: readonly CalendarDay[]): readonly YearFinding[] {
  const rows = days.filter(({ day }) => Number(day.slice(0, 4)) === year)
  const count = (test: (row: CalendarDay) => boolean) => rows.filter(test).length
  const [off, work] = [count(({ kind }) => kind === 'swapped-off'), count(({ kind }) => kind === 'swapped-work')]
  const onRest = count(({ kind, day }) => kind === 'holiday' && weekdayOf(day) >= 6)
  const given = count(({ kind }) => kind === 'compensatory')
  return [
    ...missingStatutoryDays(year, rows).map(
      ({ day, name }): YearFinding => ({ code: 'STATUTORY_MISSING', day, detail: name }),
    ),
    ...(off === work ? [] : [{ code: 'SWAP_UNBALANCED', day: null, detail: `${off} / ${work}` } as const]),
    ...(given >= onRest ? [] : [{ code: 'COMPENSATION_MISSING', day: null, detail: `${given} / ${onRest}` } as const]),
  ]
}
