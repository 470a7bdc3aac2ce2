import { z } from 'zod'
import { legalDayField, textField } from '../shared/index.ts'
import { inspectionKinds } from './inspection-states.ts'

const text = (longest: number) => textField.pipe(z.string().min(1).max(longest))
const maybe = (longest: number) => textField.pipe(z.string().max(longest))
const prose = (longest: number) =>
  z
    .string()
    .transform((typed) => typed.normalize('NFC').trim())
    .pipe(z.string().max(longest))
const reason = prose(2_000).pipe(z.string().min(1))
const decision = { number: text(60), decidedOn: legalDayField, body: text(160) }

/** What an inspection is about and how it is done: purpose, content, time examined, method, time points, outline of the self-report. */
export const inspectionContentSchema = z.strictObject({
  purpose: prose(2_000),
  content: prose(4_000),
  period: maybe(160),
  method: prose(2_000),
  milestones: prose(2_000),
  outline: prose(4_000),
  /** The information or document that shows a sign of violation; needed where the inspection rests on one. */
  sign: prose(1_000),
})
export type InspectionContent = Readonly<z.infer<typeof inspectionContentSchema>>

export const emptyContent: InspectionContent = {
  ...{ purpose: '', content: '', period: '', method: '', milestones: '', outline: '', sign: '' },
}

/** A new inspection: which organization, for which body, of which kind, from which ground. */
export const newInspectionSchema = z.strictObject({
  organizationId: z.uuid(),
  bodyId: z.uuid(),
  kind: z.enum(inspectionKinds),
  subject: text(300),
  programmeId: z.uuid().nullable(),
  planId: z.uuid().nullable(),
})
export type NewInspection = Readonly<z.infer<typeof newInspectionSchema>>

/** A programme of a year. */
export const newProgrammeSchema = z.strictObject({
  organizationId: z.uuid(),
  body: z.enum(['committee', 'commission']),
  year: z.coerce.number().pipe(z.int().min(2000).max(2100)),
  title: text(300),
  number: text(60),
  decidedOn: legalDayField,
})
export type NewProgramme = Readonly<z.infer<typeof newProgrammeSchema>>

/** Somebody to be taken into the team; found by his member's card or his account's name. */
export const newTeamMemberSchema = z.strictObject({
  name: text(120),
  post: maybe(160),
  card: maybe(40),
  isLead: z.boolean(),
  statement: prose(500),
})
export type NewTeamMember = Readonly<z.infer<typeof newTeamMemberSchema>>

/** A remedy as the conclusion asks for it. */
export const newRemedySchema = z.strictObject({
  title: text(300),
  output: text(300),
  ownerName: text(120),
  ownerPost: maybe(120),
  dueOn: legalDayField,
})

/** What an inspection found. */
export const inspectionResults = ['no-violation', 'shortcomings', 'violation'] as const
export type InspectionResult = (typeof inspectionResults)[number]

/** Every act on an inspection with what it needs; the form fields are these keys. */
export const inspectionActSchema = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('decide'), ...decision }),
  z.strictObject({ event: z.literal('revise'), content: inspectionContentSchema }),
  z.strictObject({ event: z.literal('prepare') }),
  z.strictObject({ event: z.literal('announce'), announcedOn: legalDayField }),
  z.strictObject({ event: z.literal('self-report'), reference: text(160), statement: reason }),
  z.strictObject({ event: z.literal('minute'), heldOn: legalDayField, attendance: text(300), statement: reason }),
  z.strictObject({ event: z.literal('report'), reference: text(160), statement: prose(6_000).pipe(z.string().min(1)) }),
  z.strictObject({ event: z.literal('extend'), ...decision, endsOn: legalDayField, reason }),
  z.strictObject({
    event: z.literal('conclude'),
    ...decision,
    result: z.enum(inspectionResults),
    strengths: prose(3_000),
    shortcomings: prose(3_000),
    causes: prose(2_000),
    signCodes: z
      .array(z.string().regex(/^[A-DX]\d{1,2}$|^SG\d{2}$/))
      .max(20)
      .readonly(),
    remedies: z.array(newRemedySchema).max(30).readonly(),
  }),
  z.strictObject({ event: z.literal('open-discipline'), reason }),
  z.strictObject({ event: z.literal('follow') }),
  z.strictObject({ event: z.literal('close'), reason }),
])
export type InspectionAct = Readonly<z.infer<typeof inspectionActSchema>>
