import { z } from 'zod'
import { legalDayField, textField } from '../shared/index.ts'
import { substanceCodes } from './check-substance.ts'
import { levelSchema } from './schema.ts'

const blank = z.literal('').transform(() => null)
const optionalNumber = textField
  .pipe(z.string().max(60))
  .transform((typed) => typed || null)
  .default(null)
const reason = (least: number) => textField.pipe(z.string().min(least).max(4_000))

/** The decider's answer to one check; what he saw is sent along, so that he never answers figures that changed meanwhile. */
export const acknowledgeCheckSchema = z
  .object({
    code: z.enum(substanceCodes),
    aboutId: z.uuid(),
    seen: z.string().min(1).max(1_000),
    reason: reason(5),
    /** Number and day of the superior's direction: what is looked into is lifted by nothing else. */
    directionNumber: optionalNumber,
    directionOn: z.union([blank, legalDayField]).default(null),
  })
  .superRefine(({ code, directionNumber, directionOn }, context) => {
    if (code !== 'TC-09') return
    for (const [name, value] of Object.entries({ directionNumber, directionOn })) {
      if (value === null) context.addIssue({ code: 'custom', path: [name], message: 'DIRECTION_NEEDED' })
    }
  })
export type AcknowledgeCheck = z.infer<typeof acknowledgeCheckSchema>

/** Notice of a decision to everybody it rates who has none yet. */
export const notifyDecisionSchema = z.object({ noticeOn: legalDayField })
export type NotifyDecision = z.infer<typeof notifyDecisionSchema>

/** A complaint about a rating, in the words of who is rated. */
export const fileAppealSchema = z.object({
  filedOn: legalDayField,
  grounds: reason(10),
  wantedLevel: z.union([blank, levelSchema]).default(null),
})
export type FileAppeal = z.infer<typeof fileAppealSchema>

const documentShape = {
  decisionNumber: textField.pipe(z.string().max(60)),
  decidedOn: z.union([legalDayField, z.literal('')]),
  signerName: textField.pipe(z.string().max(120)),
  signerTitle: textField.pipe(z.string().min(1).max(120)),
  exceptionDecisionNumber: optionalNumber,
}

/** The answer of the deciding body: the level is kept with reasons, or replaced by another decision. */
export const reconsiderSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('upheld'), answer: reason(10) }),
  z.object({ outcome: z.literal('changed'), answer: reason(10), level: levelSchema, ...documentShape }),
])
export type Reconsider = z.infer<typeof reconsiderSchema>

/** The first four are those of 366-QĐ/TW Điều 15 khoản 3. */
export const correctionGrounds = [
  'violation-found',
  'level-not-due',
  'dishonest',
  'reported',
  'discipline-revoked',
  'wrong-facts',
  'superior-direction',
] as const
/** Why a decided year is corrected. */
export type CorrectionGround = (typeof correctionGrounds)[number]

/** What becomes of the published result before the subject is rated anew (366-QĐ/TW Điều 15 khoản 3). */
export const correctionMeasures = ['annul', 'adjust'] as const
export type CorrectionMeasure = (typeof correctionMeasures)[number]

/** What the office prepares: the level, the paper it rests on, the provision, the reason. */
export const prepareCorrectionSchema = z.object({
  ground: z.enum(correctionGrounds),
  measure: z.enum(correctionMeasures),
  level: levelSchema,
  groundDocument: textField.pipe(z.string().min(1).max(60)),
  groundIssuer: textField.pipe(z.string().min(1).max(200)),
  groundDay: legalDayField,
  legalBasis: textField.pipe(z.string().min(1).max(300)),
  reason: reason(10),
})
export type PrepareCorrection = z.infer<typeof prepareCorrectionSchema>

/** The decision on a prepared correction, by another person. */
export const decideCorrectionSchema = z.object(documentShape)
export type DecideCorrection = z.infer<typeof decideCorrectionSchema>
