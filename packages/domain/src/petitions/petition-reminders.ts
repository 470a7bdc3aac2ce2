import { addDays, isWorkingDay, type WorkingCalendar } from '../calendar/index.ts'
import type { LegalDay } from '../shared/index.ts'

/** Reminders of a paper or a matter: three working days before its day, on it, and one working day after it. */
export const petitionReminderKinds = ['petitions.before', 'petitions.today', 'petitions.late'] as const
export type PetitionReminderKind = (typeof petitionReminderKinds)[number]

export const isPetitionReminderKind = (kind: string): kind is PetitionReminderKind =>
  petitionReminderKinds.some((one) => one === kind)

/** The reminders of a due day that are still to come; where the calendar ends, days are counted as they are. */
export function petitionReminders(
  dueOn: LegalDay,
  today: LegalDay,
  calendar?: WorkingCalendar,
): { readonly kind: PetitionReminderKind; readonly remindOn: LegalDay }[] {
  const all: { kind: PetitionReminderKind; remindOn: LegalDay }[] = [
    { kind: 'petitions.before', remindOn: shifted(dueOn, -3, calendar) },
    { kind: 'petitions.today', remindOn: dueOn },
    { kind: 'petitions.late', remindOn: shifted(dueOn, 1, calendar) },
  ]
  return all.filter(({ remindOn }) => remindOn >= today)
}

function shifted(from: LegalDay, by: number, calendar: WorkingCalendar | undefined): LegalDay {
  let day = from
  for (let left = Math.abs(by), tried = 0; left > 0 && tried < 60; tried += 1) {
    day = addDays(day, Math.sign(by))
    const working = calendar ? isWorkingDay(day, calendar) : isWorkingDay(day)
    if (!working.ok || working.value) left -= 1
  }
  return day
}
