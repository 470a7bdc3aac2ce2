import type { LegalDay } from '../shared/index.ts'
import type { WorkingCalendar } from './calendar-day.ts'
import { calendarVn } from './calendar-vn.ts'
import { type DayTable, dayTableOf, placeOf } from './day-table.ts'
import type { Term } from './term.ts'

/** A due day without its explanation. */
export type DueDay = { readonly rawDue: LegalDay; readonly due: LegalDay; readonly provisional: boolean }

/**
 * The due day of a term in days by the same rules as `countTerm` with its default settings, by adding instead of walking.
 * Answers null wherever something is to be said that needs the long way: hours, an open suspension, any refusal, a day
 * outside the calendar. `term.from` is a legal day and its suspensions are in order: both are judged before.
 */
export function dueDayOf(term: Term, calendar: WorkingCalendar = calendarVn): DueDay | null {
  const { unit, roll, suspensions } = term
  if (unit !== 'WD' && unit !== 'CD') return null
  const table = dayTableOf(calendar)
  const working = unit === 'WD'
  let left = term.quantity
  if (term.extensions) for (const more of term.extensions) left += more
  let place = placeOf(term.from, calendar)
  const start = place
  if (place < 0 || place >= table.days.length) return null
  if (roll === 'pre') return suspensions && suspensions.length > 0 ? null : backwards(table, place, left, working)
  if (suspensions) {
    for (const [suspended, resumed] of suspensions) {
      if (resumed === null) return null
      const from = placeOf(suspended, calendar)
      const to = placeOf(resumed, calendar)
      if (from < place || to < from || to >= table.days.length) return null
      const used = working ? workingAt(table, from) - workingAt(table, place) : from - place
      if (used > left) return null
      // Suspended on a day off behind the last working day: the term was over.
      const raw = !working || left === 0 ? place + left : table.placeOfWorking[workingAt(table, place) + left]
      if (raw === undefined || from > raw) return null
      left -= used
      place = to
    }
  }
  const raw = working ? (left === 0 ? place : table.placeOfWorking[workingAt(table, place) + left]) : place + left
  const rawDue = raw === undefined ? undefined : table.days[raw]
  if (raw === undefined || rawDue === undefined) return null
  const walked = working && provisionalBetween(table, start, raw)
  if (roll === 'after') {
    const due = table.days[raw + 1]
    return due === undefined ? null : { rawDue, due, provisional: walked }
  }
  if (roll === 'none') return { rawDue, due: rawDue, provisional: walked }
  const rolled = table.placeOfWorking[workingAt(table, raw - 1) + 1]
  const due = rolled === undefined ? undefined : table.days[rolled]
  if (rolled === undefined || due === undefined) return null
  return { rawDue, due, provisional: walked || provisionalBetween(table, raw - 1, rolled) }
}

function backwards(table: DayTable, event: number, left: number, working: boolean): DueDay | null {
  // The working days before the event are all but the event's own.
  const before = workingAt(table, event - 1)
  const raw =
    left === 0 ? event : working ? (before >= left ? table.placeOfWorking[before - left + 1] : -1) : event - left
  if (raw === undefined || raw < 0) return null
  const rolled = table.placeOfWorking[workingAt(table, raw)]
  const rawDue = table.days[raw]
  const due = rolled === undefined ? undefined : table.days[rolled]
  if (rolled === undefined || rawDue === undefined || due === undefined) return null
  const walked = working && provisionalBetween(table, raw - 1, event - 1)
  return { rawDue, due, provisional: walked || provisionalBetween(table, rolled - 1, raw) }
}

const workingAt = ({ workingUntil }: DayTable, place: number) => (place < 0 ? 0 : (workingUntil[place] ?? 0))

/** Whether a day after the place `from` up to and including `to` is provisional. */
const provisionalBetween = ({ provisionalUntil }: DayTable, from: number, to: number) =>
  (provisionalUntil[to] ?? 0) > (from < 0 ? 0 : (provisionalUntil[from] ?? 0))
