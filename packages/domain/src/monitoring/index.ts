export { type BacktestLine, type BacktestResult, backtest, type PastFacts } from './backtest.ts'
export {
  applyOverlay,
  type Overlay,
  type OverlayFinding,
  type OverlayFindingCode,
  overlaySchema,
} from './check-overlay.ts'
export {
  caseStates,
  checkSheet,
  completeSheet,
  type Figures,
  grades,
  type SheetFinding,
  type SheetFindingCode,
} from './check-sheet.ts'
export { blockColour, blockLevel, type CellCounts, committeeStatus, watchLevel } from './combine-statuses.ts'
export { type CellMove, committeeChanged } from './committee-changed.ts'
export type { Input, Inputs } from './evaluate-formula.ts'
export { findIdentifiers, type IdentifierKind, locateIdentifiers } from './find-identifiers.ts'
export { type FoundSign, finishJudgement, type SignKind, signKinds, type WholeJudgement } from './finish-judgement.ts'
export {
  type AddedFigure,
  type CatalogueParameters,
  type IndicatorBlock,
  type IndicatorCatalogue,
  type IndicatorDef,
  type IndicatorPeriod,
  type InputSource,
  indicatorBlocks,
  type LevelBlock,
  levelBlocks,
  type SignalStatus,
  signalStatuses,
} from './indicator.ts'
export type { ReadIndicator } from './judge-indicator.ts'
export {
  type Answer,
  historyMonths,
  judgeOwn,
  type OwnJudgement,
  type ReadCatalogue,
  readCatalogue,
} from './judge-organization.ts'
export {
  areSignsCleared,
  type QuarterColour,
  type RemovalCondition,
  type RemovalFacts,
  removalConditions,
  removalFactsSchema,
  unmetConditions,
} from './judge-removal.ts'
export { type ManualSignCode, manualSignCodes } from './manual-signs.ts'
export {
  areaLevel,
  boardChangeSchema,
  boardChanges,
  meetingMonths,
  meetingSource,
  meetingsAround,
} from './meetings.ts'
export { type MonitoringMessages, monitoringMessagesEn } from './messages.en.ts'
export { monitoringMessagesVi } from './messages.vi.ts'
export { collectPeers, type Peers } from './peers.ts'
export {
  endOfMonth,
  judgedMonth,
  monthOf,
  monthsOf,
  type PeriodStart,
  periodFor,
  previousPeriod,
  shiftMonth,
} from './periods.ts'
export { firstDayOf, lastDayOf, type Quarter, quarterOf, shiftQuarter } from './quarter.ts'
export {
  type FrozenEnd,
  type LateEntry,
  type LateReason,
  type ListedSpan,
  type Reconciliation,
  reconcileQuarter,
  unexplainedEntries,
} from './reconcile-quarter.ts'
export { type Counted, countCells, rollUpCounts } from './roll-up.ts'
export { catalogueOn, indicatorCatalogues } from './rules/index.ts'
export { type MonitoringLocale, monitoringMessages, sayInput, sayName } from './say-formula.ts'
export { type SignalFacts, sayPeriod, saySignal, sayValue, signalFacts } from './say-signal.ts'
export { saySource } from './say-source.ts'
export { answerScreenCase, type ScreenCase, type ScreenCaseRefusal, screenCaseSchema } from './screen-case.ts'
export {
  countedSheets,
  isCounted,
  isOfFewMatters,
  meetingCriteria,
  personFigures,
  type Sheet,
  type SheetFigure,
  type SheetId,
  sheetIds,
  sheetOf,
  sheets,
} from './sheet.ts'
export {
  type PlanReference,
  type ReviewReport,
  relapseEntry,
  stateOfLevel,
  stepWatchEntry,
  type WatchFacts,
  type WatchFinding,
  type WatchGround,
  type WatchRefusal,
  type WatchStep,
} from './step-watch-entry.ts'
export type { FactSheet, SubjectFacts } from './subject-facts.ts'
export { type WatchAct, type WatchSign, watchActSchema, watchSignSchema } from './watch-command.ts'
export {
  usualWatchRules,
  type WatchLevel,
  type WatchRules,
  watchEffects,
  watchLevelOf,
  watchLevelSchema,
  watchListFormSchema,
  watchRulesSchema,
  watchRulesSource,
} from './watch-list.ts'
export { type WatchMessages, watchMessagesEn } from './watch-messages.en.ts'
export { watchMessagesVi } from './watch-messages.vi.ts'
export { watchNumbers } from './watch-numbers.ts'
export {
  endedWatchStates,
  listedWatchStates,
  type WatchEvent,
  type WatchGuard,
  type WatchHand,
  type WatchState,
  watchEvents,
  watchGuards,
  watchStates,
  watchTransition,
  watchTransitions,
} from './watch-states.ts'
