import type { LegalDay } from '../shared/index.ts'

const pad = (value: number, length = 2) => String(value).padStart(length, '0')

/**
 * The day so many months later: the same day of the month, or the last day of a shorter month (31/8 + 6 months = 28/2).
 * Calendar arithmetic on the text, no clock and no time zone.
 */
export function addMonths(day: LegalDay, months: number): LegalDay {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const index = year * 12 + (month - 1) + months
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1]
  return `${pad(toYear, 4)}-${pad(toMonth)}-${pad(Math.min(date, daysIn(toYear, toMonth)))}`
}

/** Whole months passed from one day to another: exactly six on the day `addMonths(from, 6)`; negative never, 0 before. */
export function wholeMonthsBetween(from: LegalDay, to: LegalDay): number {
  if (to < from) return 0
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number)
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number)
  const months = (toYear - fromYear) * 12 + toMonth - fromMonth
  return addMonths(from, months) <= to ? months : months - 1
}

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const daysIn = (year: number, month: number) =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
