import { lunarDayOf } from '../calendar/index.ts'
import type { LegalDay } from '../shared/index.ts'
import type { IndicatorPeriod } from './indicator.ts'

/** A month, quarter or year by its first day. */
export type PeriodStart = LegalDay

/** The first day of the month of a day. */
export const monthOf = (day: LegalDay): PeriodStart => `${day.slice(0, 7)}-01`

const shifted = new Map<number, Map<PeriodStart, PeriodStart>>()

/** The month so many months later; earlier when negative. Kept once reckoned: a screening asks for the same few months millions of times. */
export function shiftMonth(month: PeriodStart, by: number): PeriodStart {
  const known = shifted.get(by) ?? new Map<PeriodStart, PeriodStart>()
  const found = known.get(month)
  if (found !== undefined) return found
  const made = shiftedMonth(month, by)
  shifted.set(by, known.set(month, made))
  return made
}

function shiftedMonth(month: PeriodStart, by: number): PeriodStart {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + by
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}-01`
}

/** The last day of a month. */
export function endOfMonth(month: PeriodStart): LegalDay {
  const [year = 0, at = 0] = month.split('-').map(Number)
  return `${month.slice(0, 8)}${new Date(Date.UTC(year, at, 0)).getUTCDate()}`
}

/** The period an indicator is measured for when a month is judged: the month, or the last quarter or year that has ended by its end. */
export function periodFor(period: IndicatorPeriod, month: PeriodStart): PeriodStart {
  if (period === 'month') return month
  const number = Number(month.slice(5, 7))
  if (period === 'quarter') return shiftMonth(month, -(number % 3) - 2)
  return shiftMonth(month, number === 12 ? -11 : -number - 11)
}

/** The months of a period, in order. */
export function monthsOf(period: IndicatorPeriod, start: PeriodStart): PeriodStart[] {
  const count = monthsIn[period]
  return Array.from({ length: count }, (_, at) => shiftMonth(start, at))
}
export const monthsIn: Readonly<Record<IndicatorPeriod, number>> = { month: 1, quarter: 3, year: 12 }

/** The period before. */
export const previousPeriod = (period: IndicatorPeriod, start: PeriodStart): PeriodStart =>
  shiftMonth(start, -monthsIn[period])

/**
 * The month that a screening of a day judges: the last one whose sheets are due by then. On the fifth of December it is
 * November (with `sheetDueDay` 5), on the fourth still October.
 */
export function judgedMonth(day: LegalDay, sheetDueDay: number): PeriodStart {
  return shiftMonth(monthOf(day), Number(day.slice(8)) >= sheetDueDay ? -1 : -2)
}

const tetMonths = new Map<number, PeriodStart | null>()

/** Whether Tết falls into this month: many meetings move then, so it is compared with no other month. */
export function isTetMonth(month: PeriodStart): boolean {
  const year = Number(month.slice(0, 4))
  if (!tetMonths.has(year)) tetMonths.set(year, findTet(year))
  return tetMonths.get(year) === month
}

function findTet(year: number): PeriodStart | null {
  for (const month of [`${year}-01-01`, `${year}-02-01`]) {
    const last = Number(endOfMonth(month).slice(8))
    for (let day = 1; day <= last; day += 1) {
      const lunar = lunarDayOf(`${month.slice(0, 8)}${String(day).padStart(2, '0')}`)
      if (lunar.ok && lunar.value.day === 1 && lunar.value.month === 1 && !lunar.value.leap) return month
    }
  }
  return null
}
