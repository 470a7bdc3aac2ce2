import { z } from 'zod'
import { legalDayField, textField } from '../shared/index.ts'
import { removalFactsSchema } from './judge-removal.ts'

const text = (longest: number) => textField.pipe(z.string().min(1).max(longest))
const reason = z
  .string()
  .transform((typed) => typed.normalize('NFC').trim())
  .pipe(z.string().min(1).max(2_000))
const number = text(60)

/** A sign as it is recorded: its code in the catalogue, the paper or figure behind it, the day it was seen, its colour. */
export const watchSignSchema = z.strictObject({
  code: z.string().regex(/^[A-DX]\d{1,2}$|^SG\d{2}$/),
  evidence: text(300),
  observedOn: legalDayField,
  colour: z.enum(['red', 'yellow']),
  /** The signal of the screening it was taken from. */
  signalId: z.uuid().nullable().default(null),
})
export type WatchSign = Readonly<z.infer<typeof watchSignSchema>>

/** A decision on paper: number, day, the body that took it, why, and when it is looked at again. */
const decision = {
  number,
  decidedOn: legalDayField,
  body: text(160),
  reason,
  reviewOn: legalDayField,
}
const ending = { number, decidedOn: legalDayField, body: text(160), reason }

/** Every act on an entry with what it needs; the form fields are these keys. */
export const watchActSchema = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('record-sign'), sign: watchSignSchema }),
  z.strictObject({ event: z.literal('open-appraisal') }),
  z.strictObject({ event: z.literal('hear'), heardOn: legalDayField, reference: text(160), statement: reason }),
  z.strictObject({ event: z.literal('give-opinion'), reference: text(160), statement: reason }),
  z.strictObject({ event: z.literal('submit'), levelCode: text(41), reason }),
  z.strictObject({ event: z.literal('dismiss'), ...ending }),
  z.strictObject({
    event: z.literal('list'),
    levelCode: text(41),
    /** Highest level of a block at the decision, 1 to 3; at least 1. */
    severity: z.int().min(1).max(3),
    ...decision,
  }),
  z.strictObject({ event: z.literal('raise'), levelCode: text(41), severity: z.int().min(1).max(3), ...decision }),
  z.strictObject({ event: z.literal('submit-plan'), reference: text(160), source: text(300) }),
  z.strictObject({ event: z.literal('return-plan'), reason }),
  z.strictObject({ event: z.literal('approve-plan'), ...decision }),
  z.strictObject({ event: z.literal('complete-plan'), completedOn: legalDayField, source: text(300) }),
  z.strictObject({ event: z.literal('open-review'), reason }),
  z.strictObject({
    event: z.literal('report-review'),
    isPositive: z.boolean(),
    reference: text(160),
    statement: reason,
  }),
  z.strictObject({ event: z.literal('not-passed'), ...decision }),
  z.strictObject({ event: z.literal('remove'), facts: removalFactsSchema, ...ending }),
  z.strictObject({ event: z.literal('end-after-watch'), noRedSource: text(300), reason }),
  z.strictObject({ event: z.literal('relapse'), signCode: z.string().min(2).max(4), ...decision }),
  z.strictObject({ event: z.literal('merge'), successionId: z.uuid(), reason }),
  z.strictObject({ event: z.literal('dissolve'), successionId: z.uuid(), reason }),
  z.strictObject({ event: z.literal('hand-over'), toBodyId: z.uuid(), number, decidedOn: legalDayField, reason }),
])
export type WatchAct = Readonly<z.infer<typeof watchActSchema>>
