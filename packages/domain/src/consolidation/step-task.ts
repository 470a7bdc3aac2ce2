import { z } from 'zod'
import { daysBetween } from '../calendar/index.ts'
import { type LegalDay, legalDayField, numberField, ok, type Result, refuse, textField } from '../shared/index.ts'
import { type PlanState, runningPlanStates } from './plan-states.ts'
import { isTaskOpen, type TaskFacts, type TaskState } from './task.ts'

const text = (longest: number) => textField.pipe(z.string().min(1).max(longest))
const reason = z
  .string()
  .transform((typed) => typed.normalize('NFC').trim())
  .pipe(z.string().min(1).max(1_000))

/** Every act on a task of an approved plan with what it needs. */
export const taskActSchema = z.discriminatedUnion('event', [
  z.strictObject({
    event: z.literal('report'),
    progress: numberField.pipe(z.int().min(0).max(100)),
    /** The paper that shows the result; needed when it is done. */
    evidence: textField.pipe(z.string().max(300)),
    note: textField.pipe(z.string().max(500)),
  }),
  z.strictObject({ event: z.literal('wait'), waitingFor: text(160), reason }),
  z.strictObject({ event: z.literal('resume'), reason }),
  z.strictObject({ event: z.literal('move'), dueOn: legalDayField, reason }),
  z.strictObject({
    event: z.literal('give'),
    ownerName: text(120),
    ownerPost: textField.pipe(z.string().max(120)),
    reason,
  }),
  z.strictObject({ event: z.literal('close'), reason }),
  z.strictObject({
    event: z.literal('accept-evidence'),
    attachmentId: z.uuid().nullable(),
    expiresOn: legalDayField.nullable(),
    reason,
  }),
])
export type TaskAct = Readonly<z.infer<typeof taskActSchema>>
export const taskEvents = ['report', 'wait', 'resume', 'move', 'give', 'close', 'accept-evidence'] as const
export type TaskEvent = (typeof taskEvents)[number]

/** What must hold before an act on a task, by name. */
export const taskGuards = [
  'PLAN_NOT_RUNNING',
  'TASK_ENDED',
  'TASK_NOT_WAITING',
  'TASK_WAITS',
  'EVIDENCE_MISSING',
  'DEPENDENCY_OPEN',
  'DUE_BEYOND_PLAN',
  'DUE_IN_PAST',
  'DUE_UNCHANGED',
  'TASK_NOT_DONE',
  'ACCEPTER_DID_TASK',
  'EVIDENCE_EXPIRED',
] as const
export type TaskGuard = (typeof taskGuards)[number]
export type TaskFinding = { readonly code: TaskGuard }
export type TaskRefusal = { readonly code: 'TASK_REFUSED'; readonly findings: readonly TaskFinding[] }

export type TaskGround = {
  readonly today: LegalDay
  readonly actorUserId: string
  readonly planState: PlanState
  readonly planEndsOn: LegalDay
  /** The other tasks of the plan. */
  readonly tasks: readonly TaskFacts[]
  readonly waitingSince: LegalDay | null
  /** Who reported last on it. */
  readonly reporters: readonly string[]
}

/** What of a task changes; `waitedDays` are added to those it waited before. */
export type TaskChange = {
  readonly state?: TaskState
  readonly progress?: number
  readonly dueOn?: LegalDay
  readonly waitingFor?: string | null
  readonly waitingSince?: LegalDay | null
  readonly waitedDays?: number
  readonly doneOn?: LegalDay | null
  readonly evidence?: string
}

const when = (holds: boolean, code: TaskGuard): TaskFinding[] => (holds ? [{ code }] : [])

/** Judges one act on a task with all findings at once. The approved day stays what it was; only the day that holds moves. */
export function stepTask(task: TaskFacts, act: TaskAct, ground: TaskGround): Result<TaskChange, TaskRefusal> {
  const findings = [
    ...when(!runningPlanStates.includes(ground.planState), 'PLAN_NOT_RUNNING'),
    ...judgeState(task, act),
    ...judgeAct(task, act, ground),
  ]
  return findings.length > 0 ? refuse({ code: 'TASK_REFUSED', findings }) : ok(changeOf(act, ground))
}

function judgeState(task: TaskFacts, { event }: TaskAct): TaskFinding[] {
  if (event === 'accept-evidence') return when(task.state !== 'done', 'TASK_NOT_DONE')
  return [
    ...when(!isTaskOpen(task), 'TASK_ENDED'),
    ...when(event === 'resume' && task.state === 'open', 'TASK_NOT_WAITING'),
    ...when(event === 'wait' && task.state === 'waiting', 'TASK_WAITS'),
  ]
}

function judgeAct(task: TaskFacts, act: TaskAct, ground: TaskGround): TaskFinding[] {
  const { today, planEndsOn, actorUserId, tasks, reporters } = ground
  switch (act.event) {
    case 'report': {
      const waitsFor = tasks.filter(({ taskId }) => task.dependsOn.includes(taskId))
      return [
        ...when(act.progress === 100 && act.evidence === '', 'EVIDENCE_MISSING'),
        ...when(act.progress === 100 && waitsFor.some(isTaskOpen), 'DEPENDENCY_OPEN'),
      ]
    }
    case 'move':
      return [
        ...when(act.dueOn > planEndsOn, 'DUE_BEYOND_PLAN'),
        ...when(act.dueOn < today, 'DUE_IN_PAST'),
        ...when(act.dueOn === task.dueOn, 'DUE_UNCHANGED'),
      ]
    case 'accept-evidence':
      return [
        ...when(task.ownerUserId === actorUserId || reporters.includes(actorUserId), 'ACCEPTER_DID_TASK'),
        ...when(act.expiresOn !== null && act.expiresOn <= today, 'EVIDENCE_EXPIRED'),
      ]
    default:
      return []
  }
}

function changeOf(act: TaskAct, { today, waitingSince }: TaskGround): TaskChange {
  const waited = waitingSince === null ? 0 : Math.max(0, daysBetween(waitingSince, today))
  const noLongerWaits = { waitingFor: null, waitingSince: null, waitedDays: waited }
  switch (act.event) {
    case 'report':
      return {
        progress: act.progress,
        ...(act.evidence === '' ? {} : { evidence: act.evidence }),
        ...(act.progress === 100 ? { state: 'done', doneOn: today, ...noLongerWaits } : {}),
      }
    case 'wait':
      return { state: 'waiting', waitingFor: act.waitingFor, waitingSince: today }
    case 'resume':
      return { state: 'open', ...noLongerWaits }
    case 'move':
      return { dueOn: act.dueOn }
    case 'close':
      return { state: 'closed', ...noLongerWaits }
    case 'give':
    case 'accept-evidence':
      return {}
  }
}
