export {
  type AcknowledgeCheck,
  acknowledgeCheckSchema,
  type CorrectionGround,
  type CorrectionMeasure,
  correctionGrounds,
  correctionMeasures,
  type DecideCorrection,
  decideCorrectionSchema,
  type FileAppeal,
  fileAppealSchema,
  type NotifyDecision,
  notifyDecisionSchema,
  type PrepareCorrection,
  prepareCorrectionSchema,
  type Reconsider,
  reconsiderSchema,
} from './after-commands.ts'
export { afterMessagesEn } from './after-messages.en.ts'
export type { AfterMessages } from './after-messages.ts'
export { afterMessagesVi } from './after-messages.vi.ts'
export { type AfterOptions, afterDefaults, afterOptionsOf, afterOptionsSchema, afterSources } from './after-rules.ts'
export { type AfterStep, afterStepRules, afterSteps, decidedStates } from './after-steps.ts'
export {
  type AmendedOutcome,
  type Amendment,
  type AmendmentCode,
  type AmendmentFinding,
  checkAmendment,
  countsAfter,
} from './amend-rating.ts'
export { type AppealState, appealStateSchema, nextAppealState } from './appeal-state.ts'
export { answerUntil, type CountedDay, fileUntil } from './appeal-terms.ts'
export {
  type AwardCandidate,
  type AwardKind,
  awardCandidates,
  awardKindSchema,
  awardKinds,
  excellentRun,
  exemplaryName,
  type RecordAward,
  recordAwardSchema,
} from './award-candidates.ts'
export { ballotRoundsOf, thresholdOf } from './ballot-rounds.ts'
export {
  type CampaignEvent,
  type CampaignState,
  campaignEventSchema,
  campaignEvents,
  campaignStateSchema,
  campaignStates,
  nextCampaignState,
} from './campaign-state.ts'
export {
  type AnswerInput,
  type AskInput,
  answerInputSchema,
  answerPatchSchema,
  askHintSchema,
  askInputSchema,
  type InputKind,
  inputKindSchema,
  inputKinds,
  type MeetingPatch,
  type MeetingPersonPatch,
  meetingPatchSchema,
  meetingPersonPatchSchema,
  type Participation,
  participationSchema,
  participations,
  type SettleDifference,
  type SettledField,
  sectionPatchSchema,
  settleDifferenceSchema,
  settledFieldSchema,
  type TaskPatch,
  taskPatchSchema,
} from './cell-commands.ts'
export {
  type CellFileEvent,
  type CellFileState,
  cellFileEventSchema,
  cellFileEvents,
  cellFileStateSchema,
  cellFileStates,
  isCellFileEditable,
  nextCellFileState,
} from './cell-file-state.ts'
export {
  axesOf,
  checkQuarter,
  type QuarterEntry,
  type QuarterTotals,
  quarterEntrySchema,
  quarterFaultCodes,
} from './check-quarter.ts'
export {
  type Acknowledgement,
  answerTo,
  checkSubstance,
  type SubstanceAnswer,
  type SubstanceCheck,
  type SubstanceCode,
  unanswered,
} from './check-substance.ts'
export { compareEntries, type EntryDifference } from './compare-entries.ts'
export { compareReadings, type RuleEffect, type RuleMove } from './compare-readings.ts'
export { compareRules, type RuleChange, type RuleChangeKind } from './compare-rules.ts'
export { type Consequence, type ConsequenceCode, consequencesOf } from './consequences.ts'
export {
  type Attendance,
  type AttendanceCounts,
  attendanceSchema,
  attendances,
  countAttendance,
} from './count-attendance.ts'
export { countTasks, type TaskCounts, type TaskStatus, taskStatuses, taskStatusSchema } from './count-tasks.ts'
export {
  type CaseToDecide,
  checkCommitteeDecision,
  type DecisionCheck,
  type DecisionFinding,
  type DecisionFindingCode,
  type DecisionToCheck,
  decisionFindingCodes,
} from './decide-committee.ts'
export { checkUnitDecision, type UnitDecisionToCheck, type UnitToDecide } from './decide-units.ts'
export { draftHours } from './draft-hours.ts'
export { flawlessFacts, flawlessTally } from './example.ts'
export { type DisciplineFact, factsOfDisciplines } from './facts-of-disciplines.ts'
export { type CollectiveDiscipline, factsOfUnit, type ReportedNumbers } from './facts-of-unit.ts'
export { checkFileList, type FileListFacts, type FileListItem, type FileListLine } from './file-list.ts'
export { type Finding, type FindingCode, findingCodes, type Severity } from './finding.ts'
export { addMonths, wholeMonthsBetween } from './legal-months.ts'
export { messagesEn } from './messages.en.ts'
export type { NamedFact, RatingMessages } from './messages.ts'
export { messagesVi } from './messages.vi.ts'
export {
  type AfterWork,
  type CellWork,
  type CommitteeWork,
  listWork,
  type WorkCode,
  type WorkFacts,
  type WorkGroup,
  type WorkTask,
  workCodes,
  workGroups,
} from './my-work.ts'
export { type OptionReading, optionReadings } from './option-readings.ts'
export { applyOverlay, applyOverlays, type Overlay, type OverlayRefusal, overlaySchema } from './overlay.ts'
export { type PastRatingMessages, pastRatingMessagesEn } from './past-rating-messages.en.ts'
export { pastRatingMessagesVi } from './past-rating-messages.vi.ts'
export { type PlannedUnit, planUnits, type UnitDues, type UnitNode } from './plan-units.ts'
export { type Grounds, type MemberAtCutOff, type MemberFact, type PopulationEntry, whoIsRated } from './population.ts'
export {
  computeQuota,
  type GroupQuota,
  type LevelCounts,
  levelCountsSchema,
  type Quota,
  type QuotaRule,
  quotaCaseSchema,
} from './quota.ts'
export { type RatingAnswer, rateSubject } from './rate-subject.ts'
export {
  type AssessmentPatchCommand,
  assessmentPatchSchema,
  type CollectiveLevel,
  type CreateCampaign,
  collectiveLevelSchema,
  createCampaignSchema,
  type DecideCommittee,
  decideCommitteeSchema,
  type ProposeLevel,
  proposeLevelSchema,
  type TallyRecordPatch,
  tallyRecordPatchSchema,
  type VotesPatch,
  votesPatchSchema,
} from './rating-commands.ts'
export { numbersOfRules, ratingNumbers } from './rating-numbers.ts'
export {
  nextRatingState,
  type RatingEvent,
  type RatingState,
  ratingEventSchema,
  ratingEvents,
  ratingStateSchema,
  ratingStates,
} from './rating-state.ts'
export {
  type PastRatingCode,
  type PastRatingColumn,
  type PastRatingReason,
  type PastRatingRow,
  type PastRatingTexts,
  pastRatingCodes,
  pastRatingColumns,
  readPastRating,
} from './read-past-rating.ts'
export { renderAmendment, renderCheck, renderCheckSource, renderConsequence } from './render-after.ts'
export { fillMessage, renderDecisionFinding, renderFinding, renderTallyNote } from './render-finding.ts'
export {
  type FormSection,
  numeralOfOwnLevel,
  type ReviewEdition,
  type ReviewLetter,
  type ReviewSection,
  reviewEditions,
  reviewLetter,
  reviewSectionSchema,
  sectionsOfForm,
} from './review-form.ts'
export { type RuleOptions, thresholdSchema, type VotingThreshold } from './rule-options.ts'
export {
  campaignRulesOfYear,
  canonicalJson,
  generationOfYear,
  methodOf,
  type NoRuleSetForYear,
  type OriginalLabel,
  type OverlayProvenance,
  type RatingMethod,
  type RuleSet,
  ruleSetByCode,
  ruleSetOfYear,
  type UnknownRuleSet,
} from './rule-set.ts'
export { earlierReadings, ratingRuleSets } from './rules/index.ts'
export {
  type DecidedOutcome,
  type Discipline,
  decidedOutcomeSchema,
  decidedOutcomes,
  disciplineSchema,
  disciplines,
  type FactName,
  factNames,
  type Level,
  levelSchema,
  levels,
  type NotRatedReason,
  notRatedReasonSchema,
  notRatedReasons,
  type Outcome,
  outcomes,
  type Proposal,
  proposalSchema,
  type RateCase,
  type RatingFacts,
  rankOf,
  rateCaseSchema,
  ratingFactsSchema,
  type Subject,
  subjectSchema,
  subjects,
} from './schema.ts'
export {
  type ItemEntry,
  type ItemScores,
  type ItemWhy,
  itemScoresSchema,
  type ScoredDossier,
  type ScoredItem,
  type ScoreRefusal,
  scoreDossier,
  scoreFaultCodes,
} from './score-dossier.ts'
export {
  checkScoreSheets,
  derivedMetrics,
  itemModes,
  maximaOf,
  type ScoreSheet,
  type SheetFault,
  type SheetFaultCode,
  type SheetGroup,
  type SheetItem,
  scoreSheetSchema,
  sheetFaultCodes,
  sheetOf,
} from './score-sheet.ts'
export { generalWeights, templateSheets } from './score-sheet-templates.ts'
export {
  type ClosingReason,
  closingReasons,
  failedTwice,
  nextScreeningState,
  type ScreeningEvent,
  type ScreeningState,
  type StepScreening,
  screeningStateSchema,
  stepScreeningSchema,
  type YearOutcome,
} from './screening.ts'
export { type SettledEntries, type Settlement, settleEntries } from './settle-entries.ts'
export {
  type ShownSums,
  type SummedCounts,
  type SummedLevel,
  showSums,
  summedOutcomes,
} from './shown-sums.ts'
export {
  type MoveReason,
  type SimulatedCase,
  type SimulatedMove,
  type SimulatedOrganization,
  type SimulatedUnits,
  type SimulationResult,
  startSimulation,
} from './simulate-rules.ts'
export {
  type CountTable,
  type PublishedTotals,
  type ShownCount,
  type ShownTable,
  smallestShownCount,
  suppressCounts,
} from './suppress-counts.ts'
export {
  ballotCaseSchema,
  carries,
  checkTally,
  type Tally,
  type TallyErrorCode,
  type TallyField,
  type TallyNote,
  type TallyResult,
  type TallyWarningCode,
  tallyErrorScreenCodes,
  tallySchema,
  tallyWarningScreenCodes,
} from './tally.ts'
export {
  checkDraft,
  type DayOutsideLaw,
  type DraftFault,
  type DraftSending,
  daysOutsideLaw,
  type LegalEnd,
  legalEndOf,
} from './timetable.ts'
export { totalPoints } from './total-points.ts'
export type { Lifecycle, StepRefusal } from './transition.ts'
export {
  placesOf,
  type UnitAct,
  type UnitPermission,
  type UnitPlace,
  whoseStep,
} from './unit-acts.ts'
export {
  type ChangeUnitLevel,
  changeUnitLevelSchema,
  type DecideUnits,
  decideUnitsSchema,
  type RecordUnitFact,
  type RecordUnitOpinion,
  recordUnitFactSchema,
  recordUnitOpinionSchema,
  type UnitReportPatchCommand,
  unitReportPatchSchema,
} from './unit-commands.ts'
export {
  type TypeUnitFact,
  typeUnitFactSchema,
  type UnitFact,
  type UnitFactName,
  unitFactNames,
  unitFacts,
} from './unit-facts.ts'
export {
  isInOrder,
  type UnitBlock,
  type UnitBlockCode,
  type UnitOrderFacts,
  whatBlocks,
} from './unit-order.ts'
export { checkUnitReport, type UnitReportFault } from './unit-report-faults.ts'
export {
  isUnitReportOpen,
  nextUnitState,
  type UnitEvent,
  type UnitState,
  unitEvents,
  unitStateSchema,
  unitStates,
} from './unit-state.ts'
export {
  type UnitFactKind,
  type UnitSubject,
  unitDisciplineForms,
  unitFactKindSchema,
  unitFactKindsOf,
} from './unit-subject.ts'
export type { OwnUnit, UnitsOfDecider, UnitsWork } from './unit-work.ts'
