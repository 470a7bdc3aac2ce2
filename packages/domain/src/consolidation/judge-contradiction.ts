import { isTaskOpen, type TaskState } from './task.ts'

/** What the screening says now of a sign of the plan; null when it has not screened it. */
export type SignNow = { readonly code: string; readonly status: string | null }

/** A plan whose work is done while signs have not moved: which signs, and whether they are red or simply unknown. */
export type PlanContradiction = { readonly red: readonly string[]; readonly unknown: readonly string[] }

/**
 * Whether all work of a plan is done while its signs have not cleared; null when there is no contradiction. Missing and
 * suppressed figures never count as cleared (weak units, R1).
 */
export function judgePlanContradiction(
  tasks: readonly { readonly state: TaskState }[],
  signs: readonly SignNow[],
): PlanContradiction | null {
  if (tasks.length === 0 || tasks.some(isTaskOpen)) return null
  const of = (wanted: (status: string | null) => boolean) =>
    signs.filter(({ status }) => wanted(status)).map(({ code }) => code)
  const red = of((status) => status === 'red')
  const unknown = of((status) => status === null || status === 'no-data' || status === 'suppressed')
  return red.length + unknown.length === 0 ? null : { red, unknown }
}
