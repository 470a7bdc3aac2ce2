export { judgePlanContradiction, type PlanContradiction, type SignNow } from './judge-contradiction.ts'
export { type Measure, measures, measuresFor } from './measures.ts'
export { type ConsolidationMessages, consolidationMessagesEn } from './messages.en.ts'
export { consolidationMessagesVi } from './messages.vi.ts'
export { mostOccurrences, occurrencesOf } from './occurrences.ts'
export {
  type PlanCause,
  type PlanContent,
  type PlanGoal,
  type PlanSign,
  planCauses,
  planContentSchema,
  planSignSchema,
  type Weakness,
} from './plan.ts'
export { type PlanAct, planActSchema } from './plan-command.ts'
export { type PlanRules, planRulesSource, usualPlanRules } from './plan-rules.ts'
export {
  endedPlanStates,
  type PlanEvent,
  type PlanHand,
  type PlanState,
  planEvents,
  planStates,
  planTransition,
  planTransitions,
  runningPlanStates,
} from './plan-states.ts'
export { burnDown, slipOn, type TaskMoment, type TaskSlip } from './slip.ts'
export {
  type PlanFacts,
  type PlanFinding,
  type PlanGround,
  type PlanOpinion,
  type PlanRefusal,
  type PlanStep,
  stepPlan,
} from './step-plan.ts'
export {
  stepTask,
  type TaskAct,
  type TaskChange,
  type TaskEvent,
  type TaskFinding,
  type TaskRefusal,
  taskActSchema,
  taskEvents,
} from './step-task.ts'
export {
  isTaskLate,
  isTaskOpen,
  type NewTask,
  newTaskSchema,
  type TaskFacts,
  type TaskRhythm,
  type TaskState,
  taskRhythms,
  taskStates,
} from './task.ts'
export { isTaskReminderKind, type TaskReminderKind, taskReminderKinds, taskReminders } from './task-reminders.ts'
