export { tasksToInherit } from './inherit-tasks.ts'
export { judgePlanContradiction, type PlanContradiction, type SignNow } from './judge-contradiction.ts'
export { measuresFor } from './measures.ts'
export { consolidationMessagesEn } from './messages.en.ts'
export { consolidationMessagesVi } from './messages.vi.ts'
export { occurrencesOf } from './occurrences.ts'
export {
  type PlanCause,
  type PlanContent,
  type PlanSign,
  planCauses,
  planContentSchema,
  planSignSchema,
} from './plan.ts'
export { type PlanAct, planActSchema } from './plan-command.ts'
export { planNumbers } from './plan-numbers.ts'
export {
  checkKeepReport,
  checkSignReport,
  type ReportDue,
  type ReportFacts,
  type ReportGround,
  type ReportingPlan,
  type ReportRefusal,
  type ReportWords,
  reportFacts,
  reportFactsSchema,
  reportKinds,
  reportPeriod,
  reportPeriodSchema,
  reportSource,
  reportsOf,
  reportWordsSchema,
  usualReportDay,
} from './plan-report.ts'
export { planRulesSource, usualPlanRules } from './plan-rules.ts'
export {
  endedPlanStates,
  type PlanEvent,
  type PlanHand,
  type PlanState,
  planEvents,
  planStates,
  planTransition,
  planTransitions,
} from './plan-states.ts'
export { type CheckedCondition, checkRemoval, type RemovalGround } from './removal-checklist.ts'
export { lateReportKind, reportOfReminder } from './report-reminders.ts'
export { burnDown, slipOn, type TaskSlip } from './slip.ts'
export { type PlanFinding, type PlanOpinion, type PlanStep, stepPlan } from './step-plan.ts'
export { stepTask, type TaskAct, type TaskEvent, type TaskFinding, taskActSchema, taskEvents } from './step-task.ts'
export { isTaskLate, isTaskOpen, type NewTask, newTaskSchema, type TaskState, taskStates } from './task.ts'
export { isTaskReminderKind, taskReminders } from './task-reminders.ts'
