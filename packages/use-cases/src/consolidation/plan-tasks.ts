import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Database, Tx } from '@nq15/db/client'
import { findPlan, type PlanRow } from '@nq15/db/consolidation/plan.read'
import { updatePlan } from '@nq15/db/consolidation/plan.write'
import { listPlanTasks } from '@nq15/db/consolidation/task.read'
import { deletePlanTask, insertPlanTasks } from '@nq15/db/consolidation/task.write'
import { newId } from '@nq15/db/ids'
import { findAccountsOfName } from '@nq15/db/organizations/assignment.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { workingDayFrom } from '@nq15/domain/calendar'
import { type NewTask, occurrencesOf } from '@nq15/domain/consolidation'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { proofOf, type WatchActing } from '../monitoring/watch-hand.ts'
import { actOnce } from '../ratings/act-once.ts'
import type { PlanStepRefusal } from './plan-acting.ts'

/** Most tasks of one plan; a plan with more is not read by anybody. */
const mostTasks = 200

type Command = { readonly requestId: string; readonly planId: string; readonly version: number }
type Answer = Result<{ readonly planId: string; readonly taskIds: readonly string[] }, PlanStepRefusal>

/**
 * Adds a task to a draft, once or in a rhythm: each time is a task of its own. A due day on a rest day becomes the next
 * working day. The owner's account is known by his name when exactly one account has it.
 */
export const addPlanTask = (
  db: Database,
  acting: WatchActing,
  command: Command & { readonly task: NewTask },
): Promise<Answer> =>
  changeDraft(db, acting, { ...command, useCase: 'consolidation.add-task' }, async (tx, person, plan) => {
    const { repeats, dependsOn, ...task } = command.task
    const standing = await listPlanTasks(tx, person, plan.planId)
    if (!dependsOn.every((id) => standing.some(({ taskId }) => taskId === id)))
      return refuse({ code: 'UNKNOWN_DEPENDENCY' })
    const days = repeats === null ? [task.dueOn] : occurrencesOf(task.dueOn, repeats)
    if (standing.length + days.length > mostTasks || days.length === 0) return refuse({ code: 'TOO_MANY_TASKS' })
    const calendar = await readCalendar(tx, person)
    const counted = days.map((day) => workingDayFrom(day, calendar))
    const dues = counted.flatMap((day) => (day.ok ? [day.value.day] : []))
    if (dues.length !== days.length) return refuse({ code: 'CALENDAR_RANGE' })
    const [account, another] = await findAccountsOfName(tx, person, task.ownerName)
    const seriesId = repeats === null ? null : newId()
    const { organizationId } = plan
    const tasks = dues.map((dueOn, at) => ({
      ...task,
      ...{ taskId: newId(), planId: plan.planId, organizationId, dueOn, dependsOn, seriesId },
      occurrence: seriesId === null ? null : at + 1,
      ownerUserId: account !== undefined && another === undefined ? account : null,
    }))
    await insertPlanTasks(tx, acting.hand, { planId: plan.planId, tasks })
    return ok(tasks.map(({ taskId }) => taskId))
  })

/** Takes a task out of a draft; others that wait for it no longer do. */
export const dropPlanTask = (
  db: Database,
  acting: WatchActing,
  command: Command & { readonly taskId: string },
): Promise<Answer> =>
  changeDraft(db, acting, { ...command, useCase: 'consolidation.drop-task' }, async (tx, _person, plan) => {
    const { taskId } = command
    const isGone = await deletePlanTask(tx, acting.hand, { planId: plan.planId, taskId })
    return isGone ? ok([]) : refuse({ code: 'NOT_FOUND' })
  })

async function changeDraft(
  db: Database,
  acting: WatchActing,
  { requestId, planId, version, useCase }: Command & { readonly useCase: string },
  change: (tx: Tx, person: Scope, plan: PlanRow) => Promise<Result<readonly string[], PlanStepRefusal>>,
): Promise<Answer> {
  const person = proofOf(acting, 'plan:work')
  if (!person) return refuse({ code: 'NOT_FOUND' })
  const { hand } = acting
  return actOnce<Answer>(db, hand, { requestId, useCase, permissions: ['watch:decide'] }, async (tx) => {
    const plan = await findPlan(tx, person, planId)
    if (!plan || !(await isWithin(tx, person, plan.organizationId))) return refuse({ code: 'NOT_FOUND' })
    if (plan.version !== version) return refuse({ code: 'CHANGED_MEANWHILE' })
    if (plan.state !== 'draft') return refuse({ code: 'NOT_A_DRAFT' })
    const { userId } = person.actor
    const worker = plan.workers.includes(userId) ? null : userId
    if (!(await updatePlan(tx, hand, { planId, version, change: {}, worker })))
      return refuse({ code: 'CHANGED_MEANWHILE' })
    const changed = await change(tx, person, plan)
    return changed.ok ? ok({ planId, taskIds: changed.value }) : changed
  })
}
