import type { WatchGuard } from './watch-states.ts'

/** Words of the watch list: why a step is refused. */
export type WatchMessages = { readonly guards: Readonly<Record<WatchGuard, string>> }

/** The refusals of the watch list in English; `{condition}` stands for the condition of removal. */
export const watchMessagesEn: WatchMessages = {
  guards: {
    EVIDENCE_MISSING: 'There is no sign with its evidence yet.',
    REASON_MISSING: 'The reason is missing.',
    DECIDER_IS_PROPOSER: 'You recorded, appraised or submitted this yourself; another person decides.',
    DECISION_INCOMPLETE: 'The number, the day or the body of the decision is missing.',
    DECIDED_IN_FUTURE: 'The day lies ahead of today.',
    DECIDED_BEFORE_SIGN: 'The decision is dated before the first sign was seen.',
    REVIEW_DAY_TOO_LATE: 'The review day lies further away than this list allows.',
    REVIEW_DAY_NOT_AHEAD: 'The review day must lie after the decision.',
    ORGANIZATION_NOT_HEARD: 'The organization has not been heard yet.',
    NOT_SUBMITTED: 'The board has not submitted its proposal yet.',
    UNKNOWN_LEVEL: 'This list has no such level.',
    NOT_A_HIGHER_LEVEL: 'The level is not higher than the present one.',
    PLAN_EXISTS: 'There is a plan; the review follows the plan.',
    PLAN_REFERENCE_MISSING: 'There is no consolidation plan.',
    APPROVER_OWNS_PLAN: 'You handed this plan in; another person approves it.',
    NOT_DUE_FOR_REVIEW: 'The plan is not completed and the review day has not come.',
    REVIEWER_OWNS_PLAN: 'The plan or the review report is your own; another person does this.',
    REVIEW_MISSING: 'There is no review report yet.',
    REVIEW_NOT_POSITIVE: 'The review report does not recommend the removal.',
    CONDITION_UNMET: 'Condition {condition} is not met.',
    CONDITION_UNKNOWN: 'Condition {condition} cannot be judged: figure or source is missing.',
    AFTER_WATCH_RUNS: 'The time of after-watch is not over.',
    RED_SIGN_OPEN: 'A red sign of the former decision is open.',
    RED_SIGN_UNCONFIRMED: 'This red sign was not in the former decision, or it does not show now.',
    SUCCESSION_MISSING: 'No act of the organizations’ register has ended this organization in this way.',
    DECIDER_ABOLISHED: 'The body that decided no longer exists; its successor takes the entry over first.',
    DECIDER_STANDS: 'The body that decides still exists; there is nothing to hand over.',
    NOT_THE_NEW_BODY: 'The body named does not manage this organization now.',
  },
}
