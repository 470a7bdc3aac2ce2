import { z } from 'zod'
import { exactDecimalPattern } from '../shared/index.ts'

/** The four levels, highest first: the one list from which screens, papers, tables and the database's checks take them. */
export const levels = ['XS', 'T', 'HT', 'KHT'] as const
export const levelSchema = z.enum(levels)
/** One of the four levels of 366-QĐ/TW Điều 11. */
export type Level = z.infer<typeof levelSchema>

/** What an evaluation may answer besides a level: excluded, for people to decide, or facts that contradict each other. */
export const outcomes = ['NOT_RATED', 'MANUAL', 'INVALID'] as const
export type Outcome = (typeof outcomes)[number]
export const proposalSchema = z.enum([...levels, ...outcomes])
/** What the rules propose for one subject. */
export type Proposal = z.infer<typeof proposalSchema>

/** What may be decided of a subject: a level, or that it is not rated, which always stands beside its reason. */
export const decidedOutcomes = [...levels, 'NOT_RATED'] as const
export const decidedOutcomeSchema = z.enum(decidedOutcomes)
export type DecidedOutcome = z.infer<typeof decidedOutcomeSchema>

const rankByLevel = { XS: 4, T: 3, HT: 2, KHT: 1 } as const satisfies Record<Level, number>
/** How high a level stands: 4 for XS down to 1 for KHT. */
export const rankOf = (level: Level): number => rankByLevel[level]

/**
 * Everything that can be rated, by the codes of the `nq15 rate` contract. `MEMBER_2B` is the member
 * without a leading post (form 02B); `MEMBER_2A` is its old name, in stored files and the earlier reading; `MEMBER` belongs to
 * the older generations.
 */
export const subjects = [
  'MEMBER_2A',
  'MEMBER_2B',
  'MEMBER_2C',
  'MEMBER',
  'LEADER',
  'COLLECTIVE',
  'CHI_BO',
  'CB_CO_SO',
  'DB_BO_PHAN',
  'DB_TRUC_THUOC_CO_SO',
  'DB_CO_SO',
  'DB_DIRECT',
] as const
export const subjectSchema = z.enum(subjects)
export type Subject = z.infer<typeof subjectSchema>

/** Party discipline of persons, lightest first (Charter Điều 35; rule-data codes). */
export const disciplines = ['KHIEN_TRACH', 'CANH_CAO', 'CACH_CHUC', 'KHAI_TRU'] as const
export const disciplineSchema = z.enum(disciplines)
export type Discipline = z.infer<typeof disciplineSchema>

/** An exact decimal: a JSON number or a text such as `28.5` or `28,5`. Never rounded. */
const decimal = z.union([z.number(), z.string().trim().max(40).regex(exactDecimalPattern)])
/** A count is not refused when negative or broken: the evaluator answers INVALID and says which. */
const count = z.number()
/** "Was anyone disciplined" is answered yes/no or with the number of those disciplined. */
const yesOrCount = z.union([z.boolean(), z.number()])
const criterionGrade = z.enum(['XUAT_SAC', 'TOT', 'TRUNG_BINH', 'KEM'])

