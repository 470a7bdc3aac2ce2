import type { LegalDay } from '../shared/index.ts'
import type { ExpectedRest, WorkingCalendar } from './calendar-day.ts'
import { weekdayOf } from './legal-day.ts'
import { expectedDays } from './provisional-days.ts'
import type { CountedTerm } from './term.ts'
import { dayAnswer } from './working-days.ts'

/** A day of rest that the state has not announced: reckoned from the law and counted as off, or only expected; null for any other. */
export function expectedRestOn(day: LegalDay, calendar: WorkingCalendar): ExpectedRest | null {
  const answer = dayAnswer(day, calendar)
  if (!answer.ok) return null
  const { entry, provisional } = answer.value
  if (entry) {
    const isReckoned = entry.confidence === 'provisional' && entry.kind !== 'swapped-work'
    return isReckoned ? { day, name: entry.nameVi, isCounted: true } : null
  }
  const expected = provisional ? expectedDays.find((one) => one.day === day) : undefined
  return expected ? { day, name: expected.nameVi, isCounted: false } : null
}

/** The days of rest of a calendar that nobody has announced and that are not counted until somebody does, of one year. */
export const uncountedRestsOf = (year: number, calendar: WorkingCalendar): readonly ExpectedRest[] =>
  expectedDays.flatMap(({ day }) => {
    const rest = day.startsWith(`${year}-`) ? expectedRestOn(day, calendar) : null
    return rest && !rest.isCounted ? [rest] : []
  })

/**
 * The unannounced days of rest on which a due day rests: those it falls on, those it was moved by, and of a term in working days
 * those between, which lengthened it or will. A Saturday or Sunday is off anyway and moves nothing.
 */
export function expectedRestsOf(
  { due, rawDue, unit, steps }: CountedTerm,
  calendar: WorkingCalendar,
): readonly ExpectedRest[] {
  const ends = [due, rawDue].flatMap((day) => (day === null ? [] : [day.slice(0, 10)])).toSorted()
  const [first, last] = [ends[0], ends.at(-1)]
  const isWorking = unit === 'WD' || unit === 'WH'
  const days = new Set(
    steps.flatMap(({ day, why }) => (why === 'start' || why === 'suspended' ? [] : [day.slice(0, 10)])),
  )
  return [...days].toSorted().flatMap((day) => {
    const isEnd = ends.includes(day)
    const isMoved = first !== undefined && last !== undefined && first <= day && day <= last
    if (!isEnd && (weekdayOf(day) >= 6 || !(isWorking || isMoved))) return []
    const rest = expectedRestOn(day, calendar)
    return rest ? [rest] : []
  })
}
