import { addMonths } from '../calendar/index.ts'
import type { LegalDay } from '../shared/index.ts'
import { isTaskOpen, type TaskState } from './task.ts'

type Left = { readonly state: TaskState; readonly dueOn: LegalDay; readonly movedToId: string | null }

/**
 * What of the tasks of an ended plan goes on with the heir, each with the day that holds there: whatever somebody has still to do
 * and has not gone on already. A day that has passed becomes one a month ahead; the old one stays with the old task.
 */
export const tasksToInherit = <Task extends Left>(
  tasks: readonly Task[],
  today: LegalDay,
): readonly (Task & { readonly heirDueOn: LegalDay })[] =>
  tasks
    .filter((task) => isTaskOpen(task) && task.movedToId === null)
    .map((task) => ({ ...task, heirDueOn: task.dueOn < today ? addMonths(today, 1) : task.dueOn }))
