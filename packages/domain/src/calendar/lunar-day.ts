import { type LegalDay, ok, type Result, refuse } from '../shared/index.ts'
import { addDays, daysBetween } from './legal-day.ts'
import { newMoonAt } from './new-moon.ts'
import { sunLongitudeAt } from './sun-longitude.ts'

/** A day of the lunar calendar; `year` is the lunar year that begins with Tết, `leap` marks a leap month. */
export type LunarDay = { readonly day: number; readonly month: number; readonly year: number; readonly leap: boolean }

/** The years the lunar calendar is reckoned for: at UTC+7 in Vietnam since QĐ 121-CP of 08/8/1967 (confidence M). */
export const lunarYears = { from: 1968, until: 2101 } as const
export type LunarRange = { readonly code: 'LUNAR_RANGE'; readonly day: LegalDay }

const hanoiHours = 7
const epoch: LegalDay = '1970-01-01'
const epochNoon = 2_440_587.5

/** The civil day, counted from 1970-01-01 in the zone, on which an instant falls. */
const civilDay = (julianDay: number, hours: number) => Math.floor(julianDay - epochNoon + hours / 24)
const startOf = (civil: number, hours: number) => civil + epochNoon - hours / 24

type Month = { readonly start: number; readonly number: number; readonly leap: boolean }
const known = new Map<string, readonly Month[]>()

/** The lunation whose month contains the civil day. */
function lunationOf(civil: number, hours: number): number {
  let k = Math.floor((civil + epochNoon - 2_451_550.1) / 29.530588853) + 1
  while (civilDay(newMoonAt(k), hours) > civil) k -= 1
  return k
}

/** Whether the sun enters a new twelfth of its way (a middle term) between the starts of two civil days. */
const hasMiddleTerm = (from: number, until: number, hours: number) =>
  Math.floor(sunLongitudeAt(startOf(from, hours)) / 30) !== Math.floor(sunLongitudeAt(startOf(until, hours)) / 30)

/** The lunation that holds the winter solstice of a year: month 11, by which all others are counted. */
function solsticeLunation(year: number, hours: number): number {
  const end = daysBetween(epoch, `${year}-12-31`)
  let k = lunationOf(end, hours)
  while (sunLongitudeAt(startOf(civilDay(newMoonAt(k), hours), hours)) >= 270) k -= 1
  return k
}

/** The months from month 11 of the year before to the one before month 11 of this year. */
function monthsOf(year: number, hours: number): readonly Month[] {
  const key = `${year}/${hours}`
  const found = known.get(key)
  if (found) return found
  const first = solsticeLunation(year - 1, hours)
  const last = solsticeLunation(year, hours)
  const starts = Array.from({ length: last - first + 1 }, (_, at) => civilDay(newMoonAt(first + at), hours))
  // With thirteen months between two solstices the first one without a middle term is the leap month.
  let leapAt = last - first === 13 ? 0 : -1
  if (leapAt === 0) {
    leapAt = starts.findIndex((start, at) => at > 0 && !hasMiddleTerm(start, starts[at + 1] ?? start, hours))
  }
  const months = starts.slice(0, -1).map((start, at) => {
    const passed = leapAt >= 0 && at >= leapAt ? at - 1 : at
    return { start, number: ((passed + 10) % 12) + 1, leap: at === leapAt }
  })
  known.set(key, months)
  return months
}

/**
 * A legal day in the lunar calendar of a zone east of Greenwich, Vietnam's by default: months begin on the civil day of the
 * new moon, month 11 holds the winter solstice. The zone decides: at UTC+8 Tết 2030 would fall a day later. Refuses
 * LUNAR_RANGE outside `lunarYears`.
 */
export function lunarDayOf(day: LegalDay, hours: number = hanoiHours): Result<LunarDay, LunarRange> {
  const year = Number(day.slice(0, 4))
  if (year < lunarYears.from || year >= lunarYears.until) return refuse({ code: 'LUNAR_RANGE', day })
  const civil = daysBetween(epoch, day)
  const thisYear = monthsOf(year, hours)
  const inNext = civil >= (monthsOf(year + 1, hours)[0]?.start ?? Number.POSITIVE_INFINITY)
  const months = inNext ? monthsOf(year + 1, hours) : thisYear
  const month = months.findLast(({ start }) => start <= civil)
  if (!month) throw new Error(`no lunar month of ${day}`)
  // Months 11 and 12 before Tết still belong to the lunar year before.
  const beforeTet = month.start < (months.find((one) => one.number === 1 && !one.leap)?.start ?? 0)
  const solarYear = inNext ? year + 1 : year
  const lunarYear = beforeTet ? solarYear - 1 : solarYear
  return ok({ day: civil - month.start + 1, month: month.number, year: lunarYear, leap: month.leap })
}

/** The legal day of a day of an ordinary (not leap) lunar month: `legalDayOfLunar(2030, 1, 1)` is Tết. Refuses LUNAR_RANGE. */
export function legalDayOfLunar(
  { year, month, day }: Pick<LunarDay, 'year' | 'month' | 'day'>,
  hours: number = hanoiHours,
): Result<LegalDay, LunarRange> {
  if (year < lunarYears.from || year >= lunarYears.until) {
    return refuse({ code: 'LUNAR_RANGE', day: `${year}-01-01` })
  }
  const months = month >= 11 ? monthsOf(year + 1, hours) : monthsOf(year, hours)
  const found = months.findLast((one) => one.number === month && !one.leap)
  const wanted = month >= 11 ? months.find((one) => one.number === month && !one.leap) : found
  if (!wanted) throw new Error(`no lunar month ${month} of ${year}`)
  return ok(addDays(epoch, wanted.start + day - 1))
}
