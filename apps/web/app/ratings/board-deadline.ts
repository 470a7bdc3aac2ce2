import { distanceTo } from '@nq15/domain/calendar'
import type { LegalDay } from '@nq15/domain/shared'
import type { DeadlineFacts } from '../ui/deadline.tsx'

/** A due day as the deadline part shows it: working days from today, with the sign of past days; null outside the calendar. */
export function deadlineOf(day: LegalDay, today: LegalDay): (DeadlineFacts & { kind: 'counted' }) | null {
  const { direction, workingDays } = distanceTo(day, today)
  if (workingDays === null) return null
  return { kind: 'counted', day, workingDays: direction === 'past' ? -Math.max(workingDays, 1) : workingDays }
}
