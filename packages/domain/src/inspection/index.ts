export {
  type DisciplineObject,
  disciplineObjects,
  formsOfObject,
  type ProceedingEvent,
  type ProceedingHand,
  type ProceedingState,
  proceedingEvents,
  proceedingStates,
  proceedingTransition,
  proceedingTransitions,
} from './discipline-states.ts'
export {
  emptyContent,
  type InspectionAct,
  type InspectionContent,
  type InspectionResult,
  inspectionActSchema,
  inspectionContentSchema,
  inspectionResults,
  type NewInspection,
  type NewProgramme,
  type NewTeamMember,
  newInspectionSchema,
  newProgrammeSchema,
  newTeamMemberSchema,
} from './inspection-command.ts'
export {
  type InspectionParameter,
  type InspectionParameterName,
  type InspectionTerm,
  inspectionParameterNames,
  inspectionRuleSets,
  inspectionRulesOn,
  type ParameterValue,
  parameterOf,
  parametersOn,
  termOf,
} from './inspection-rules.ts'
export {
  followedStates,
  type InspectionEvent,
  type InspectionHand,
  type InspectionKind,
  type InspectionState,
  inspectionEvents,
  inspectionKinds,
  inspectionPhases,
  inspectionStates,
  inspectionTransition,
  inspectionTransitions,
  phaseOf,
} from './inspection-states.ts'
export { type ConflictCheck, type ConflictFinding, judgeConflict, type UnitTie } from './judge-conflict.ts'
export { type Limitation, limitationOf } from './limitation.ts'
export { limitationNumbers } from './limitation-numbers.ts'
export { inspectionMessagesEn } from './messages.en.ts'
export { inspectionMessagesVi } from './messages.vi.ts'
export {
  isRemedyLate,
  isRemedyReminderKind,
  type RemedyAct,
  type RemedyEvent,
  type RemedyFinding,
  type RemedyState,
  remedyActSchema,
  remedyEvents,
  remedyHandOf,
  remedyReminders,
  remedyStates,
  stepRemedy,
} from './remedy.ts'
export { type InspectionFacts, type InspectionFinding, stepInspection } from './step-inspection.ts'
export {
  type NewProceeding,
  newProceedingSchema,
  type ProceedingAct,
  type ProceedingFinding,
  type ProceedingLapse,
  proceedingActSchema,
  stepProceeding,
} from './step-proceeding.ts'
