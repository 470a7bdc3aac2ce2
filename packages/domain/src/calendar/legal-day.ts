import type { LegalDay } from '../shared/index.ts'

/** The `validTo` of what has no end: `9999-12-31`, the same in the domain and in the database. */
export const openEnd: LegalDay = '9999-12-31'

const millisecondsPerDay = 86_400_000
const hanoiOffsetMilliseconds = 7 * 3_600_000
const shape = /^\d{4}-\d{2}-\d{2}$/u

const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Whether a text is a legal day: `YYYY-MM-DD`, from year 1, and a day that exists. */
export function isLegalDay(text: string): boolean {
  if (!shape.test(text)) return false
  const year = Number(text.slice(0, 4))
  const month = Number(text.slice(5, 7))
  const day = Number(text.slice(8, 10))
  if (year < 1 || day < 1 || day > (longestMonths[month - 1] ?? 0)) return false
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0))
}

/** Days since 1970-01-01; throws on a text that is no legal day, because days are parsed at the door. */
function numberOf(day: LegalDay): number {
  if (!isLegalDay(day)) throw new Error(`not a legal day: ${day}`)
  return Date.parse(`${day}T00:00:00Z`) / millisecondsPerDay
}

function dayOf(number: number): LegalDay {
  const day = new Date(number * millisecondsPerDay).toISOString().slice(0, 10)
  if (!isLegalDay(day)) throw new Error(`out of the range of legal days: ${number} days from 1970-01-01`)
  return day
}

/** The day `days` later (earlier when negative). */
export function addDays(day: LegalDay, days: number): LegalDay {
  return dayOf(numberOf(day) + days)
}

/**
 * The same day of the month `months` later (earlier when negative); a month without that day gives its last day:
 * 2026-08-31 + 6 months → 2027-02-28 (Bộ luật Dân sự 2015, Điều 147 and 148, confidence M).
 */
export function addMonths(day: LegalDay, months: number): LegalDay {
  numberOf(day)
  const wanted = Number(day.slice(8, 10))
  const monthsSinceYearZero = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  const year = Math.floor(monthsSinceYearZero / 12)
  const month = (monthsSinceYearZero % 12) + 1
  if (year < 1 || year > 9999) throw new Error(`out of the range of legal days: ${day} and ${months} months`)
  const monthText = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`
  for (let last = wanted; last >= 28; last -= 1) {
    const candidate = `${monthText}-${String(last).padStart(2, '0')}`
    if (isLegalDay(candidate)) return candidate
  }
  return `${monthText}-${String(wanted).padStart(2, '0')}`
}

/** Order of two days: negative when `left` is earlier, 0 when the same, positive when later. */
export function compareDays(left: LegalDay, right: LegalDay): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}

/** Days from `from` to `to`: 1 from a day to the next one, negative when `to` is earlier. */
export function daysBetween(from: LegalDay, to: LegalDay): number {
  return numberOf(to) - numberOf(from)
}

/** Whole months from `from` to `to` (0 when `to` is earlier): "6 months" is reached on the same day of the sixth month. */
export function monthsBetween(from: LegalDay, to: LegalDay): number {
  if (to < from) return 0
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7))
  return addMonths(from, months) <= to ? months : months - 1
}

/** Day of the week: 1 Monday … 6 Saturday, 7 Sunday. */
export function weekdayOf(day: LegalDay): number {
  const sinceMonday = (numberOf(day) + 3) % 7
  return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1
}

/** The legal day in Hà Nội (Asia/Ho_Chi_Minh, UTC+7 without summer time) at an instant given by the caller. */
export function todayInHanoi(instant: Date): LegalDay {
  return new Date(instant.getTime() + hanoiOffsetMilliseconds).toISOString().slice(0, 10)
}
