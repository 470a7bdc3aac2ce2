import { z } from 'zod'
import { matters } from '../incidents/index.ts'
import { legalDayField, textField } from '../shared/index.ts'

/** What a question or a note is about: the matters of complex cases (weak units, section 7.3), so that both are read side by side. */
export const topics = matters
/** Where an answer was published. */
export const publicationChannels = ['notice-board', 'radio', 'cell-meeting', 'dialogue', 'press', 'portal'] as const

const text = (longest: number) => textField.pipe(z.string().min(1).max(longest))
const maybe = (longest: number) => textField.pipe(z.string().max(longest))
const prose = (longest: number) =>
  z
    .string()
    .transform((typed) => typed.normalize('NFC').trim())
    .pipe(z.string().min(1).max(longest))
/** A day that may stay out. */
const maybeDay = z.union([z.literal('').transform(() => null), z.null(), legalDayField])
const officers = { officer: text(160), deputy: text(160), dueOn: legalDayField }

/** A question as it is entered; `caseCode` names the complex case it comes from, where there is one. */
export const newIssueSchema = z.strictObject({
  organizationId: z.uuid(),
  topic: z.enum(topics),
  place: text(200),
  question: text(500),
  caseCode: maybe(40),
})
export type NewIssue = Readonly<z.infer<typeof newIssueSchema>>

/** Every act on a question with what it needs; the form fields are these keys. Officers are posts, never names. */
export const issueActSchema = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('assign'), ...officers }),
  z.strictObject({ event: z.literal('reassign'), ...officers, reason: text(500) }),
  z.strictObject({ event: z.literal('draft'), facts: prose(4_000), answer: prose(4_000) }),
  z.strictObject({
    event: z.literal('agree'),
    consultedBody: text(160),
    consultedOn: legalDayField,
    number: maybe(60),
    remark: maybe(500),
  }),
  z.strictObject({
    event: z.literal('send-back'),
    consultedBody: text(160),
    consultedOn: legalDayField,
    remark: text(500),
  }),
  z.strictObject({
    event: z.literal('publish'),
    channel: z.enum(publicationChannels),
    publishedAt: text(200),
    publishedOn: legalDayField,
    nextUpdateOn: maybeDay,
  }),
  z.strictObject({ event: z.literal('update'), reason: text(500) }),
  z.strictObject({ event: z.literal('close'), reason: text(500) }),
])
export type IssueAct = Readonly<z.infer<typeof issueActSchema>>

/** What a cell says after it has talked an answer over: a day and how many were there, never who. */
export const acknowledgementSchema = z.strictObject({
  heldOn: legalDayField,
  present: z.coerce.number().pipe(z.int().min(1).max(10_000)),
})
export type Acknowledgement = Readonly<z.infer<typeof acknowledgementSchema>>
