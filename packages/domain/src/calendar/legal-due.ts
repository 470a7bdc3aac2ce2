import type { LegalDay } from '../shared/index.ts'
import type { WorkingCalendar } from './calendar-day.ts'
import { workingDayFrom } from './working-days.ts'

/** The day on which a term legally ends: `movedFrom` is its last day when that is a day off, `known` false outside the years. */
export type LegalDue = {
  readonly day: LegalDay
  readonly movedFrom: LegalDay | null
  readonly provisional: boolean
  readonly known: boolean
}

/** A last day moved to the next working day (BLDS 2015 Điều 148(5)); outside the calendar it stays, marked as not known. */
export function legalDueOf(lastDay: LegalDay, calendar: WorkingCalendar): LegalDue {
  const answer = workingDayFrom(lastDay, calendar)
  if (!answer.ok) return { day: lastDay, movedFrom: null, provisional: true, known: false }
  const { day, provisional } = answer.value
  return { day, movedFrom: day === lastDay ? null : lastDay, provisional, known: true }
}
