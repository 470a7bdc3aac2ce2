import { addDays, isWorkingDay, type WorkingCalendar } from '../calendar/index.ts'
import type { LegalDay } from '../shared/index.ts'

/** Kinds of reminders of a task: before its day, on it, after it, and to the level above. */
export const taskReminderKinds = [
  'consolidation.task-before',
  'consolidation.task-today',
  'consolidation.task-late',
  'consolidation.task-escalated',
] as const
export type TaskReminderKind = (typeof taskReminderKinds)[number]

/** Working days after the due day on which its owner and then the level above are told that it was missed. */
const lateAfter = 1
const escalatedAfter = 5

export const isTaskReminderKind = (kind: string): kind is TaskReminderKind =>
  taskReminderKinds.some((one) => one === kind)

/**
 * The reminders of a task: three and one working days before its due day, on the day, one working day after it, and five
 * working days after it to the level above. None before `today`. Where the calendar ends, days are counted as they are.
 */
export function taskReminders(
  dueOn: LegalDay,
  today: LegalDay,
  calendar?: WorkingCalendar,
): { readonly kind: TaskReminderKind; readonly remindOn: LegalDay }[] {
  const shift = (by: number) => workingDayAt(dueOn, by, calendar)
  const all: { kind: TaskReminderKind; remindOn: LegalDay }[] = [
    { kind: 'consolidation.task-before', remindOn: shift(-3) },
    { kind: 'consolidation.task-before', remindOn: shift(-1) },
    { kind: 'consolidation.task-today', remindOn: dueOn },
    { kind: 'consolidation.task-late', remindOn: shift(lateAfter) },
    { kind: 'consolidation.task-escalated', remindOn: shift(escalatedAfter) },
  ]
  return all.filter(({ remindOn }) => remindOn >= today)
}

function workingDayAt(from: LegalDay, by: number, calendar: WorkingCalendar | undefined): LegalDay {
  const step = Math.sign(by)
  let day = from
  for (let left = Math.abs(by), tried = 0; left > 0 && tried < 60; tried += 1) {
    day = addDays(day, step)
    const working = calendar ? isWorkingDay(day, calendar) : isWorkingDay(day)
    if (!working.ok || working.value) left -= 1
  }
  return day
}
