import { countTerm, type TermUnit, type WorkingCalendar } from '../calendar/index.ts'
import { type LegalDay, ok, type Result, refuse } from '../shared/index.ts'

/** A limit as it is configured: `privacy_term`. */
export type PrivacyTerm = { readonly quantity: number; readonly unit: Extract<TermUnit, 'CD' | 'WD' | 'H'> }

/** The end of a clock in days: the raw day, the legal day, and whether it rests on a provisional calendar. */
export type ClockEnd = { readonly rawDueOn: LegalDay; readonly dueOn: LegalDay; readonly provisional: boolean }

/** Until when something received on a day is answered; refuses outside the years of the calendar. */
export function dueOfTerm(
  { quantity, unit }: PrivacyTerm,
  from: LegalDay,
  calendar: WorkingCalendar,
): Result<ClockEnd, { readonly code: 'CALENDAR_RANGE' }> {
  const counted = countTerm({ from, quantity, unit, roll: 'next_wd' }, calendar)
  if (!counted.ok || counted.value.due === null || counted.value.rawDue === null)
    return refuse({ code: 'CALENDAR_RANGE' })
  const { rawDue, due, provisional } = counted.value
  return ok({ rawDueOn: rawDue, dueOn: due, provisional })
}

/** The end of a clock in hours, from the moment a breach was noticed: hours of the clock, nights and days off included. */
export const breachDueAt = (noticedAt: Date, hours: number): Date => new Date(noticedAt.getTime() + hours * 3_600_000)
