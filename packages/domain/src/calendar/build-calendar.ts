import type { CalendarDay, WorkingCalendar } from './calendar-day.ts'

/** A year of the table: its rows are whole; `announced` once the yearly notice was entered. */
export type CalendarYear = { readonly year: number; readonly state: 'announced' | 'provisional' }

/**
 * The calendar of the years that follow one another from the first on; a year after a gap is unknown. From the first
 * provisional year on every answer is provisional. Without years it knows no day at all.
 */
export function buildCalendar(years: readonly CalendarYear[], days: readonly CalendarDay[]): WorkingCalendar {
  const sorted = years.toSorted((one, other) => one.year - other.year)
  const first = sorted[0]?.year ?? 1
  let until = first
  for (const { year } of sorted) if (year === until) until += 1
  const known = sorted.filter(({ year }) => year < until)
  const provisional = known.find(({ state }) => state === 'provisional')?.year ?? until
  const startOf = (year: number) => `${String(year).padStart(4, '0')}-01-01`
  return {
    from: startOf(first),
    until: startOf(until),
    provisionalFrom: startOf(provisional),
    days: days.filter(({ day }) => day >= startOf(first) && day < startOf(until)),
  }
}
