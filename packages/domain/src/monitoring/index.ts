export {
  areSignsCleared,
  type QuarterColour,
  type RemovalCondition,
  type RemovalFacts,
  removalConditions,
  removalFactsSchema,
  unmetConditions,
} from './judge-removal.ts'
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
export { type WatchAct, type WatchSign, watchActSchema, watchSignSchema } from './watch-command.ts'
export {
  usualWatchRules,
  type WatchEffect,
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
