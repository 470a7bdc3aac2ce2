import { z } from 'zod'
import { legalDayField, numberField, textField } from '../shared/index.ts'
import { complexCriteria } from './axes.ts'
import { enforcementItems, outcomes } from './case-facts.ts'

const text = (longest: number) => textField.pipe(z.string().min(1).max(longest))
const paper = { number: text(60), onDay: legalDayField }
const amounts = z.partialRecord(z.enum(enforcementItems), numberField.pipe(z.number().min(0).max(1e15)))
const criteria = z.array(z.enum(complexCriteria)).max(7).readonly()

export const suspensionGrounds = [
  'force-majeure',
  'awaiting-other-body',
  'awaiting-other-result',
  'awaiting-expertise',
] as const
export const terminationGrounds = [
  'full-withdrawal',
  'withdrawn-after-explanation',
  'death-no-heir',
  'dissolved-no-successor',
  'denounced-died',
  'effective-court-or-other-decision',
] as const

/** The grounds of an end that rest on the will of whoever sent the paper. */
export const withdrawalGrounds: readonly string[] = ['full-withdrawal', 'withdrawn-after-explanation']
/** Whether a withdrawal was of one's own will: three answers, and no end rests on the latter two. */
export const withdrawalWills = ['free', 'pressed', 'not-established'] as const

/** Every act on a matter with what it needs; the form fields are these keys. */
export const caseActSchema = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('notify'), ...paper }),
  z.strictObject({
    event: z.literal('start-verifying'),
    ...paper,
    team: text(600),
    members: z.coerce.number().int().min(1).max(50),
  }),
  z.strictObject({ event: z.literal('mark-complex'), ...paper, criteria }),
  z.strictObject({
    event: z.literal('hold-dialogue'),
    onDay: legalDayField,
    wasAbsent: z.boolean(),
    reason: text(2_000),
  }),
  z.strictObject({
    event: z.literal('extend'),
    ...paper,
    days: z.coerce.number().int().min(1).max(366),
    reason: text(600),
  }),
  z.strictObject({ event: z.literal('suspend'), ...paper, ground: z.enum(suspensionGrounds) }),
  z.strictObject({ event: z.literal('resume'), ...paper }),
  z.strictObject({
    event: z.literal('withdraw-part'),
    onDay: legalDayField,
    reason: text(600),
    will: z.enum(withdrawalWills),
  }),
  z.strictObject({
    event: z.literal('terminate'),
    ...paper,
    ground: z.enum(terminationGrounds),
    // Empty where the end rests on no withdrawal; of a withdrawal it is asked, and no answer is taken for granted.
    will: z.enum([...withdrawalWills, '']).default(''),
  }),
  z.strictObject({
    event: z.literal('decide'),
    ...paper,
    outcome: z.enum(outcomes),
    reason: text(4_000),
    differs: z.boolean(),
  }),
  z.strictObject({ event: z.literal('conclude'), ...paper, outcome: z.enum(outcomes), reason: text(4_000) }),
  z.strictObject({ event: z.literal('answer'), ...paper, outcome: z.enum(outcomes), reason: text(4_000) }),
  z.strictObject({ event: z.literal('send'), onDay: legalDayField, receiver: text(300) }),
  z.strictObject({ event: z.literal('handle'), ...paper, reason: text(2_000), isCrime: z.boolean() }),
  z.strictObject({ event: z.literal('publish'), onDay: legalDayField, how: text(160), isRedacted: z.boolean() }),
  z.strictObject({ event: z.literal('second-complaint'), onDay: legalDayField, receiver: text(160) }),
  z.strictObject({ event: z.literal('go-to-court'), onDay: legalDayField, receiver: text(160) }),
  z.strictObject({ event: z.literal('take-effect'), onDay: legalDayField }),
  z.strictObject({ event: z.literal('start-enforcing'), ...paper, executor: text(160), amounts }),
  z.strictObject({ event: z.literal('report-enforcing'), onDay: legalDayField, reason: text(600), amounts }),
  z.strictObject({ event: z.literal('track'), onDay: legalDayField, reason: text(600) }),
  z.strictObject({
    event: z.literal('complete'),
    onDay: legalDayField,
    reason: text(600),
    closingDocument: textField.pipe(z.string().max(60)),
  }),
])
export type CaseAct = Readonly<z.infer<typeof caseActSchema>>
