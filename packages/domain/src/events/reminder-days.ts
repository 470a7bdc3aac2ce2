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

function workingDaysBefore(dueOn: LegalDay, count: number, calendar: WorkingCalendar | undefined): LegalDay {
  let day = dueOn
  for (let left = count; left > 0; ) {
    day = addDays(day, -1)
    const working = calendar ? isWorkingDay(day, calendar) : isWorkingDay(day)
    if (!working.ok || working.value) left -= 1
  }
  return day
}
