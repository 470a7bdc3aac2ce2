import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** A task as it is first kept. */
export type NewPlanTask = {
  readonly taskId: string
  readonly planId: string
  readonly organizationId: string
  readonly signCode: string
  readonly title: string
  readonly output: string
  readonly ownerName: string
  readonly ownerPost: string
  readonly ownerUserId: string | null
  readonly dueOn: LegalDay
  readonly dependsOn: readonly string[]
  readonly seriesId: string | null
  readonly occurrence: number | null
}

/** Adds tasks behind the last one of a plan. */
export async function insertPlanTasks(
  tx: Tx,
  _scope: Scope,
  { planId, tasks }: { planId: string; tasks: readonly NewPlanTask[] },
): Promise<void> {
  const last = await tx.planTask.aggregate({ where: { planId }, _max: { position: true } })
  const first = (last._max.position ?? 0) + 1
  await tx.planTask.createMany({
    data: tasks.map(({ taskId, dueOn, dependsOn, ...task }, at) => ({
      ...task,
      id: taskId,
      position: first + at,
      dueOn: dateOf(dueOn),
      dependsOn: [...dependsOn],
    })),
  })
}

/** Takes a task out of a draft; false when it is not there. The database refuses it once the plan was submitted. */
export async function deletePlanTask(tx: Tx, _scope: Scope, of: { planId: string; taskId: string }): Promise<boolean> {
  const { count } = await tx.planTask.deleteMany({ where: { id: of.taskId, planId: of.planId } })
  return count === 1
}

/** Freezes the due days of a plan's tasks as the approved ones. */
export async function freezeBaseline(tx: Tx, _scope: Scope, planId: string): Promise<void> {
  await tx.$executeRaw`update plan_task set baseline_due_on = due_on where plan_id = ${planId}::uuid and baseline_due_on is null`
}

/** What a step changes in a task; what is left out stays. */
export type PlanTaskChange = {
  readonly state?: string
  readonly progress?: number
  readonly evidence?: string
  readonly dueOn?: LegalDay
  readonly doneOn?: LegalDay | null
  readonly waitingFor?: string | null
  readonly waitingSince?: LegalDay | null
  readonly waitedDays?: number
  readonly ownerName?: string
  readonly ownerPost?: string
  readonly ownerUserId?: string | null
  readonly movedToId?: string
}

const days = ['dueOn', 'doneOn', 'waitingSince'] as const

/** Takes a task a step on; false when somebody else has changed it since. */
export async function updatePlanTask(
  tx: Tx,
  _scope: Scope,
  { taskId, version, change }: { taskId: string; version: number; change: PlanTaskChange },
): Promise<boolean> {
  const stored: Record<string, unknown> = { ...change }
  for (const name of days) {
    const day = change[name]
    if (day !== undefined) stored[name] = day === null ? null : dateOf(day)
  }
  const { count } = await tx.planTask.updateMany({
    where: { id: taskId, version },
    data: { ...stored, version: { increment: 1 }, updatedAt: new Date() },
  })
  return count === 1
}
