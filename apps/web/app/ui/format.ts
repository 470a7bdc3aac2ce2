import type { Locale } from './preferences.ts'

/** Times are stored in UTC and shown here; legal days end at 24:00 there. */
export const timeZone = 'Asia/Ho_Chi_Minh'

/** BCP 47 tags whose numbers and days we print: 1.234,5 in Vietnamese, 1,234.5 in English, always day before month. */
export const dateLocale = { vi: 'vi', en: 'en-GB' } as const satisfies Record<Locale, string>

const numberFormats = new Map<string, Intl.NumberFormat>()

/** A number for reading: 1234.5 → "1.234,5" (vi). `decimals` fixes the digits after the comma, else at most two are shown. */
export function formatNumber(value: number, locale: Locale, decimals?: number): string {
  const key = `${locale}/${decimals ?? ''}`
  let format = numberFormats.get(key)
  if (format === undefined) {
    format = new Intl.NumberFormat(dateLocale[locale], {
      minimumFractionDigits: decimals ?? 0,
      maximumFractionDigits: decimals ?? 2,
      useGrouping: true,
    })
    numberFormats.set(key, format)
  }
  return format.format(value)
}

/** A share in percent: 0.925 → "92,5%" (vi). */
export function formatPercent(share: number, locale: Locale, decimals?: number): string {
  return `${formatNumber(share * 100, locale, decimals)}%`
}

/** A legal day `YYYY-MM-DD` as `dd/MM/yyyy`; the same in both languages, as on paper. */
export function formatDay(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${date}/${month}/${year}`
}

/** A legal day as `dd/MM`, for lists inside one year. */
export function formatShortDay(day: string): string {
  return formatDay(day).slice(0, 5)
}

const weekday = { weekday: 'long', timeZone: 'UTC' } as const
const weekdays = {
  vi: new Intl.DateTimeFormat(dateLocale.vi, weekday),
  en: new Intl.DateTimeFormat(dateLocale.en, weekday),
} as const satisfies Record<Locale, Intl.DateTimeFormat>

/** The weekday of a legal day: "Thứ Ba", "Tuesday". */
export function formatWeekday(day: string, locale: Locale): string {
  const name = weekdays[locale].format(new Date(`${day}T12:00:00Z`))
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** A moment as `HH:mm:ss` in Vietnam. Accepts a Date or an ISO string. */
export function formatTime(moment: Date | string): string {
  return parts(moment).time
}

/** A moment as `dd/MM/yyyy HH:mm` in Vietnam. Accepts a Date or an ISO string. */
export function formatMoment(moment: Date | string): string {
  const { day, time } = parts(moment)
  return `${formatDay(day)} ${time.slice(0, 5)}`
}

/** The legal day `YYYY-MM-DD` on which a moment falls in Vietnam. */
export function dayOf(moment: Date | string): string {
  return parts(moment).day
}

/** Reads `dd/MM/yyyy` (also `d/M/yyyy` and `YYYY-MM-DD`) into a legal day; `null` when no such day exists. */
export function parseDay(typed: string): string | null {
  const slashed = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(typed)
  const dashed = /^\s*(\d{4})-(\d{2})-(\d{2})\s*$/.exec(typed)
  const [year, month, date] = slashed ? [slashed[3], slashed[2], slashed[1]] : [dashed?.[1], dashed?.[2], dashed?.[3]]
  if (year === undefined || month === undefined || date === undefined) return null

  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const moment = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== day ? null : day
}

/** Vietnam has one time, seven hours before Greenwich's, and no summer time: adding them is thirty times as quick as asking for the zone. */
const aheadMs = 7 * 3_600_000

function parts(moment: Date | string): { day: string; time: string } {
  const local = new Date(new Date(moment).getTime() + aheadMs).toISOString()
  return { day: local.slice(0, 10), time: local.slice(11, 19) }
}
