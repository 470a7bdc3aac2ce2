import { z } from 'zod'
import { legalDayField, numberField, textField } from '../shared/index.ts'

const line = (longest: number) => textField.pipe(z.string().min(1).max(longest))
const maybeLine = (longest: number) => textField.pipe(z.string().max(longest))
const prose = z
  .string()
  .transform((typed) => typed.normalize('NFC').trim())
  .pipe(z.string().max(4_000))
/** A sign of the catalogue of indicators, or a manual one. */
export const signCodeSchema = z.string().regex(/^[A-DX]\d{1,2}$|^SG\d{2}$/)

/** Where a weakness comes from (weak units, section 6.1 §3). */
export const planCauses = ['people', 'structure', 'method', 'unresolved-case', 'area'] as const
export type PlanCause = (typeof planCauses)[number]

/** A weakness by its sign: what shows it, and why it is so. */
const weaknessSchema = z.strictObject({
  signCode: signCodeSchema,
  evidence: line(300),
  cause: z.enum(planCauses),
  causeNote: maybeLine(500),
})

/** A goal that can be measured: from the baseline to the target by a day. A baseline nobody knows is null, never 0. */
const goalSchema = z.strictObject({
  signCode: signCodeSchema,
  measure: line(200),
  baseline: numberField.nullable(),
  target: numberField,
  unit: maybeLine(30),
  dueOn: legalDayField,
})

/** What a plan says, in the order of its paper (weak units, section 6.1). */
export const planContentSchema = z.strictObject({
  legalBasis: prose,
  situation: prose,
  weaknesses: z.array(weaknessSchema).max(40).readonly(),
  goals: z.array(goalSchema).max(60).readonly(),
  areaMember: maybeLine(160),
  secretary: maybeLine(160),
  supportingUnit: maybeLine(160),
  resources: prose,
  reporting: prose,
  /** The day of the month on which reports are due; absent in plans that name none. */
  reportDay: numberField.pipe(z.int().min(1).max(28)).optional(),
  startsOn: legalDayField,
  endsOn: legalDayField,
})
export type PlanContent = Readonly<z.infer<typeof planContentSchema>>

/** A sign of the listing decision as the plan keeps it, frozen when the plan is approved. */
export const planSignSchema = z.object({
  code: z.string(),
  colour: z.enum(['red', 'yellow']),
  evidence: z.string(),
  observedOn: z.string(),
})
export type PlanSign = Readonly<z.infer<typeof planSignSchema>>
