import { addDays, isWorkingDay, type WorkingCalendar } from '../calendar/index.ts'
import type { LegalDay } from '../shared/index.ts'

/** Kinds of reminders of a task of a directive: before its day, on it, after it, and to who gave it. */
export const directiveReminderKinds = [
  'reports.directive-task-before',
  'reports.directive-task-today',
  'reports.directive-task-late',
  'reports.directive-task-escalated',
] as const
export type DirectiveReminderKind = (typeof directiveReminderKinds)[number]

export const isDirectiveReminderKind = (kind: string): kind is DirectiveReminderKind =>
  directiveReminderKinds.some((one) => one === kind)

/**
 * The reminders of a task of a directive, each on a working day (convention of the product, as with tasks of plans): three before its
 * day, on the day or, where nobody works on it, the last working day before, one after it, and five after it to who gave it. None
 * before `today`. Where the calendar ends, days are counted as they are.
 */
export function directiveReminders(
  dueOn: LegalDay,
  today: LegalDay,
  calendar?: WorkingCalendar,
): { readonly kind: DirectiveReminderKind; readonly remindOn: LegalDay }[] {
  const shift = (by: number) => workingDayAt(dueOn, by, calendar)
  const all: { kind: DirectiveReminderKind; remindOn: LegalDay }[] = [
    { kind: 'reports.directive-task-before', remindOn: shift(-3) },
    { kind: 'reports.directive-task-today', remindOn: isWorking(dueOn, calendar) ? dueOn : shift(-1) },
    { kind: 'reports.directive-task-late', remindOn: shift(1) },
    { kind: 'reports.directive-task-escalated', remindOn: shift(5) },
  ]
  return all.filter(({ remindOn }) => remindOn >= today)
}

function isWorking(day: LegalDay, calendar: WorkingCalendar | undefined): boolean {
  const working = calendar ? isWorkingDay(day, calendar) : isWorkingDay(day)
  return !working.ok || working.value
}

function workingDayAt(from: LegalDay, by: number, calendar: WorkingCalendar | undefined): LegalDay {
  let day = from
  for (let left = Math.abs(by), tried = 0; left > 0 && tried < 60; tried += 1) {
    day = addDays(day, Math.sign(by))
    if (isWorking(day, calendar)) left -= 1
  }
  return day
}
