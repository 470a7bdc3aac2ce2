import type { Database, Tx } from '@nq15/db/client'
import { isWithin } from '@nq15/db/organizations/within.read'
import { findDirective } from '@nq15/db/reports/directive.read'
import {
  insertTask,
  insertTaskStep,
  insertTrace,
  lockDirective,
  type TaskChange,
  updateTask,
} from '@nq15/db/reports/directive.write'
import {
  type DirectiveTaskRow,
  findDirectiveTask,
  listTaskSteps,
  listTraceable,
  standsBelow,
  type TaskStepRow,
} from '@nq15/db/reports/directive-task.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  type NewTask,
  namesSomebody,
  stepTask,
  type TaskAct,
  type TaskHand,
  type TaskRefusal,
  taskHands,
  taskTransition,
} from '@nq15/domain/reports'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'

type Command = { readonly requestId: string; readonly now: Date }
export type DirectiveTaskRefusal =
  | TaskRefusal
  | {
      readonly code:
        | 'NOT_FOUND'
        | 'CHANGED_MEANWHILE'
        | 'NAMES_A_PERSON'
        | 'DUE_IN_PAST'
        | 'STRUCK_OUT'
        | 'NOT_BELOW'
        | 'NO_SUCH_RECORD'
    }
type Answer = Result<{ readonly directiveId: string }, DirectiveTaskRefusal>

/** Which right each hand needs: who gives works on reports of its level, who owes reports for its organization. */
export const permissionOfTaskHand = { giver: 'report:write', owner: 'directive:report' } as const

/** How many records of each kind are offered to trace a task to. */
export const offeredTraces = 100

/** Gives a task of a document to organizations at or below the level that keeps it, each for itself, for `report:write` over that level. */
export async function giveDirectiveTask(
  db: Database,
  scope: Scope,
  { requestId, now, directiveId, task }: Command & { readonly directiveId: string; readonly task: NewTask },
): Promise<Answer> {
  const act = { requestId, useCase: 'reports.give-directive-task', permissions: ['report:write'] } as const
  return actOnce<Answer>(db, scope, act, async (tx) => {
    await lockDirective(tx, scope, directiveId)
    const directive = await findDirective(tx, scope, directiveId)
    if (!directive || !(await isWithin(tx, scope, directive.organizationId))) return refuse({ code: 'NOT_FOUND' })
    if (directive.struckOn !== null) return refuse({ code: 'STRUCK_OUT' })
    const { organizationIds, ...given } = task
    const givenOn = todayInHanoi(now)
    if (given.dueOn < givenOn) return refuse({ code: 'DUE_IN_PAST' })
    if (namesSomebody(given)) return refuse({ code: 'NAMES_A_PERSON' })
    const giverId = directive.organizationId
    for (const organizationId of new Set(organizationIds)) {
      if (!(await standsBelow(tx, scope, { aboveId: giverId, organizationId }))) return refuse({ code: 'NOT_BELOW' })
      const taskId = await insertTask(tx, scope, { ...given, organizationId, directiveId, giverId, givenOn })
      await insertTaskStep(tx, scope, {
        ...{ taskId, organizationId, event: 'give', fromState: null, toState: 'open' },
        ...{ onDay: givenOn, detail: { dueOn: given.dueOn } },
      })
      await emit(tx, scope, {
        ...{ organizationId, recordTable: 'directive', recordId: directiveId },
        ...{ type: 'reports.directive-task-given', payload: { dueOn: given.dueOn } },
      })
    }
    return ok({ directiveId })
  })
}

