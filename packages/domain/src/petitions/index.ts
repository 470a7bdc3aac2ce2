export {
  competences,
  complaintRefusalGrounds,
  complexCriteria,
  eligibilities,
  fieldsL1,
  fieldsL2,
  type Handling,
  handlings,
  identityKinds,
  ineligibleReasons,
  instances,
  largeGroupFrom,
  namesNobody,
  type PetitionKind,
  partyTracks,
  petitionKinds,
  petitionSources,
  receiverKinds,
  severities,
} from './axes.ts'
export { type CaseAct, caseActSchema, suspensionGrounds, terminationGrounds, withdrawalWills } from './case-command.ts'
export { type CaseFacts, caseFactsSchema, enforcementItems, outcomes } from './case-facts.ts'
export {
  type CaseEvent,
  type CaseKind,
  type CaseState,
  caseEvents,
  caseKinds,
  caseStates,
  caseTransition,
  caseTransitions,
  endedCaseStates,
} from './case-states.ts'
export {
  checkDefinition,
  compareLayouts,
  type DefinitionFinding,
  type LayoutChange,
} from './check-definition.ts'
export { type Clock, type CountedClock, clocksOfCase, clocksOfPetition, countClocks, nextClock } from './clocks.ts'
export {
  correctableStates,
  judgeCorrection,
  type KindCorrection,
  kindCorrectionSchema,
} from './correct-kind.ts'
export {
  type CountedForm,
  checkCarry,
  checkReport,
  countReport,
  isCarryForm,
  type ReportFinding,
  type ReportGroup,
} from './count-report.ts'
export {
  type DestructionDecision,
  destructionDecisionSchema,
  destructionSchema,
  destructionStates,
  judgeDestruction,
} from './destruction.ts'
export {
  type DirectionAct,
  type DirectionState,
  directionActSchema,
  directionSchema,
  directionStates,
  directionTransitions,
  judgeDirection,
  type NewDirection,
  stepDirection,
} from './direction.ts'
export {
  type ExchangeRecord,
  type ExchangeStep,
  exchangeFields,
  exchangeFormat,
  exchangeSteps,
  recordOfCase,
} from './exchange.ts'
export { guardReport, type ShownCell, type ShownForm, showAllCells } from './guard-report.ts'
export { type PetitionIntake, type PetitionSorting, petitionIntakeSchema, petitionSortingSchema } from './intake.ts'
export { type IntakeFinding, judgeIntake, judgeSorting, missingOf } from './judge-intake.ts'
export { type LikeAspect, likenessOf } from './likeness.ts'
export { petitionMessagesEn } from './messages.en.ts'
export { petitionMessagesVi } from './messages.vi.ts'
export {
  judgeOnlineHolding,
  judgeOnlinePlan,
  lastDaysOf,
  type OnlinePreparation,
  type OnlineReception,
  onlineMatters,
  onlinePreparations,
  onlineReceptionSchema,
  type Prepared,
  preparedSchema,
} from './online-reception.ts'
export { type PartyTerm, partyTermSchema } from './party-term.ts'
export { type PetitionAct, petitionActSchema } from './petition-command.ts'
export { isPetitionReminderKind, petitionReminders } from './petition-reminders.ts'
export {
  openPetitionStates,
  type PetitionEvent,
  type PetitionState,
  petitionEvents,
  petitionStates,
  petitionTransition,
  petitionTransitions,
} from './petition-states.ts'
export { placeOfUnit } from './place-of-unit.ts'
export { type HandlingProposal, proposeHandling } from './propose-handling.ts'
export {
  judgeProtectionRequest,
  type ProtectionEvent,
  type ProtectionFinding,
  type ProtectionState,
  type ProtectionStep,
  protectedSubjects,
  protectionEnds,
  protectionStates,
  protectionTransitions,
  stepProtection,
} from './protection.ts'
export { makeReceiptCode, readReceiptCode, receiptCodeLength, receiptSigns } from './receipt-code.ts'
export { countDuty, type DutyCount, type HeadType, headTypes } from './reception-duty.ts'
export { receptionNumbers } from './reception-numbers.ts'
export {
  type AnswerDifference,
  answerDifferenceSchema,
  checkDifferenceAnswer,
  differenceAnswers,
  type ForeignRow,
  foreignReason,
  reconcileExchange,
  type ToldRow,
} from './reconcile-exchange.ts'
export {
  type CoveredMark,
  coveredMarks,
  judgeRedaction,
  judgeRenditionPaper,
  largestOriginal,
  type Redaction,
  type RenditionFinding,
  type RenditionPaper,
  redactedExtensions,
  redactionSchema,
  redactionWays,
  renditionPaperKinds,
  renditionPaperSchema,
  renditionStateOf,
} from './renditions.ts'
export {
  type ReportCell,
  type ReportFormCode,
  type ReportLayout,
  type ReportLayouts,
  type ReportSource,
  reportDims,
  reportFormCodes,
  reportFormsVersion,
  reportMeasures,
} from './report-cell.ts'
export {
  definitionOf,
  editableReportForms,
  layoutOf,
  mostReportColumns,
  type ReportColumn,
  type ReportCounter,
  type ReportDefinition,
  reportColumnSchema,
  reportDefinitionSchema,
  withColumn,
  withoutColumn,
} from './report-definition.ts'
export { firstLayouts, formsOfPeriod, reportForms } from './report-forms.ts'
export {
  checkReportSigning,
  layoutsOfSigned,
  type PrintedLayout,
  periodOfDay,
  printedLayouts,
  type ReportDue,
  type ReportPeriod,
  reportDue,
  reportPeriods,
  type SignedReport,
  type SignReport,
  type SignReportRefusal,
  signedReportSchema,
  signReportSchema,
} from './report-period.ts'
export { reportWords } from './report-words.ts'
export { type CaseFinding, stepCase } from './step-case.ts'
export { type PetitionFinding, stepPetition } from './step-petition.ts'
export { type VaultCommand, vaultCommandSchema } from './vault-command.ts'
export {
  type IdentityField,
  identityFields,
  judgePassphrase,
  judgeReason,
  judgeRecusal,
  longestOpeningHours,
  mayReadOpened,
  type OpeningField,
  type OpeningState,
  openingFields,
  openingStates,
  openingTransitions,
  type SealedIdentity,
  sealedIdentitySchema,
  shortestPassphrase,
  stepOpening,
  traceTextOf,
  type VaultFinding,
} from './vault-rules.ts'
export {
  judgeVisit,
  needsForm,
  type ReceptionScheduleInput,
  type ReceptionSessionInput,
  refusalGrounds,
  scheduleSchema,
  sessionKinds,
  sessionSchema,
  type VisitInput,
  visitResults,
  visitSchema,
} from './visit.ts'
