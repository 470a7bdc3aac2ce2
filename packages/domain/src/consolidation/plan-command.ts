import { z } from 'zod'
import { legalDayField, textField } from '../shared/index.ts'
import { planContentSchema } from './plan.ts'

const text = (longest: number) => textField.pipe(z.string().min(1).max(longest))
const reason = z
  .string()
  .transform((typed) => typed.normalize('NFC').trim())
  .pipe(z.string().min(1).max(2_000))

/** A decision on paper: number, day, body and why. */
const decision = { number: text(60), decidedOn: legalDayField, body: text(160), reason }
const opinion = { isPositive: z.boolean(), reference: text(160), statement: reason }

/** Every act on a plan with what it needs; the form fields are these keys. */
export const planActSchema = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('revise'), content: planContentSchema }),
  z.strictObject({ event: z.literal('submit') }),
  z.strictObject({ event: z.literal('appraise'), ...opinion }),
  z.strictObject({ event: z.literal('return'), reason }),
  z.strictObject({ event: z.literal('approve'), ...decision, reviewOn: legalDayField }),
  z.strictObject({ event: z.literal('start') }),
  z.strictObject({ event: z.literal('extend'), ...decision, endsOn: legalDayField }),
  z.strictObject({ event: z.literal('complete'), source: text(300) }),
  z.strictObject({ event: z.literal('report-review'), ...opinion }),
  z.strictObject({ event: z.literal('accept'), ...decision }),
  z.strictObject({ event: z.literal('fail'), ...decision, reviewOn: legalDayField }),
  z.strictObject({ event: z.literal('end'), reason }),
])
export type PlanAct = Readonly<z.infer<typeof planActSchema>>
