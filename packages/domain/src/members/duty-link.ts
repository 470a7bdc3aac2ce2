import { z } from 'zod'
import { legalDayField, textField } from '../shared/index.ts'
import { dutyLinks } from './schema.ts'

/** Whether a violation is linked to duty, from the paper that says so; the day of the violation where the paper tells it. */
export const stateDutyLinkSchema = z.strictObject({
  dutyRelated: z.enum(dutyLinks),
  basis: textField.pipe(z.string().min(1).max(300)),
  violatedOn: legalDayField.nullable(),
  /** The member found, reported and remedied it himself, in time. */
  selfDetected: z.boolean(),
})
export type StateDutyLink = Readonly<z.infer<typeof stateDutyLinkSchema>>
