import { z } from 'zod'
import { confidences, legalDayField, ok, type Result, refuse } from '../shared/index.ts'
import type { RuleSet } from './rule-set.ts'

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

const ruleOptionsSchema = z.strictObject({
  ...openShape,
  quota: z.strictObject(quotaShape),
  caps: z.strictObject(capShape),
  voting: thresholdSchema,
})
/** Everything the law leaves open, decided: by our defaults or by a committee's overlay. */
export type RuleOptions = Readonly<z.infer<typeof ruleOptionsSchema>>

export const overlaySchema = z.strictObject({
  code: z.string().trim().min(1),
  issuer: z.string().trim().min(1),
  decision: z.strictObject({ number: z.string().trim().min(1), day: legalDayField }).nullable(),
  confidence: z.enum(confidences),
  options: z.strictObject({
    ...z.object(openShape).partial().shape,
    quota: z.strictObject(quotaShape).partial().optional(),
    caps: z.strictObject(capShape).partial().optional(),
    voting: thresholdSchema.optional(),
  }),
})

export type OverlayRefusal = {
  readonly code: 'OVERLAY_INVALID'
  readonly issues: readonly { readonly field: string; readonly message: string }[]
}

/**
 * The rule set with a committee's choices laid over its options and their provenance kept; the law itself cannot be
 * changed this way. Refuses unknown fields, values out of range and an exception below the ordinary percentage.
 */
export function applyOverlay(ruleSet: RuleSet, overlay: unknown): Result<RuleSet, OverlayRefusal> {
  const parsed = overlaySchema.safeParse(overlay)
  if (!parsed.success) return refuse({ code: 'OVERLAY_INVALID', issues: issuesOf(parsed.error) } as const)

  const { options: chosen, ...provenance } = parsed.data
  const { quota, caps, voting, ...open } = chosen
  const merged = ruleOptionsSchema.safeParse({
    ...ruleSet.options,
    ...open,
    quota: { ...ruleSet.options.quota, ...quota },
    caps: { ...ruleSet.options.caps, ...caps },
    voting: voting ?? ruleSet.options.voting,
  })
  if (!merged.success) return refuse({ code: 'OVERLAY_INVALID', issues: issuesOf(merged.error) } as const)
  if (merged.data.quota.exceptionPercent < merged.data.quota.percent) {
    const message = 'must not be below quota.percent'
    return refuse({ code: 'OVERLAY_INVALID', issues: [{ field: 'options.quota.exceptionPercent', message }] } as const)
  }

  return ok({
    ...ruleSet,
    options: merged.data,
    overlays: [...ruleSet.overlays, { ...provenance, changes: pathsOf(chosen) }],
  })
}

const issuesOf = (error: z.ZodError) =>
  error.issues.map(({ path, message }) => ({ field: path.map(String).join('.'), message }))

const pathsOf = (chosen: object): string[] =>
  Object.entries(chosen).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? pathsOf(value).map((inner) => `${key}.${inner}`) : [key],
  )
