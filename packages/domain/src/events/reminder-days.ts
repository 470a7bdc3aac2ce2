import { addDays, isWorkingDay, type WorkingCalendar } from '../calendar/index.ts'
import type { LegalDay } from '../shared/index.ts'

/** How many working days before its due day somebody is reminded. */
export const remindBefore: readonly number[] = [3, 1]

/**
 * The days on which somebody is reminded of a due day: so many working days before it, none before `today`. Where the
 * calendar ends, days are counted as they are.
 */
export function reminderDays(dueOn: LegalDay, today: LegalDay, calendar?: WorkingCalendar): LegalDay[] {
  return remindBefore
    .map((count) => workingDaysBefore(dueOn, count, calendar))
    .filter((day) => day >= today && day <= dueOn)
}

/**
 * The working day after a due day that passed: who waits for it is told then that it was missed; none when that day is
 * before `today`.
 */
export function daysOfEscalation(dueOn: LegalDay, today: LegalDay, calendar?: WorkingCalendar): LegalDay[] {
  let day = addDays(dueOn, 1)
  for (let tried = 0; tried < 30 && !isWorking(day, calendar); tried += 1) day = addDays(day, 1)
  return day >= today ? [day] : []
}

function isWorking(day: LegalDay, calendar: WorkingCalendar | undefined): boolean {
  const working = calendar ? isWorkingDay(day, calendar) : isWorkingDay(day)
  return !working.ok || working.value
}

function workingDaysBefore(dueOn: LegalDay, count: number, calendar: WorkingCalendar | undefined): LegalDay {
  let day = dueOn
  for (let left = count; left > 0; ) {
    day = addDays(day, -1)
    if (isWorking(day, calendar)) left -= 1
  }
  return day
}
