import type { CampaignState } from './campaign-state.ts'
import type { CellFileState } from './cell-file-state.ts'
import type { DecisionFindingCode } from './decide-committee.ts'
import type { FindingCode } from './finding.ts'
import type { RatingState } from './rating-state.ts'
import type { Level, NotRatedReason, Outcome, Subject } from './schema.ts'
import type { TallyErrorCode, TallyWarningCode } from './tally.ts'

/** What an evaluation may name as the fact: facts of the contract that can be missing and things that are measured. */
export type NamedFact =
  | 'generalPoints'
  | 'resultPoints'
  | 'tasksAssigned'
  | 'tasksOnTime'
  | 'tasksLate'
  | 'tasksFailed'
  | 'tasksExceeded'
  | 'limitationsPointedOut'
  | 'limitationsRemedied'
  | 'discipline'
  | 'violationAlreadyCounted'
  | 'disciplineDutyRelated'
  | 'violationFromEarlierYear'
  | 'prohibitedActConcluded'
  | 'collectiveMemberDisciplineLinked'
  | 'collectiveMemberDegradationConcluded'
  | 'cadreWorkWrongdoingConcluded'
  | 'basicTargetsAssigned'
  | 'basicTargetsMissed'
  | 'degradationConcluded'
  | 'disunityConcluded'
  | 'subordinateDisciplined'
  | 'collectiveMemberDisciplined'
  | 'collectiveMemberHighestDiscipline'
  | 'collectiveDisciplined'
  | 'isHead'
  | 'collectiveLevel'
  | 'collectiveDoneRate'
  | 'forceMajeureConfirmed'
  | 'quarterBelowMinimum'
  | 'unitsInCharge'
  | 'unitsRatedKht'
  | 'lowConfidenceVotes'
  | 'confidenceVotesTotal'
  | 'unitCorruptionDealtWith'
  | 'employerLevel'
  | 'exempt'
  | 'suspended'
  | 'monthsSinceAdmission'
  | 'monthsSinceFounded'
  | 'totalScore'
  | 'proposedLevel'
  | 'targetsCompletedRate'
  | 'mainTargetsAllDone'
  | 'disciplinedSelfDetectedAndRemedied'
  | 'lowestCriterionGrade'
  | 'lowestTaskCriterionGrade'
  | 'lowestBasicCriterionGrade'

type RefusalCode = 'no-such-step' | 'reason-required' | 'UNKNOWN_RULE_SET' | 'NO_RULE_SET_FOR_YEAR' | 'OVERLAY_INVALID'

/** All the words of the room. Sentences take `{placeholders}`; every language has the same keys. */
export type RatingMessages = {
  readonly findings: Record<FindingCode, string>
  /** The same in a few words, to stand beside a grade. */
  readonly shortFindings: Record<FindingCode, string>
  readonly tally: Record<TallyErrorCode | TallyWarningCode, string>
  readonly decision: Record<DecisionFindingCode | 'BALLOT_LEVEL_DIFFERS', string>
  /** QD-03 where the group is of organizations or collectives, not of persons. */
  readonly quotaOfUnits: string
  readonly decisionParts: Record<'number' | 'day' | 'signer' | 'dayBeforeCutOff', string>
  readonly refusals: Record<RefusalCode, string>
  readonly facts: Record<NamedFact, string>
  readonly levels: Record<Level, string>
  readonly levelAbbreviations: Record<Level, string>
  readonly outcomes: Record<Outcome, string>
  readonly subjects: Record<Subject, string>
  readonly notRatedReasons: Record<NotRatedReason, string>
  readonly disciplines: Record<'KHIEN_TRACH' | 'CANH_CAO' | 'CACH_CHUC' | 'KHAI_TRU', string>
  readonly criterionGrades: Record<'XUAT_SAC' | 'TOT' | 'TRUNG_BINH' | 'KEM', string>
  readonly ratingStates: Record<RatingState, string>
  readonly cellFileStates: Record<CellFileState, string>
  readonly campaignStates: Record<CampaignState, string>
  readonly yesNo: { readonly true: string; readonly false: string }
  readonly decimalSeparator: ',' | '.'
  readonly percentSign: string
}
