import { type LegalDay, ok, type Result, refuse } from '../shared/index.ts'
import type { CalendarDay, WorkingCalendar } from './calendar-day.ts'
import { calendarVn } from './calendar-vn.ts'
import { addDays, daysBetween, weekdayOf } from './legal-day.ts'

/** The calendar does not know this day: no answer is guessed outside `[from, until)`. */
export type CalendarRange = {
  readonly code: 'CALENDAR_RANGE'
  readonly day: LegalDay
  readonly from: LegalDay
  readonly until: LegalDay
}

/** What kind of day it is and, when it differs from the plain week, by which entry of the calendar. */
export type DayAnswer = {
  readonly day: LegalDay
  readonly working: boolean
  readonly because: 'weekday' | 'weekend' | CalendarDay['kind']
  readonly entry: CalendarDay | null
  readonly provisional: boolean
}

const indexes = new WeakMap<WorkingCalendar, ReadonlyMap<LegalDay, CalendarDay>>()

function entryOf(calendar: WorkingCalendar, day: LegalDay): CalendarDay | null {
  const known = indexes.get(calendar) ?? new Map(calendar.days.map((entry) => [entry.day, entry]))
  indexes.set(calendar, known)
  return known.get(day) ?? null
}

/**
 * Says whether a day is a working day of state and Party offices, and why: Monday to Friday (five-day week of offices,
 * QĐ 188/1999/QĐ-TTg, confidence M), less days off, plus make-up days. Refuses CALENDAR_RANGE.
 */
export function dayAnswer(day: LegalDay, calendar: WorkingCalendar = calendarVn): Result<DayAnswer, CalendarRange> {
  if (day < calendar.from || day >= calendar.until) {
    return refuse({ code: 'CALENDAR_RANGE', day, from: calendar.from, until: calendar.until })
  }
  const weekend = weekdayOf(day) >= 6
  const entry = entryOf(calendar, day)
  const provisional = day >= calendar.provisionalFrom || entry?.confidence === 'provisional'
  if (entry) return ok({ day, working: entry.kind === 'swapped-work', because: entry.kind, entry, provisional })
  return ok({ day, working: !weekend, because: weekend ? 'weekend' : 'weekday', entry, provisional })
}

/** Whether a day is a working day; refuses CALENDAR_RANGE outside the known years. */
export function isWorkingDay(day: LegalDay, calendar: WorkingCalendar = calendarVn): Result<boolean, CalendarRange> {
  const answer = dayAnswer(day, calendar)
  return answer.ok ? ok(answer.value.working) : answer
}

/** The first working day on or after `day` (a term that ends on a day off ends on the next working day). */
export function workingDayFrom(
  day: LegalDay,
  calendar: WorkingCalendar = calendarVn,
): Result<DayAnswer, CalendarRange> {
  for (let candidate = day; ; candidate = addDays(candidate, 1)) {
    const answer = dayAnswer(candidate, calendar)
    if (!answer.ok || answer.value.working) return answer
  }
}

/** The first working day strictly after `day`. */
export function nextWorkingDay(
  day: LegalDay,
  calendar: WorkingCalendar = calendarVn,
): Result<DayAnswer, CalendarRange> {
  return workingDayFrom(addDays(day, 1), calendar)
}

/** A count of working days; provisional when any day counted is. */
export type WorkingDayCount = { readonly workingDays: number; readonly provisional: boolean }

/**
 * Working days after `from` up to and including `to` (the day itself does not count, as terms are counted);
 * negative when `to` is earlier, so that the two directions cancel out.
 */
export function workingDaysBetween(
  from: LegalDay,
  to: LegalDay,
  calendar: WorkingCalendar = calendarVn,
): Result<WorkingDayCount, CalendarRange> {
  const [first, last] = from <= to ? [from, to] : [to, from]
  const start = dayAnswer(first, calendar)
  const end = dayAnswer(last, calendar)
  if (!start.ok) return start
  if (!end.ok) return end
  let workingDays = 0
  let provisional = false
  for (let day = addDays(first, 1); day <= last; day = addDays(day, 1)) {
    const answer = dayAnswer(day, calendar)
    if (!answer.ok) return answer
    if (answer.value.working) workingDays += 1
    provisional ||= answer.value.provisional
  }
  return ok({ workingDays: from <= to || workingDays === 0 ? workingDays : -workingDays, provisional })
}

/** How far a day is, as data for a text such as "còn 3 ngày làm việc"; `workingDays` is null outside the calendar. */
export type Distance = {
  readonly direction: 'past' | 'today' | 'ahead'
  readonly days: number
  readonly workingDays: number | null
  readonly provisional: boolean
}

/** The distance from `today` to `day`, both counts without sign. */
export function distanceTo(day: LegalDay, today: LegalDay, calendar: WorkingCalendar = calendarVn): Distance {
  const days = daysBetween(today, day)
  const count = workingDaysBetween(today, day, calendar)
  return {
    direction: days === 0 ? 'today' : days > 0 ? 'ahead' : 'past',
    days: Math.abs(days),
    workingDays: count.ok ? Math.abs(count.value.workingDays) : null,
    provisional: count.ok && count.value.provisional,
  }
}
