import { z } from 'zod'
import { exactDecimalPattern, legalDayField, numberField, textField } from '../shared/index.ts'
import { quotaDenominators, votingBases } from './rule-options.ts'
import { levelSchema } from './schema.ts'

/** What the form of a new campaign asks; the days must follow each other. */
export const createCampaignSchema = z
  .object({
    year: numberField.pipe(z.int().min(2014).max(2100)),
    opensOn: legalDayField,
    cutOffOn: legalDayField,
    cellDueOn: legalDayField,
    committeeDueOn: legalDayField,
    quotaDenominator: z.enum(quotaDenominators),
    votingBase: z.enum(votingBases),
    secondEntryRequired: z.stringbool().or(z.boolean()).default(false),
    /** The cell votes twice: a level for each, then whom of the excellent it chooses. */
    twoRounds: z.stringbool().or(z.boolean()).default(false),
  })
  .refine(({ opensOn, cellDueOn }) => opensOn <= cellDueOn, { path: ['cellDueOn'], message: 'DAYS_OUT_OF_ORDER' })
  .refine(({ cellDueOn, committeeDueOn }) => cellDueOn <= committeeDueOn, {
    path: ['committeeDueOn'],
    message: 'DAYS_OUT_OF_ORDER',
  })
export type CreateCampaign = z.infer<typeof createCampaignSchema>

/** A typed number that may be emptied: an empty field is not zero but not known. */
const countField = z.union([
  z.literal('').transform(() => null),
  z.null(),
  numberField.pipe(z.int().min(0).max(100_000)),
])
const pointsField = (max: number) =>
  z.union([
    z.literal('').transform(() => null),
    z.null(),
    z
      .string()
      .trim()
      .regex(exactDecimalPattern, 'POINTS_MALFORMED')
      .transform((typed) => typed.replace(',', '.').replace(/^\+/, ''))
      .refine((typed) => !typed.startsWith('-'), 'POINTS_NEGATIVE')
      .refine((typed) => Number(typed) <= max, `POINTS_OVER_${max}`)
      .refine((typed) => (typed.split('.')[1] ?? '').length <= 3, 'POINTS_TOO_FINE'),
  ])

/** The fields of a self-assessment, each saved by itself as it is typed. */
export const assessmentPatchSchema = z.strictObject({
  generalPoints: pointsField(30).optional(),
  resultPoints: pointsField(70).optional(),
  tasksAssigned: countField.optional(),
  tasksOnTime: countField.optional(),
  tasksLate: countField.optional(),
  tasksFailed: countField.optional(),
  tasksExceeded: countField.optional(),
  limitationsPointedOut: countField.optional(),
  limitationsRemedied: countField.optional(),
  selfLevel: z.union([levelSchema, z.literal('').transform(() => null), z.null()]).optional(),
  reviewText: z
    .string()
    .max(20_000)
    .transform((typed) => typed.normalize('NFC'))
    .optional(),
})
export type AssessmentPatchCommand = z.infer<typeof assessmentPatchSchema>

/** A number of the count record as typed: also a wrong one is kept, so that it can be named and mended. */
const typedCount = z.union([
  z.literal('').transform(() => null),
  z.null(),
  numberField.pipe(z.int().min(-1_000_000).max(1_000_000)),
])

/** The six numbers, the day and the place of a count record, each saved as typed. */
export const tallyRecordPatchSchema = z.strictObject({
  eligible: typedCount.optional(),
  present: typedCount.optional(),
  issued: typedCount.optional(),
  collected: typedCount.optional(),
  valid: typedCount.optional(),
  invalid: typedCount.optional(),
  seats: typedCount.optional(),
  heldOn: z.union([legalDayField, z.literal('').transform(() => null), z.null()]).optional(),
  place: textField.pipe(z.string().max(300)).optional(),
})
export type TallyRecordPatch = z.infer<typeof tallyRecordPatchSchema>

/** Votes for one person, each level saved as typed. */
export const votesPatchSchema = z.strictObject({
  xs: typedCount.optional(),
  t: typedCount.optional(),
  ht: typedCount.optional(),
  kht: typedCount.optional(),
  chosen: typedCount.optional(),
})
export type VotesPatch = z.infer<typeof votesPatchSchema>

/** A level people propose instead of the rules', always with a reason; an empty level takes the choice back. */
export const proposeLevelSchema = z
  .object({
    level: z.union([levelSchema, z.literal('').transform(() => null)]),
    reason: textField.pipe(z.string().max(2_000)).default(''),
  })
  .refine(({ level, reason }) => level === null || reason !== '', { path: ['reason'], message: 'REASON_NEEDED' })
export type ProposeLevel = z.infer<typeof proposeLevelSchema>

/** The level of a head's collective with the decision that says so. */
export const collectiveLevelSchema = z.object({
  level: levelSchema,
  decisionNumber: textField.pipe(z.string().min(1).max(60)),
  decidedOn: legalDayField,
  exceptionDecisionNumber: textField
    .pipe(z.string().max(60))
    .transform((typed) => typed || null)
    .default(null),
})
export type CollectiveLevel = z.infer<typeof collectiveLevelSchema>

/** A committee's decision: number, day, signer, and the exception's number when the higher share is used. */
export const decideCommitteeSchema = z.object({
  decisionNumber: textField.pipe(z.string().max(60)),
  decidedOn: z.union([legalDayField, z.literal('')]),
  signerName: textField.pipe(z.string().max(120)),
  signerTitle: textField.pipe(z.string().min(1).max(120)),
  exceptionDecisionNumber: textField
    .pipe(z.string().max(60))
    .transform((typed) => typed || null)
    .default(null),
})
export type DecideCommittee = z.infer<typeof decideCommitteeSchema>
