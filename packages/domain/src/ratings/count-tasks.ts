import { z } from 'zod'

/** What became of a task; the four exclude each other. */
export const taskStatuses = ['EXCEEDED', 'ON_TIME', 'LATE', 'FAILED'] as const
export const taskStatusSchema = z.enum(taskStatuses)
export type TaskStatus = z.infer<typeof taskStatusSchema>

export type TaskCounts = {
  readonly tasksAssigned: number
  readonly tasksOnTime: number
  readonly tasksLate: number
  readonly tasksFailed: number
  readonly tasksExceeded: number
}

/**
 * The counts a task list gives: assigned is on time, late and failed together, and what was exceeded is part of what was on
 * time. Null while a line has no status: a task nothing is said about is neither done nor failed.
 */
export function countTasks(items: readonly { readonly status: TaskStatus | null }[]): TaskCounts | null {
  if (items.length === 0 || items.some(({ status }) => status === null)) return null
  const of = (wanted: TaskStatus) => items.filter(({ status }) => status === wanted).length
  const exceeded = of('EXCEEDED')
  return {
    tasksAssigned: items.length,
    tasksOnTime: of('ON_TIME') + exceeded,
    tasksLate: of('LATE'),
    tasksFailed: of('FAILED'),
    tasksExceeded: exceeded,
  }
}
