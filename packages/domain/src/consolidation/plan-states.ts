/** Where a consolidation plan stands (weak units, section 13.2); `ended`: its organization was merged or dissolved. */
export const planStates = [
  'draft',
  'appraisal',
  'approved',
  'in-progress',
  'extended',
  'completed',
  'accepted',
  'failed',
  'ended',
] as const
export type PlanState = (typeof planStates)[number]

/** States from which a plan does not go on; a failed one goes on in its next edition. */
export const endedPlanStates: readonly PlanState[] = ['accepted', 'failed', 'ended']

/** States in which the work of a plan is done: approved and not yet reported as completed. */
export const runningPlanStates: readonly PlanState[] = ['approved', 'in-progress', 'extended']

/** What happens to a plan. */
export const planEvents = [
  'revise',
  'submit',
  'appraise',
  'return',
  'approve',
  'start',
  'extend',
  'complete',
  'report-review',
  'accept',
  'fail',
  'end',
] as const
export type PlanEvent = (typeof planEvents)[number]

/** By which right an event is done: who works on the plan, appraises, decides, or reviews it. */
export type PlanHand = 'work' | 'appraise' | 'decide' | 'review'

/** What must hold before an event, by name; each has its sentence in the messages of the room. */
export const planGuards = [
  'ACTOR_WORKED_ON_PLAN',
  'ACTOR_OF_ORGANIZATION',
  'DECIDER_APPRAISED',
  'DECIDER_REVIEWED',
  'ORGANIZATION_ENDED',
  'ORGANIZATION_STANDS',
  'BODY_ABOLISHED',
  'NOT_LISTED',
  'SIGN_WITHOUT_CAUSE',
  'SIGN_WITHOUT_GOAL',
  'GOAL_BEYOND_PLAN',
  'TASK_MISSING',
  'TASK_BEYOND_PLAN',
  'TASKS_IN_A_CIRCLE',
  'PLAN_TOO_LONG',
  'END_NOT_AHEAD',
  'APPRAISAL_MISSING',
  'APPRAISAL_NOT_POSITIVE',
  'DECISION_INCOMPLETE',
  'DECIDED_IN_FUTURE',
  'REVIEW_DAY_TOO_LATE',
  'REVIEW_DAY_NOT_AHEAD',
  'REASON_MISSING',
  'PLAN_IS_OVER',
  'EXTENSION_TOO_LONG',
  'TASK_OPEN',
  'REVIEW_MISSING',
  'REVIEW_NOT_POSITIVE',
  'SIGNS_NOT_CLEARED',
] as const
export type PlanGuard = (typeof planGuards)[number]

export type PlanTransition = {
  readonly from: readonly PlanState[]
  readonly event: PlanEvent
  readonly by: PlanHand
  /** Where it leads; `same` keeps the state. */
  readonly to: PlanState | 'same'
  /** Where the step stands in the reference. */
  readonly cites: string
}

const open = planStates.filter((state) => !endedPlanStates.includes(state))

/** Every step there is, each with where it is written; what is not listed here is refused. */
export const planTransitions: readonly PlanTransition[] = [
  { from: ['draft'], event: 'revise', by: 'work', to: 'same', cites: 'weak-units:6.1' },
  { from: ['draft'], event: 'submit', by: 'work', to: 'appraisal', cites: 'weak-units:13.2' },
  { from: ['appraisal'], event: 'appraise', by: 'appraise', to: 'same', cites: 'weak-units:6.2 K2' },
  { from: ['appraisal'], event: 'return', by: 'decide', to: 'draft', cites: 'weak-units:13.2' },
  { from: ['appraisal'], event: 'approve', by: 'decide', to: 'approved', cites: 'weak-units:6.2 K1, K2' },
  { from: ['approved'], event: 'start', by: 'work', to: 'in-progress', cites: 'weak-units:13.2' },
  { from: ['in-progress'], event: 'extend', by: 'decide', to: 'extended', cites: 'weak-units:6.2 K1' },
  { from: ['in-progress', 'extended'], event: 'complete', by: 'work', to: 'completed', cites: 'weak-units:13.2' },
  { from: ['completed'], event: 'report-review', by: 'review', to: 'same', cites: 'weak-units:6.3 R5' },
  { from: ['completed'], event: 'accept', by: 'decide', to: 'accepted', cites: 'weak-units:6.3 R1, R5' },
  { from: ['completed'], event: 'fail', by: 'decide', to: 'failed', cites: 'weak-units:6.2 K5' },
  { from: open, event: 'end', by: 'appraise', to: 'ended', cites: 'weak-units:5' },
]

/** The row of the table for an event in a state, or undefined where there is none. */
export const planTransition = (state: PlanState, event: PlanEvent): PlanTransition | undefined =>
  planTransitions.find((row) => row.event === event && row.from.includes(state))
