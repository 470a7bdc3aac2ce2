import { type LegalDay, ok, type Result } from '../shared/index.ts'
import type { WorkingCalendar } from './calendar-day.ts'
import { addDays, daysBetween } from './legal-day.ts'
import { type CalendarRange, type DayAnswer, dayAnswer } from './working-days.ts'

/** Every day of a calendar worked out once, so that a term is counted by looking up and adding instead of walking. */
export type DayTable = {
  /** The answers in order of days, as `dayAnswer` gives them. */
  readonly answers: readonly Result<DayAnswer, CalendarRange>[]
  readonly days: readonly LegalDay[]
  /** Working days up to and including the day at a place. */
  readonly workingUntil: Int32Array
  /** The place of the n-th working day, n from 1. */
  readonly placeOfWorking: Int32Array
  /** Provisional days up to and including the day at a place. */
  readonly provisionalUntil: Int32Array
}

const tables = new WeakMap<WorkingCalendar, DayTable>()

/** The table of a calendar, built at its first use. */
export function dayTableOf(calendar: WorkingCalendar): DayTable {
  const known = tables.get(calendar)
  if (known) return known
  const length = Math.max(0, daysBetween(calendar.from, calendar.until))
  const answers: Result<DayAnswer, CalendarRange>[] = []
  const days: LegalDay[] = []
  const workingUntil = new Int32Array(length)
  const provisionalUntil = new Int32Array(length)
  const places = [-1]
  for (let place = 0, day = calendar.from; place < length; place += 1, day = addDays(day, 1)) {
    const answer = dayAnswer(day, calendar)
    if (!answer.ok) throw new Error(`a calendar that does not know its own day: ${day}`)
    answers.push(ok(answer.value))
    days.push(day)
    if (answer.value.working) places.push(place)
    workingUntil[place] = places.length - 1
    provisionalUntil[place] = (provisionalUntil[place - 1] ?? 0) + (answer.value.provisional ? 1 : 0)
  }
  const table = { answers, days, workingUntil, provisionalUntil, placeOfWorking: Int32Array.from(places) }
  tables.set(calendar, table)
  return table
}

const firstNumbers = new WeakMap<WorkingCalendar, number>()

/** The place of a day in the table of its calendar; below 0 or past the end outside it. The text is a legal day already. */
export function placeOf(day: LegalDay, calendar: WorkingCalendar): number {
  let first = firstNumbers.get(calendar)
  if (first === undefined) {
    first = civilNumber(calendar.from)
    firstNumbers.set(calendar, first)
  }
  return civilNumber(day) - first
}

const digit = (text: string, at: number) => text.charCodeAt(at) - 48

// Days of the proleptic Gregorian calendar counted from 1 March of year 0, so that the leap day closes a year.
function civilNumber(day: LegalDay): number {
  const month = digit(day, 5) * 10 + digit(day, 6)
  const year = digit(day, 0) * 1000 + digit(day, 1) * 100 + digit(day, 2) * 10 + digit(day, 3) - (month <= 2 ? 1 : 0)
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + digit(day, 8) * 10 + digit(day, 9)
  return 365 * year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + ofYear
}
