import { z } from 'zod'
import { legalDayField, textField } from '../shared/index.ts'
import { complaintRefusalGrounds, instances, receiverKinds } from './axes.ts'
import { petitionSortingSchema } from './intake.ts'

const text = (longest: number) => textField.pipe(z.string().min(1).max(longest))
/** A paper sent out: its number and day. */
const sent = { number: text(60), onDay: legalDayField }

/** Every act on a paper with what it needs; the form fields are these keys. */
export const petitionActSchema = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('sort'), ...petitionSortingSchema.shape }),
  z.strictObject({ event: z.literal('merge'), intoId: z.uuid(), reason: text(600) }),
  z.strictObject({ event: z.literal('guide'), ...sent, receiver: text(160) }),
  z.strictObject({ event: z.literal('forward'), ...sent, receiver: text(160), receiverKind: z.enum(receiverKinds) }),
  z.strictObject({ event: z.literal('return'), ...sent, reason: text(600) }),
  z.strictObject({ event: z.literal('urge'), ...sent, receiver: text(160) }),
  z.strictObject({ event: z.literal('take-answer'), ...sent, reason: text(600) }),
  z.strictObject({ event: z.literal('propose'), reason: text(600) }),
  z.strictObject({ event: z.literal('send-back'), reason: text(600) }),
  z.strictObject({ event: z.literal('accept'), ...sent, instance: z.enum(instances) }),
  z.strictObject({
    ...{ event: z.literal('refuse'), ...sent, reason: text(600) },
    ground: z.enum([...complaintRefusalGrounds, 'other']),
  }),
  z.strictObject({ event: z.literal('file'), reason: text(600) }),
  z.strictObject({ event: z.literal('return-originals'), onDay: legalDayField }),
])
export type PetitionAct = Readonly<z.infer<typeof petitionActSchema>>
