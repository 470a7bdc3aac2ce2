import type { ReportGuard } from './plan-report.ts'
import type { PlanGuard } from './plan-states.ts'
import type { TaskGuard } from './step-task.ts'

/** Words of the room: why a step of a plan or of a task is refused; `{condition}` stands for the sign. */
export type ConsolidationMessages = {
  readonly plan: Readonly<Record<PlanGuard, string>>
  readonly task: Readonly<Record<TaskGuard, string>>
  readonly report: Readonly<Record<ReportGuard, string>>
}

/** The refusals of consolidation plans in English. */
export const consolidationMessagesEn: ConsolidationMessages = {
  plan: {
    ACTOR_WORKED_ON_PLAN: 'You wrote on this plan or submitted it; another person does this.',
    ACTOR_OF_ORGANIZATION:
      'This is done from the level that listed the organization, not from the organization itself.',
    DECIDER_APPRAISED: 'You appraised this plan; another person approves it.',
    DECIDER_REVIEWED: 'The review report is yours; another person concludes.',
    ORGANIZATION_ENDED: 'The organization no longer exists; its open tasks go to its successor.',
    ORGANIZATION_STANDS: 'The organization still exists; its plan does not end this way.',
    BODY_ABOLISHED: 'The body that decides no longer exists; its successor takes the matter over first.',
    NOT_LISTED: 'The organization is not on the list now.',
    SIGN_WITHOUT_CAUSE: 'Sign {condition} has no cause yet.',
    SIGN_WITHOUT_GOAL: 'Sign {condition} has no goal yet.',
    GOAL_BEYOND_PLAN: 'A goal lies after the end of the plan.',
    TASK_MISSING: 'The plan has no task yet.',
    TASK_BEYOND_PLAN: 'A task is due after the end of the plan.',
    TASKS_IN_A_CIRCLE: 'Tasks wait for each other in a circle.',
    PLAN_TOO_LONG: 'The plan is longer than twelve months.',
    END_NOT_AHEAD: 'The last day must lie later.',
    APPRAISAL_MISSING: 'The plan has not been appraised.',
    APPRAISAL_NOT_POSITIVE: 'The appraisal does not recommend the approval.',
    DECISION_INCOMPLETE: 'The number or the body of the decision is missing.',
    DECIDED_IN_FUTURE: 'The day of the decision lies ahead of today.',
    REVIEW_DAY_TOO_LATE: 'The review lies more than 90 days after the decision.',
    REVIEW_DAY_NOT_AHEAD: 'The review day must lie after the decision.',
    REASON_MISSING: 'The reason is missing.',
    PLAN_IS_OVER: 'The plan has ended already; an extension is decided before its end.',
    EXTENSION_TOO_LONG: 'The extension is longer than six months.',
    TASK_OPEN: 'A task is not done yet and the plan still has time.',
    REVIEW_MISSING: 'There is no review report yet.',
    REVIEW_NOT_POSITIVE: 'The review report does not recommend the acceptance.',
    SIGNS_NOT_CLEARED:
      'The red signs have not cleared for the configured time, and no inspection has concluded. Work that is done does not close a plan.',
  },
  report: {
    REPORT_SIGNED: 'The report is signed; nothing of it changes any more.',
    PERIOD_NOT_OWED: 'The plan owes no report for this period.',
    REPORT_NOT_KEPT: 'The words of the report have not been saved yet.',
    ASSESSMENT_MISSING: 'The report has no assessment yet.',
    HELP_MISSING: 'Tasks are late or wait; say what help is needed, or that none is.',
  },
  task: {
    PLAN_NOT_RUNNING: 'The plan is not approved, or it is completed; its tasks do not change.',
    TASK_ENDED: 'The task is done or closed.',
    TASK_NOT_WAITING: 'The task is not waiting.',
    TASK_WAITS: 'The task is waiting already.',
    EVIDENCE_MISSING: 'A task that is done names the paper that shows its result.',
    DEPENDENCY_OPEN: 'A task that must come first is not done.',
    DUE_BEYOND_PLAN: 'The day lies after the end of the plan.',
    DUE_IN_PAST: 'The day has passed already.',
    DUE_UNCHANGED: 'The day is the same as before.',
    TASK_NOT_DONE: 'The task is not done; there is nothing to accept.',
    ACCEPTER_DID_TASK: 'You own the task or reported on it; another person accepts the result.',
    EVIDENCE_EXPIRED: 'The evidence has expired.',
  },
}
