import type { LegalSource } from '../shared/index.ts'
import type { Shown } from './measure-fact.ts'
import type { FactName, NotRatedReason } from './schema.ts'

/** BLOCK stops a level or the case, CAP lowers the proposal, WARN rides along, INFO says why a level was not reached. */
export const severities = ['BLOCK', 'CAP', 'WARN', 'INFO'] as const
export type Severity = (typeof severities)[number]

/** Every finding an evaluation of one subject can make under any generation; the texts are in the room's messages. */
export const findingCodes = [
  'SCORE_UNDER_90',
  'SCORE_UNDER_70',
  'SCORE_BELOW_50',
  'SCORE_OVER_MAX',
  'SCORE_NEGATIVE',
  'TASK_COUNT_MISMATCH',
  'COUNT_MISMATCH',
  'FACTS_CONTRADICT',
  'SUBJECT_NOT_IN_RULE_SET',
  'NO_TASKS',
  'NOT_100_DONE',
  'NOT_ON_TIME',
  'LATE_OVER_20',
  'EXCEEDED_UNDER_30',
  'EXCEEDED_UNDER_50',
  'FAILED_OVER_50',
  'LIMITATIONS_NOT_REMEDIED',
  'DISCIPLINED',
  'VIOLATION_COUNTED_ONCE',
  'DISCIPLINED_UNRELATED',
  'DISCIPLINE_LINK_UNKNOWN',
  'EARLIER_YEAR_VIOLATION',
  'SELF_REMEDIED',
  'FORCE_MAJEURE',
  'PROHIBITED_ACT',
  'CADRE_WORK',
  'MEMBER_DEGRADATION',
  'BASIC_TARGETS',
  'DEGRADATION',
  'DISUNITY',
  'SUBORDINATE_DISCIPLINED',
  'COLLECTIVE_MEMBER_DISCIPLINED',
  'COLLECTIVE_DISCIPLINED',
  'MEMBER_DISCIPLINED_CANH_CAO',
  'DISCIPLINED_NOT_SELF_DETECTED',
  'UNIT_UNDER_70',
  'UNITS_KHT_OVER_50',
  'LOW_CONFIDENCE_OVER_50',
  'UNIT_CORRUPTION',
  'EMPLOYER_KHT',
  'QUARTER_BELOW_MIN',
  'COLLECTIVE_UNDER_70',
  'HEAD_ABOVE_COLLECTIVE',
  'CRITERION_BELOW_GOOD',
  'CRITERION_BELOW_AVERAGE',
  'TASK_CRITERION_NOT_EXCELLENT',
  'TASK_CRITERION_BELOW_GOOD',
  'TARGETS_UNDER_50',
  'NOT_REACHING_HT',
  'GENERATION_NOT_EVALUATED',
  'GAP_NO_BAND',
  'FACT_MISSING',
  'EXEMPT',
  'SUSPENDED',
  'ADMITTED_LT_6M',
  'ORG_LT_6M',
] as const satisfies readonly (string | NotRatedReason)[]
export type FindingCode = (typeof findingCodes)[number]

/** What was weighed, readable by itself: the fact, what the rule asks, what was found, and where the rule stands. */
export type Finding = {
  readonly code: FindingCode
  readonly severity: Severity
  /** The fact or the measured thing, by its name in the contract or in the rule data. */
  readonly fact: FactName | string | null
  /** Operator and threshold such as `>= 0.3`, or `null` where nothing is compared. */
  readonly required: string | null
  readonly actual: Shown | null
  readonly basis: LegalSource
}
