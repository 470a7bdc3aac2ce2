import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Database, Tx } from '@nq15/db/client'
import { findPlan } from '@nq15/db/consolidation/plan.read'
import { insertPlanStep } from '@nq15/db/consolidation/plan.write'
import { listPlanSteps } from '@nq15/db/consolidation/plan-step.read'
import { findPlanTask, listPlanTasks } from '@nq15/db/consolidation/task.read'
import { updatePlanTask } from '@nq15/db/consolidation/task.write'
import { listAttachments } from '@nq15/db/files/attachment.read'
import { findAccountsOfName } from '@nq15/db/organizations/assignment.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi, workingDayFrom } from '@nq15/domain/calendar'
import { stepTask, type TaskAct } from '@nq15/domain/consolidation'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { proofOf, type WatchActing } from '../monitoring/watch-hand.ts'
import { actOnce } from '../ratings/act-once.ts'
import type { PlanStepRefusal } from './plan-acting.ts'

type Answer = Result<{ readonly taskId: string; readonly state: string }, PlanStepRefusal>

/**
 * Takes one step of a task: for `plan:work` over its organization, the acceptance of evidence for `plan:appraise` or
 * `plan:review`. The approved day never moves; a changed day is counted on the working calendar and its reminders follow it.
 */
export async function takeTaskStep(
  db: Database,
  acting: WatchActing,
  command: {
    readonly requestId: string
    readonly taskId: string
    readonly version: number
    readonly act: TaskAct
    readonly now: Date
  },
): Promise<Answer> {
  const { hand } = acting
  const { requestId, taskId, version, now } = command
  const accepts = command.act.event === 'accept-evidence'
  const person = accepts
    ? (proofOf(acting, 'plan:appraise') ?? proofOf(acting, 'plan:review'))
    : proofOf(acting, 'plan:work')
  if (!person) return refuse({ code: 'NOT_FOUND' })
  const once = { requestId, useCase: `consolidation.task-${command.act.event}`, permissions: ['watch:decide'] } as const
  return actOnce<Answer>(db, hand, once, async (tx) => {
    const task = await findPlanTask(tx, person, taskId)
    const plan = task && (await findPlan(tx, person, task.planId))
    if (!task || !plan || !(await isWithin(tx, person, task.organizationId))) return refuse({ code: 'NOT_FOUND' })
    if (task.version !== version) return refuse({ code: 'CHANGED_MEANWHILE' })
    const act = await onWorkingDay(tx, person, command.act)
    if (act === null) return refuse({ code: 'CALENDAR_RANGE' })
    const reader = proofOf(acting, 'plan:read')
    if (act.event === 'accept-evidence' && !(reader && (await isNewestFile(tx, reader, task, act.attachmentId))))
      return refuse({ code: 'UNKNOWN_FILE' })
    const today = todayInHanoi(now)
    const { userId, name } = person.actor
    const steps = await listPlanSteps(tx, person, task.planId)
    const judged = stepTask(task, act, {
      ...{ today, actorUserId: userId, planState: plan.state, planEndsOn: plan.endsOn },
      waitingSince: task.waitingSince,
      tasks: await listPlanTasks(tx, person, task.planId),
      reporters: steps.flatMap((one) => (one.taskId === taskId && one.event === 'report' ? [one.actorId] : [])),
    })
    if (!judged.ok) return judged
    const { waitedDays = 0, ...changed } = judged.value
    const owner = act.event === 'give' ? await ownerOf(tx, person, act) : {}
    const change = { ...changed, ...owner, waitedDays: task.waitedDays + waitedDays }
    if (!(await updatePlanTask(tx, hand, { taskId, version, change }))) return refuse({ code: 'CHANGED_MEANWHILE' })
    const { event, ...said } = act
    const state = changed.state ?? task.state
    const { planId, organizationId } = task
    await insertPlanStep(tx, hand, {
      ...{ planId, taskId, organizationId, event, fromState: task.state, toState: state, actorId: userId },
      ...{
        actorName: name,
        onDay: today,
        dueOn: change.dueOn ?? task.dueOn,
        progress: change.progress ?? task.progress,
      },
      reason: 'reason' in act ? act.reason : null,
      detail: said,
    })
    if (changed.dueOn !== undefined || state !== task.state || act.event === 'give') {
      const of = { organizationId, recordTable: 'plan_task', recordId: taskId }
      await emit(tx, hand, { ...of, type: 'consolidation.tasks-dated', payload: { planId } })
    }
    return ok({ taskId, state })
  })
}

async function onWorkingDay(tx: Tx, person: Scope, act: TaskAct): Promise<TaskAct | null> {
  if (act.event !== 'move') return act
  const counted = workingDayFrom(act.dueOn, await readCalendar(tx, person))
  return counted.ok ? { ...act, dueOn: counted.value.day } : null
}

async function ownerOf(tx: Tx, person: Scope, { ownerName, ownerPost }: { ownerName: string; ownerPost: string }) {
  const [account, another] = await findAccountsOfName(tx, person, ownerName)
  return { ownerName, ownerPost, ownerUserId: account !== undefined && another === undefined ? account : null }
}

/** A file is accepted in its newest revision only: a replaced one has lost its acceptance. Null is a paper without a file. */
async function isNewestFile(
  tx: Tx,
  reader: Scope,
  { taskId, organizationId }: { taskId: string; organizationId: string },
  attachmentId: string | null,
): Promise<boolean> {
  if (attachmentId === null) return true
  const files = await listAttachments(tx, reader, { recordTable: 'plan_task', recordId: taskId, organizationId })
  const named = files.find(({ id }) => id === attachmentId)
  const isReplaced = files.some(
    ({ documentId, revision }) => documentId === named?.documentId && revision > named.revision,
  )
  return named !== undefined && named.destruction === null && !isReplaced
}
