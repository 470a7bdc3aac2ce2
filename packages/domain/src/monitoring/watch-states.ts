/** Where an entry of the watch list stands (weak units, section 13.1). */
export const watchStates = [
  'suspected',
  'under-appraisal',
  'dismissed',
  'needs-attention',
  'needs-consolidation',
  'plan-pending',
  'consolidating',
  'awaiting-review',
  'after-watch',
  'closed',
  'relapsed',
  'merged',
  'dissolved',
] as const
export type WatchState = (typeof watchStates)[number]

/** States from which nothing goes on; of a relapse only the new entry does. */
export const endedWatchStates: readonly WatchState[] = ['dismissed', 'closed', 'relapsed', 'merged', 'dissolved']

/** States in which an organization is on the list: listed by decision and not yet taken off. */
export const listedWatchStates: readonly WatchState[] = [
  'needs-attention',
  'needs-consolidation',
  'plan-pending',
  'consolidating',
  'awaiting-review',
]

/** What happens to an entry; events without another state keep what was said on the way. */
export const watchEvents = [
  'record-sign',
  'open-appraisal',
  'hear',
  'give-opinion',
  'submit',
  'dismiss',
  'list',
  'raise',
  'submit-plan',
  'return-plan',
  'approve-plan',
  'complete-plan',
  'open-review',
  'report-review',
  'not-passed',
  'remove',
  'end-after-watch',
  'relapse',
  'merge',
  'dissolve',
  'hand-over',
] as const
export type WatchEvent = (typeof watchEvents)[number]

/** By which right an event is done: of who proposes, appraises, decides, inspects, or speaks for the organization. */
export type WatchHand = 'propose' | 'appraise' | 'decide' | 'opine' | 'speak'

/** What must hold before an event, by name; each has its sentence in the messages of the room. */
export const watchGuards = [
  'EVIDENCE_MISSING',
  'REASON_MISSING',
  'DECIDER_IS_PROPOSER',
  'DECISION_INCOMPLETE',
  'DECIDED_IN_FUTURE',
  'DECIDED_BEFORE_SIGN',
  'REVIEW_DAY_TOO_LATE',
  'REVIEW_DAY_NOT_AHEAD',
  'ORGANIZATION_NOT_HEARD',
  'NOT_SUBMITTED',
  'UNKNOWN_LEVEL',
  'NOT_A_HIGHER_LEVEL',
  'PLAN_EXISTS',
  'PLAN_REFERENCE_MISSING',
  'APPROVER_OWNS_PLAN',
  'NOT_DUE_FOR_REVIEW',
  'REVIEWER_OWNS_PLAN',
  'REVIEW_MISSING',
  'REVIEW_NOT_POSITIVE',
  'CONDITION_UNMET',
  'CONDITION_UNKNOWN',
  'AFTER_WATCH_RUNS',
  'RED_SIGN_OPEN',
  'RED_SIGN_UNCONFIRMED',
  'SUCCESSION_MISSING',
  'DECIDER_ABOLISHED',
  'DECIDER_STANDS',
  'NOT_THE_NEW_BODY',
] as const
export type WatchGuard = (typeof watchGuards)[number]

type Row = {
  readonly from: readonly WatchState[]
  readonly event: WatchEvent
  readonly by: WatchHand
  /** Another hand that may do it too. */
  readonly orBy?: WatchHand
}

const open = watchStates.filter((state) => !endedWatchStates.includes(state))
const weighed: readonly WatchState[] = ['suspected', 'under-appraisal']
const labelled: readonly WatchState[] = ['needs-attention', 'needs-consolidation']

/** Every step there is; what is not listed here is refused. Whom it leads to is in `stepWatchEntry`. */
export const watchTransitions: readonly Row[] = [
  { from: [...weighed, ...listedWatchStates, 'after-watch'], event: 'record-sign', by: 'propose' },
  { from: ['suspected'], event: 'open-appraisal', by: 'appraise' },
  { from: open, event: 'hear', by: 'speak' },
  { from: open, event: 'give-opinion', by: 'opine' },
  { from: ['under-appraisal'], event: 'submit', by: 'appraise' },
  { from: ['under-appraisal'], event: 'dismiss', by: 'decide' },
  { from: ['under-appraisal'], event: 'list', by: 'decide' },
  { from: labelled, event: 'raise', by: 'decide' },
  { from: labelled, event: 'submit-plan', by: 'propose' },
  { from: ['plan-pending'], event: 'return-plan', by: 'decide' },
  { from: ['plan-pending'], event: 'approve-plan', by: 'decide' },
  { from: ['consolidating'], event: 'complete-plan', by: 'propose' },
  { from: ['needs-attention'], event: 'open-review', by: 'appraise' },
  { from: ['consolidating'], event: 'open-review', by: 'propose' },
  // R5 asks for a reviewer who is not the owner of the plan: the board, or a commission of inspection.
  { from: ['awaiting-review'], event: 'report-review', by: 'appraise', orBy: 'opine' },
  { from: ['awaiting-review'], event: 'not-passed', by: 'decide' },
  { from: ['awaiting-review'], event: 'remove', by: 'decide' },
  { from: ['after-watch'], event: 'end-after-watch', by: 'appraise' },
  { from: ['after-watch'], event: 'relapse', by: 'decide' },
  { from: open, event: 'merge', by: 'appraise' },
  { from: open, event: 'dissolve', by: 'appraise' },
  { from: open, event: 'hand-over', by: 'decide' },
]

/** The row of the table for an event in a state, or undefined where there is none. */
export const watchTransition = (state: WatchState, event: WatchEvent): Row | undefined =>
  watchTransitions.find((row) => row.event === event && row.from.includes(state))
