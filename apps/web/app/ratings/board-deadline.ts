import { distanceTo, type WorkingCalendar } from '@nq15/domain/calendar'
import type { LegalDay } from '@nq15/domain/shared'
import type { DeadlineFacts } from '../ui/deadline.tsx'

/** A due day as the deadline part shows it: working days from today, with the sign of past days; null outside the calendar. */
export function deadlineOf(
  day: LegalDay,
  { today, calendar }: { readonly today: LegalDay; readonly calendar: WorkingCalendar },
): (DeadlineFacts & { kind: 'counted' }) | null {
  const { direction, workingDays } = distanceTo(day, today, calendar)
  if (workingDays === null) return null
  return { kind: 'counted', day, workingDays: direction === 'past' ? -Math.max(workingDays, 1) : workingDays }
}

/** Where the last day of a campaign is explained: the day its rules name, and the roll to the working day it ends on. */
export const howCounted = (lastDay: LegalDay): string => `/calendar/due?from=${lastDay}&quantity=0&unit=CD&roll=next_wd`
