export {
  buildTable,
  type PersonFigure,
  type QuotaFigure,
  type TableLine,
  type UnitFigure,
  wholeLine,
} from './build-tables.ts'
export { composeReview, type EnteredFigure, type FollowedTarget, type ReviewFact } from './compose-review.ts'
export type { ComputedBlock } from './compute-block.ts'
export { type CrossCheck, type CrossCheckInput, crossCheck, crossCheckInputSchema } from './cross-check.ts'
export {
  changeEffects,
  type DirectiveKind,
  directiveKinds,
  directiveKindWords,
  type NewChange,
  type NewDirective,
  newChangeSchema,
  newDirectiveSchema,
  strikeSchema,
} from './directive.ts'
export { directiveReminders, isDirectiveReminderKind } from './directive-reminders.ts'
export {
  type NewTask,
  namesSomebody,
  newTaskSchema,
  stepTask,
  type TaskAct,
  type TaskDuty,
  type TaskHand,
  type TaskRefusal,
  type TaskState,
  type TraceKind,
  type TraceRecord,
  taskActSchema,
  taskDuties,
  taskDuty,
  taskEvents,
  taskHands,
  taskStates,
  taskTransition,
  traceRecords,
} from './directive-task.ts'
export { inheritOptions, type LayoutOptions, layoutOptionsSchema } from './layout-options.ts'
export {
  conventionNumbers,
  legalNumbers,
  type NumberOfRoom,
  type NumberRoom,
  numberRooms,
  unsourcedNumbers,
} from './legal-numbers.ts'
export {
  type EndMeasure,
  endMeasureSchema,
  type MeasureKind,
  measureKinds,
  measureState,
  measureWords,
  type NewMeasure,
  newMeasureSchema,
} from './measure.ts'
export { type ReportsMessages, reportsMessagesEn } from './messages.en.ts'
export { reportsMessagesVi } from './messages.vi.ts'
export {
  findPaperForm,
  formsOf,
  generationOfYear,
  impersonalForms,
  type ListedForm,
  type PaperCode,
  type PaperFact,
  type PaperField,
  type PaperFieldName,
  type PaperForm,
  type PaperGeneration,
  type PaperSubject,
  type PaperSymbol,
  paperFieldNames,
  paperForms,
  paperGenerations,
  paperSubjects,
  paperSymbols,
} from './paper-forms.ts'
export { congressTermSchema, type NewCongressTerm, nextNumber } from './paper-number.ts'
export {
  type PeerGroup,
  peerGroups,
  type QuotaPoint,
  quotaPoints,
  type SelfAgainstDecided,
  selfAgainstDecided,
  sharesOf,
  type YearShares,
} from './plot-year.ts'
export {
  checkAnswers,
  checkCodeLength,
  readCheckCode,
  showCheckCode,
} from './public-check.ts'
export { ratingTables } from './rating-tables.ts'
export { receptionFacts } from './reception-facts.ts'
export {
  finding,
  lineageLines,
  reconcilePopulation,
  reconcileTable,
  reconcileTables,
  type TableFinding,
} from './reconcile-table.ts'
export {
  mayBecome,
  type PaperState,
  type PaperTexts,
  paperStates,
  paperTextsSchema,
  type RegisterRefusal,
  registerPaperSchema,
  reservePaperSchema,
} from './register-paper.ts'
export {
  type NewTarget,
  type NewTargetResult,
  newTargetSchema,
  straightPath,
  type TargetResult,
  type TargetTaskRef,
  targetBounds,
  targetConfidences,
  targetConfidenceWords,
  targetLacks,
  targetPlans,
  targetPlanWords,
  targetResultSchema,
  targetResults,
  targetStanding,
  targetStandings,
  targetTaskSchema,
} from './resolution-target.ts'
export {
  type ReviewFigure,
  reviewCommentSchema,
  reviewFigureSchema,
  reviewSections,
  reviewWordsSchema,
  reviewYearsSchema,
  type SignReview,
  signReviewSchema,
} from './review-command.ts'
export {
  type ReviewContent,
  type ReviewFinding,
  type ReviewResolutionTarget,
  type ReviewValues,
  reviewContentSchema,
  type SignedReview,
  signedReviewSchema,
} from './review-content.ts'
export {
  type ReviewTableCode,
  reportedColumns,
  reviewTableCodes,
  reviewTables,
} from './review-tables.ts'
export { isOverNought, reviewHead, reviewHeads, sayReviewCell, sayReviewFinding } from './review-words.ts'
export { sayHead, sayLine, sayTableFinding, sayTotal, sayValue } from './say-table.ts'
export { sayTargetLack, sayTargetResults, targetStandingWords } from './say-target.ts'
export {
  type ShownBlock,
  type ShownMembers,
  type ShownValue,
  type ShownValues,
  showAll,
  showMembers,
  showTable,
} from './show-tables.ts'
export { checkReviewSigning, reviewChanges, type SignReviewRefusal } from './sign-review.ts'
export {
  type ChangedFigure,
  changesSince,
  checkSignOff,
  type SignedTables,
  type SignOffRefusal,
  type SignTables,
  signedTablesSchema,
  signTablesSchema,
} from './sign-tables.ts'
export {
  type ReportLocale,
  type TableBlock,
  type TableCode,
  type TableColumn,
  tableCodes,
  tablesVersion,
} from './table-definition.ts'
