import type { Database } from '@nq15/db/client'
import { findPlan, listPlanBoard, type PlanBoardRow } from '@nq15/db/consolidation/plan.read'
import { listPlanTasks, listPressingTasks, type PressingTask } from '@nq15/db/consolidation/task.read'
import type { Scope } from '@nq15/db/scope'
import { addDays, todayInHanoi } from '@nq15/domain/calendar'
import { endedPlanStates, isTaskLate, judgePlanContradiction, type PlanContradiction } from '@nq15/domain/consolidation'
import { listOwedReports, type OwedReport } from './read-report.ts'
import { readSituation } from './take-plan-step.ts'

/** Days ahead within which a task counts as coming up. */
export const pressingDays = 14

/** The open plans of some organizations and below them, what presses in them, and where work is done but its sign has not moved. */
export type ChargePlans = {
  readonly plans: readonly (PlanBoardRow & { readonly contradiction: PlanContradiction | null })[]
  readonly tasks: readonly (PressingTask & { readonly isLate: boolean })[]
  readonly reports: readonly OwedReport[]
}

/** Reads what who is in charge of some organizations has to know of their plans before a meeting. */
export async function readChargePlans(
  db: Database,
  scope: Scope,
  { organizationIds, now }: { readonly organizationIds: readonly string[]; readonly now: Date },
): Promise<ChargePlans> {
  const today = todayInHanoi(now)
  return db.asReader(scope, async (tx) => {
    const board = await listPlanBoard(tx, scope, { day: today, below: organizationIds, limit: 200 })
    const until = addDays(today, pressingDays)
    const tasks = await listPressingTasks(tx, scope, { below: organizationIds, until, limit: 100 })
    const plans = []
    for (const row of board.filter(({ state }) => !endedPlanStates.includes(state))) {
      // Only where nothing is left to do can the work contradict the sign.
      const isDone = row.tasks > 0 && row.done + row.closed === row.tasks
      const plan = isDone ? await findPlan(tx, scope, row.planId) : null
      const contradiction =
        plan && judgePlanContradiction(await listPlanTasks(tx, scope, row.planId), await readSituation(tx, scope, plan))
      plans.push({ ...row, contradiction })
    }
    const reports = await listOwedReports(tx, scope, { today, below: organizationIds })
    return { plans, reports, tasks: tasks.map((task) => ({ ...task, isLate: isTaskLate(task, today) })) }
  })
}
