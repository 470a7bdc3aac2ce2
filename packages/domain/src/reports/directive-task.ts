import { z } from 'zod'
import { findPersonMarks, textsOf } from '../incidents/index.ts'
import { type LegalDay, legalDayField, ok, type Result, refuse, textField } from '../shared/index.ts'

/** Where a task of a directive stands. */
export const taskStates = ['open', 'reported', 'accepted', 'returned', 'withdrawn'] as const
export type TaskState = (typeof taskStates)[number]
export const taskEvents = ['trace', 'report', 'accept', 'return', 'move', 'withdraw'] as const
export type TaskEvent = (typeof taskEvents)[number]
/** Who takes a step: who owes the task, or who gave it. */
export type TaskHand = 'owner' | 'giver'

/** Every step there is; what is not listed here is refused. Who gave a task closes it. */
export const taskTransitions: readonly {
  readonly from: readonly TaskState[]
  readonly event: TaskEvent
  readonly by: TaskHand
  readonly to: TaskState | 'same'
}[] = [
  { from: ['open', 'returned'], event: 'trace', by: 'owner', to: 'same' },
  { from: ['open', 'returned'], event: 'report', by: 'owner', to: 'reported' },
  { from: ['reported'], event: 'accept', by: 'giver', to: 'accepted' },
  { from: ['reported'], event: 'return', by: 'giver', to: 'returned' },
  { from: ['open', 'returned'], event: 'move', by: 'giver', to: 'same' },
  { from: ['open', 'reported', 'returned'], event: 'withdraw', by: 'giver', to: 'withdrawn' },
]

/** The row of the table for an event in a state, or undefined where there is none. */
export const taskTransition = (state: TaskState, event: TaskEvent) =>
  taskTransitions.find((row) => row.event === event && row.from.includes(state))

const text = (longest: number) => textField.pipe(z.string().min(1).max(longest))

/** A task as it is given: to one or several organizations, each for itself, to a post, until a day. */
export const newTaskSchema = z.object({
  organizationIds: z.array(z.uuid()).min(1).max(300),
  content: text(1000),
  ownerPost: text(160),
  dueOn: legalDayField,
})
export type NewTask = Readonly<z.infer<typeof newTaskSchema>>

/** Records of the product that show what was done. */
export const traceRecords = ['plan', 'inspection', 'case', 'issue', 'measure', 'report'] as const
export type TraceRecord = (typeof traceRecords)[number]
export type TraceKind = TraceRecord | 'document'

/** Every act on a task with what it needs; the form fields are these keys. */
export const taskActSchema = z.discriminatedUnion('event', [
  z.discriminatedUnion('kind', [
    z.object({ event: z.literal('trace'), kind: z.enum(traceRecords), targetId: z.uuid(), doneOn: legalDayField }),
    z.object({
      ...{ event: z.literal('trace'), kind: z.literal('document') },
      ...{ said: text(1000), document: text(200), doneOn: legalDayField },
    }),
  ]),
  z.object({ event: z.literal('report'), word: text(2000) }),
  z.object({ event: z.literal('accept'), word: textField.pipe(z.string().max(1000)) }),
  z.object({ event: z.literal('return'), reason: text(1000) }),
  z.object({ event: z.literal('move'), dueOn: legalDayField, reason: text(500) }),
  z.object({ event: z.literal('withdraw'), reason: text(500) }),
])
export type TaskAct = Readonly<z.infer<typeof taskActSchema>>

export const taskGuards = [
  'NAMES_A_PERSON',
  'DAY_AHEAD',
  'DUE_IN_PAST',
  'SAME_DAY',
  'NOTHING_DONE',
  'ONLY_WHO_OWES',
  'ONLY_WHO_GAVE',
  'OWN_REPORT',
] as const
export type TaskGuard = (typeof taskGuards)[number]
export type TaskRefusal =
  | { readonly code: 'NO_SUCH_STEP' }
  | { readonly code: 'TASK_REFUSED'; readonly findings: readonly TaskGuard[] }

const when = (holds: boolean, code: TaskGuard): TaskGuard[] => (holds ? [code] : [])

/** Whether texts that are kept here name somebody: owners are organizations and posts. */
export const namesSomebody = (said: unknown): boolean => findPersonMarks(textsOf(said)).length > 0

/** A task as the rules read it, with who is asking. */
export type TaskFacts = {
  readonly state: TaskState
  readonly dueOn: LegalDay
  readonly traces: number
  /** Whether the last report was given by the account that asks. */
  readonly isOwnReport: boolean
  readonly hands: readonly TaskHand[]
}

/**
 * Whose hand somebody has on a task: who stands where it was given closes it and does not report it for others; where the level gave
 * itself the task both hands are there, and two persons take them.
 */
export function taskHands({
  reachesOwner,
  reachesGiver,
  isToItself,
}: {
  readonly reachesOwner: boolean
  readonly reachesGiver: boolean
  readonly isToItself: boolean
}): readonly TaskHand[] {
  return [
    ...(reachesOwner && (!reachesGiver || isToItself) ? (['owner'] as const) : []),
    ...(reachesGiver ? (['giver'] as const) : []),
  ]
}

/** Judges one act by the table and all its guards at once; the answer is where the task stands afterwards. */
export function stepTask(facts: TaskFacts, act: TaskAct, today: LegalDay): Result<TaskState, TaskRefusal> {
  const row = taskTransition(facts.state, act.event)
  if (!row) return refuse({ code: 'NO_SUCH_STEP' })
  const findings = [
    ...when(!facts.hands.includes(row.by), row.by === 'owner' ? 'ONLY_WHO_OWES' : 'ONLY_WHO_GAVE'),
    ...when(namesSomebody(act), 'NAMES_A_PERSON'),
    ...when(act.event === 'trace' && act.doneOn > today, 'DAY_AHEAD'),
    ...when(act.event === 'report' && facts.traces === 0, 'NOTHING_DONE'),
    ...when(act.event === 'accept' && facts.isOwnReport, 'OWN_REPORT'),
    ...when(act.event === 'move' && act.dueOn < today, 'DUE_IN_PAST'),
    ...when(act.event === 'move' && act.dueOn === facts.dueOn, 'SAME_DAY'),
  ]
  if (findings.length > 0) return refuse({ code: 'TASK_REFUSED', findings })
  return ok(row.to === 'same' ? facts.state : row.to)
}

/** How a task stands to its day. */
export const taskDuties = ['open', 'overdue', 'waiting', 'in-time', 'late', 'withdrawn'] as const
export type TaskDuty = (typeof taskDuties)[number]

/**
 * Whether a task is owed, overdue, waiting for who gave it, done in time or late. Overdue by the day that holds now, of which the day
 * itself is in time; done in time by the day of the last report against the first day, since a day that moved later is no success.
 */
export function taskDuty(
  {
    state,
    firstDueOn,
    dueOn,
    reportedOn,
  }: {
    readonly state: TaskState
    readonly firstDueOn: LegalDay
    readonly dueOn: LegalDay
    readonly reportedOn: LegalDay | null
  },
  today: LegalDay,
): TaskDuty {
  if (state === 'withdrawn') return 'withdrawn'
  if (state === 'reported') return 'waiting'
  const asked = dueOn < firstDueOn ? dueOn : firstDueOn
  if (state === 'accepted') return reportedOn !== null && reportedOn > asked ? 'late' : 'in-time'
  return dueOn < today ? 'overdue' : 'open'
}