/** Takes one step of a task, judged by the table with all findings at once; the day that was set before stays in the steps. */
export async function takeDirectiveStep(
  db: Database,
  scope: Scope,
  of: Command & { readonly taskId: string; readonly version: number; readonly act: TaskAct },
): Promise<Answer> {
  const { requestId, taskId, version, act, now } = of
  const permissions = [permissionOfTaskHand.giver, permissionOfTaskHand.owner]
  const once = { requestId, useCase: `reports.directive-task-${act.event}`, permissions }
  return actOnce<Answer>(db, scope, once, async (tx) => {
    const task = await findDirectiveTask(tx, scope, taskId)
    if (!task) return refuse({ code: 'NOT_FOUND' })
    const row = taskTransition(task.state, act.event)
    if (!row) return refuse({ code: 'NO_SUCH_STEP' })
    if (scope.permission !== permissionOfTaskHand[row.by]) return refuse({ code: 'NOT_FOUND' })
    if (task.version !== version) return refuse({ code: 'CHANGED_MEANWHILE' })
    const today = todayInHanoi(now)
    const isOwnReport = isReportOf(await listTaskSteps(tx, scope, [taskId]), scope)
    const judged = stepTask({ ...task, isOwnReport, hands: await handsOn(tx, scope, task) }, act, today)
    if (!judged.ok) return judged
    const said = act.event === 'trace' ? await traceOf(tx, scope, { task, act }) : ''
    if (said === null) return refuse({ code: 'NO_SUCH_RECORD' })
    const change = { ...changeOf(act, today), state: judged.value }
    if (!(await updateTask(tx, scope, { taskId, version, change }))) return refuse({ code: 'CHANGED_MEANWHILE' })
    const { organizationId, directiveId } = task
    await insertTaskStep(tx, scope, {
      ...{ taskId, organizationId, event: act.event, fromState: task.state, toState: judged.value, onDay: today },
      detail: detailOf(act, { said, dueBefore: task.dueOn }),
    })
    await tell(tx, scope, { task, act, directiveId })
    return ok({ directiveId })
  })
}

/** Whose hands the proof gives on a task; the product's own service holds both. */
export async function handsOn(
  tx: Tx,
  scope: Scope,
  { organizationId, giverId }: Pick<DirectiveTaskRow, 'organizationId' | 'giverId'>,
): Promise<readonly TaskHand[]> {
  if (scope.organizationIds === 'everything') return ['owner', 'giver']
  return taskHands({
    reachesOwner: await isWithin(tx, scope, organizationId),
    reachesGiver: await isWithin(tx, scope, giverId),
    isToItself: organizationId === giverId,
  })
}

/** Whether the last report of a task was given by the account that acts. */
export const isReportOf = (steps: readonly Pick<TaskStepRow, 'event' | 'actorId'>[], { actor }: Scope): boolean =>
  steps.findLast(({ event }) => event === 'report')?.actorId === (actor.onBehalfOf || actor.userId)

/** Keeps the trace and answers its words; null for a record that is not there for the organization that owes the task. */
async function traceOf(
  tx: Tx,
  scope: Scope,
  { task, act }: { readonly task: DirectiveTaskRow; readonly act: Extract<TaskAct, { event: 'trace' }> },
): Promise<string | null> {
  const { taskId, organizationId } = task
  const { kind, doneOn } = act
  const kept = { taskId, organizationId, kind, doneOn }
  if (act.kind === 'document') {
    await insertTrace(tx, scope, { ...kept, targetId: null, said: act.said, document: act.document })
    return act.said
  }
  const records = await listTraceable(tx, scope, { organizationId, limit: offeredTraces })
  const record = records.find((one) => one.kind === act.kind && one.targetId === act.targetId)
  if (!record) return null
  await insertTrace(tx, scope, { ...kept, targetId: act.targetId, said: record.said, document: '' })
  return record.said
}

function changeOf(act: TaskAct, today: LegalDay): Omit<TaskChange, 'state'> {
  switch (act.event) {
    case 'trace':
    case 'return':
      return {}
    case 'report':
      return { reportedOn: today }
    case 'accept':
    case 'withdraw':
      return { closedOn: today }
    case 'move':
      return { dueOn: act.dueOn }
  }
}

function detailOf(
  act: TaskAct,
  { said, dueBefore }: { readonly said: string; readonly dueBefore: LegalDay },
): Record<string, string> {
  switch (act.event) {
    case 'trace':
      return { said }
    case 'report':
    case 'accept':
      return { word: act.word }
    case 'return':
    case 'withdraw':
      return { reason: act.reason }
    case 'move':
      return { dueOn: act.dueOn, dueBefore, reason: act.reason }
  }
}

/** Who gave it hears of a report, who owes it of everything that was decided on it. */
async function tell(
  tx: Tx,
  scope: Scope,
  { task, act, directiveId }: { readonly task: DirectiveTaskRow; readonly act: TaskAct; readonly directiveId: string },
): Promise<void> {
  if (act.event === 'trace') return
  const record = { recordTable: 'directive', recordId: directiveId }
  if (act.event === 'report') {
    const payload = { dueOn: task.dueOn }
    await emit(tx, scope, {
      ...record,
      organizationId: task.giverId,
      type: 'reports.directive-task-reported',
      payload,
    })
    return
  }
  await emit(tx, scope, {
    ...{ ...record, organizationId: task.organizationId },
    ...{ type: 'reports.directive-task-moved', payload: { event: act.event } },
  })
}