const factShape = {
  generalPoints: decimal.optional(),
  resultPoints: decimal.optional(),
  tasksAssigned: count.optional(),
  tasksOnTime: count.optional(),
  tasksLate: count.optional(),
  tasksFailed: count.optional(),
  tasksExceeded: count.optional(),
  limitationsPointedOut: count.optional(),
  limitationsRemedied: count.optional(),
  discipline: disciplineSchema.nullable().optional(),
  /** Whether what was disciplined is linked to duty; not known is asked of people. */
  disciplineDutyRelated: z.boolean().optional(),
  violationAlreadyCounted: z.boolean().optional(),
  /** Of an earlier year or time, disciplined or made heavier now. */
  violationFromEarlierYear: z.boolean().optional(),
  /** What members may not do, or the duty to set an example, broken with harm to prestige. */
  prohibitedActConcluded: z.boolean().optional(),
  disciplinedSelfDetectedAndRemedied: z.boolean().optional(),
  degradationConcluded: z.boolean().optional(),
  disunityConcluded: z.boolean().optional(),
  subordinateDisciplined: yesOrCount.optional(),
  collectiveMemberDisciplined: yesOrCount.optional(),
  /** Linked to duty and to this collective, not brought along from another unit. */
  collectiveMemberDisciplineLinked: z.boolean().optional(),
  collectiveMemberDegradationConcluded: z.boolean().optional(),
  cadreWorkWrongdoingConcluded: z.boolean().optional(),
  /** How many of the five basic socio-economic targets were assigned, and missed. */
  basicTargetsAssigned: count.optional(),
  basicTargetsMissed: count.optional(),
  collectiveMemberHighestDiscipline: disciplineSchema.nullable().optional(),
  collectiveDisciplined: z.boolean().optional(),
  isHead: z.boolean().optional(),
  collectiveLevel: levelSchema.optional(),
  collectiveDoneRate: decimal.optional(),
  forceMajeureConfirmed: z.boolean().optional(),
  quarterBelowMinimum: z.boolean().optional(),
  unitsInCharge: count.optional(),
  unitsRatedKht: count.optional(),
  lowConfidenceVotes: count.optional(),
  confidenceVotesTotal: count.optional(),
  unitCorruptionDealtWith: z.boolean().optional(),
  employerLevel: levelSchema.optional(),
  exempt: z.boolean().optional(),
  suspended: z.boolean().optional(),
  committeePostSuspended: z.boolean().optional(),
  monthsSinceAdmission: decimal.optional(),
  monthsSinceFounded: decimal.optional(),
  proposedLevel: levelSchema.optional(),
  targetsCompletedRate: decimal.optional(),
  mainTargetsAllDone: z.boolean().optional(),
  lowestCriterionGrade: criterionGrade.optional(),
  lowestTaskCriterionGrade: criterionGrade.optional(),
  lowestBasicCriterionGrade: criterionGrade.optional(),
}

/** `null` says "none" only for these; for every other fact it says "not known", the same as leaving it out. */
const nullMeansNone = new Set(['discipline', 'collectiveMemberHighestDiscipline'])

const withoutUnknowns = (input: unknown): unknown =>
  typeof input === 'object' && input !== null && !Array.isArray(input)
    ? Object.fromEntries(Object.entries(input).filter(([name, value]) => value !== null || nullMeansNone.has(name)))
    : input

/** The plain facts of one subject. An absent fact is unknown; a fact of another name is refused. */
export const ratingFactsSchema = z.preprocess(withoutUnknowns, z.strictObject(factShape))
export type RatingFacts = z.infer<typeof ratingFactsSchema>
export type FactName = keyof RatingFacts

const isFactName = (name: string): name is FactName => name in factShape
/** Every fact the contract of `nq15 rate` knows. */
export const factNames: readonly FactName[] = Object.keys(factShape).filter(isFactName)

/** One case of `nq15 rate`; the rule set is looked up afterwards so that an unknown one can be named. */
export const rateCaseSchema = z.object({
  id: z.union([z.string(), z.number()]),
  ruleSet: z.string(),
  subject: subjectSchema,
  input: ratingFactsSchema,
})
export type RateCase = z.infer<typeof rateCaseSchema>

/** Why somebody or something gets no level; OTHER needs a text. */
export const notRatedReasons = [
  'EXEMPT',
  'SUSPENDED',
  'ADMITTED_LT_6M',
  'ORG_LT_6M',
  'TRANSFERRED',
  'LONG_ABSENCE',
  'UNDER_INVESTIGATION',
  'DECEASED',
  'OTHER',
] as const
export const notRatedReasonSchema = z.enum(notRatedReasons)
export type NotRatedReason = z.infer<typeof notRatedReasonSchema>
