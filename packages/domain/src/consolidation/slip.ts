import { daysBetween } from '../calendar/index.ts'
import type { LegalDay } from '../shared/index.ts'

/** One change of a task in the past: the day it was made and how the task stood afterwards. */
export type TaskMoment = {
  readonly taskId: string
  readonly onDay: LegalDay
  readonly dueOn: LegalDay
  readonly progress: number
  readonly isEnded: boolean
}

/** A task on a past day against the day that was approved; `slipDays` above 0 is later than approved. */
export type TaskSlip = {
  readonly taskId: string
  readonly baselineDueOn: LegalDay
  readonly dueOn: LegalDay
  readonly progress: number
  readonly slipDays: number
  readonly isLate: boolean
}

/**
 * How tasks stood on a day against their approved days: what had moved, and what was past its day and not done. `moments` are
 * all changes in the order they were made; a task that was added after the approval has no approved day and is left out.
 */
export function slipOn(
  tasks: readonly { readonly taskId: string; readonly baselineDueOn: LegalDay | null }[],
  moments: readonly TaskMoment[],
  day: LegalDay,
): TaskSlip[] {
  const last = new Map<string, TaskMoment>()
  for (const moment of moments) if (moment.onDay <= day) last.set(moment.taskId, moment)
  return tasks.flatMap(({ taskId, baselineDueOn }) => {
    if (baselineDueOn === null) return []
    const now = last.get(taskId)
    const [dueOn, progress] = [now?.dueOn ?? baselineDueOn, now?.progress ?? 0]
    const isLate = dueOn < day && !now?.isEnded
    // A task that is late slips on with every day, whatever its due day says.
    const slipDays = daysBetween(baselineDueOn, isLate ? day : dueOn)
    return [{ taskId, baselineDueOn, dueOn, progress, slipDays, isLate }]
  })
}

/** How many tasks were still to be done at the end of each month: as approved, and as it went (null for months ahead). */
export function burnDown(
  tasks: readonly { readonly baselineDueOn: LegalDay | null; readonly endedOn: LegalDay | null }[],
  months: readonly LegalDay[],
  today: LegalDay,
): { readonly month: LegalDay; readonly planned: number; readonly left: number | null }[] {
  const counted = tasks.filter(({ baselineDueOn }) => baselineDueOn !== null)
  const endOf = (month: LegalDay) => `${month.slice(0, 7)}-31`
  return months.map((month) => ({
    month,
    planned: counted.filter(({ baselineDueOn }) => (baselineDueOn ?? '') > endOf(month)).length,
    left: month > today ? null : counted.filter(({ endedOn }) => endedOn === null || endedOn > endOf(month)).length,
  }))
}
