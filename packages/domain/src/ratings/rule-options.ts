import { z } from 'zod'

export const quotaDenominators = ['T_ONLY', 'T_OR_BETTER', 'ALL_RATED'] as const
export const roundings = ['FLOOR', 'ROUND', 'CEIL'] as const
export const votingBases = ['ELIGIBLE', 'PRESENT', 'ISSUED', 'COLLECTED', 'VALID'] as const

/** The share of votes that carries: `num/den` of the base, more than it when `strict`, else at least it. */
export const thresholdSchema = z
  .strictObject({ num: z.int().min(0), den: z.int().min(1), strict: z.boolean(), base: z.enum(votingBases) })
  .refine(({ num, den }) => num <= den, { path: ['num'], message: 'num must not exceed den' })
export type VotingThreshold = z.infer<typeof thresholdSchema>

const quotaShape = {
  denominator: z.enum(quotaDenominators),
  rounding: z.enum(roundings),
  percent: z.number().min(0).max(100),
  exceptionPercent: z.number().min(0).max(100),
  /** A group in which somebody is rated may always have one XS. */
  minOne: z.boolean(),
}
const capShape = {
  HEAD_ABOVE_COLLECTIVE: z.boolean(),
  QUARTER_BELOW_MIN: z.boolean(),
  COLLECTIVE_UNDER_70: z.boolean(),
}
const openShape = {
  /** What 50 points or more mean when no band's conditions hold. */
  gapPolicy: z.enum(['MANUAL', 'KHT']),
  /** An organization founded less than six months ago. */
  organizationUnderSixMonths: z.enum(['WARN', 'NOT_RATED']),
  /** A member admitted less than six months before the cut-off day. */
  memberUnderSixMonths: z.enum(['WARN', 'NOT_RATED']),
  /** A violation that already lowered an earlier rating does not lower this one. */
  countViolationOnce: z.boolean(),
  /**
   * An act (discipline, a conclusion, a remark of the superior) nothing is said about: presumed not on file and named
   * in the answer, or handed to people.
   */
  unstatedActs: z.enum(['PRESUME_NONE', 'MANUAL']),
  /** The tally is entered blind a second time by another person. */
  secondEntryRequired: z.boolean(),
}

const disputedShape = {
  /** Whether the triggers of organizations that are known from memory only mean KHT or hand the case to people (G1b, G2). */
  organizationTriggers: z.enum(['KHT', 'MANUAL']),
  /** Whether persons are asked only the listed conditions of HTTNV, or also the grades asked of collectives (G2). */
  personGrades: z.enum(['AS_LISTED', 'AS_COLLECTIVES']),
}
/** Readings on which our sources of a generation differ; only the sets that know the dispute carry them. */
export type DisputedReadings = Readonly<z.infer<z.ZodObject<typeof disputedShape>>>

/** What carries in a second round, where the committee asks something else there than in the first. */
const roundShape = { votingRoundTwo: thresholdSchema.optional() }

export const ruleOptionsSchema = z.strictObject({
  ...openShape,
  ...z.object(disputedShape).partial().shape,
  quota: z.strictObject(quotaShape),
  caps: z.strictObject(capShape),
  voting: thresholdSchema,
  ...roundShape,
})
/** Everything the law leaves open, decided: by our defaults or by a committee's overlay. */
export type RuleOptions = Readonly<z.infer<typeof ruleOptionsSchema>>

/** The options as an overlay may name them: any of them, and nothing else. */
export const chosenOptionsSchema = z.strictObject({
  ...z.object(openShape).partial().shape,
  ...z.object(disputedShape).partial().shape,
  quota: z.strictObject(quotaShape).partial().optional(),
  caps: z.strictObject(capShape).partial().optional(),
  voting: thresholdSchema.optional(),
  ...roundShape,
})
