import { z } from 'zod'
import { legalDayField, textField } from '../shared/index.ts'

/** What a person may ask about his data. */
export const requestKinds = ['see', 'correct', 'restrict', 'erase', 'complain'] as const
export const requestChannels = ['in-person', 'letter', 'own-account'] as const
export const requestStates = ['open', 'fulfilled', 'partly', 'refused', 'withdrawn'] as const

/** What of a datum is contested. */
export const objectionAspects = ['value', 'sign', 'decision'] as const
export const objectionStates = ['open', 'upheld', 'partly', 'rejected', 'withdrawn'] as const

/** How many people a breach touches, as a range: no exact number is kept (privacy G8). */
export const peopleRanges = ['unknown', 'under-5', '5-10', '11-30', '31-100', '101-300', 'over-300'] as const
export const breachStates = ['noticed', 'assessed', 'notified', 'closed'] as const
export type BreachState = (typeof breachStates)[number]

/** The tables whose rows an organization or member may contest, and a legal hold may keep. */
export const contestable = [
  'rating',
  'rating_case',
  'member',
  'discipline_record',
  'organization',
  'watch_entry',
] as const
export type Contestable = (typeof contestable)[number]
export const holdable = [...contestable, 'rating_decision', 'import_run', 'file_attachment', 'petition'] as const

const text = (longest: number) => textField.pipe(z.string().min(1).max(longest))
const longText = z
  .string()
  .transform((typed) => typed.normalize('NFC').trim())
  .pipe(z.string().min(1).max(4_000))

/** A request as it is entered: by a handler for somebody, or by a member for himself. */
export const fileRequestSchema = z.object({
  organizationId: z.uuid(),
  kind: z.enum(requestKinds),
  subjectName: text(200),
  receivedOn: legalDayField,
  channel: z.enum(requestChannels).exclude(['own-account']),
  content: longText,
})

/** A member's own request; who he is and where he belongs is known from his account. */
export const ownRequestSchema = z.object({ kind: z.enum(requestKinds), content: longText })

/** The written answer to a request or an objection. */
export const answerRequestSchema = z.object({
  state: z.enum(['fulfilled', 'partly', 'refused']),
  answer: longText,
  answerNumber: text(100),
  answeredOn: legalDayField,
})
export const answerObjectionSchema = answerRequestSchema.extend({ state: z.enum(['upheld', 'partly', 'rejected']) })

/** An objection as it is filed beside the datum. */
export const fileObjectionSchema = z.object({
  recordTable: z.enum(contestable),
  recordId: z.uuid(),
  aspect: z.enum(objectionAspects),
  reason: longText,
})

export const reportBreachSchema = z.object({
  organizationId: z.uuid(),
  noticedAt: z.iso.datetime({ offset: true }),
  happened: longText,
  dataKinds: text(300),
  people: z.enum(peopleRanges),
})
export const assessBreachSchema = z.object({ assessment: longText, mustNotify: z.enum(['yes', 'no']) })
export const notifyBreachSchema = z.object({
  notifiedAt: z.iso.datetime({ offset: true }),
  notifiedTo: text(200),
  noticeNumber: text(100),
  peopleInformedOn: legalDayField.nullable(),
})
export const closeBreachSchema = z.object({ measures: longText })

export const setHoldSchema = z.object({
  organizationId: z.uuid(),
  recordTable: z.enum(holdable),
  recordId: z.uuid().nullable(),
  reason: text(500),
  decisionNumber: text(100),
  decidedOn: legalDayField,
})
export const liftHoldSchema = z.object({ liftedNumber: text(100), liftedOn: legalDayField })

export const giveNamesSchema = z
  .object({
    organizationId: z.uuid(),
    username: text(100),
    reason: text(500),
    decisionNumber: text(100),
    validFrom: legalDayField,
    validTo: legalDayField,
  })
  .refine(({ validFrom, validTo }) => validFrom < validTo, { path: ['validTo'], message: 'END_BEFORE_START' })
export const openNamesSchema = z.object({ organizationId: z.uuid(), reason: text(500) })
