import { z } from 'zod'
import { legalDayField, textField } from '../shared/index.ts'

/** Fields a case may be about (weak units, section 7.3). */
export const matters = [
  'land',
  'compensation',
  'construction-order',
  'environment-waste',
  'cemetery',
  'cadre-finance',
  'public-order',
  'religion-land',
  'other',
] as const

/** How a case became known. */
export const incidentSources = [
  'citizen-reception',
  'petition-register',
  'committee-report',
  'inspection',
  'cell-meeting',
] as const

/** Who follows a case; the district level was retired on 1 July 2025 and is kept for history (weak units, section 7.2). */
export const incidentLevels = ['city', 'district', 'commune'] as const
export type IncidentLevel = (typeof incidentLevels)[number]
export const incidentPriorities = ['A', 'B'] as const
export const incidentCauses = ['policy', 'implementation', 'cadre', 'misunderstanding', 'mixed'] as const

/** How many people or households, as a range only (privacy G8). */
export const peopleRanges = ['unknown', 'under-5', '5-10', '11-30', '31-100', '101-300', 'over-300'] as const
export type PeopleRange = (typeof peopleRanges)[number]

/** What is recorded of a case by day: no names, no contents. `gathering` is a group of five or more on one matter. */
export const happeningKinds = ['gathering', 'petitions', 'dialogue', 'measure', 'other'] as const

const text = (longest: number) => textField.pipe(z.string().min(1).max(longest))
const maybe = (longest: number) => textField.pipe(z.string().max(longest))
const prose = (longest: number) =>
  z
    .string()
    .transform((typed) => typed.normalize('NFC').trim())
    .pipe(z.string().max(longest))
const reason = prose(2_000).pipe(z.string().min(1))
const decision = { number: text(60), decidedOn: legalDayField, body: text(160) }

/** A new entry of the register; `earlierCode` names a case of the same place and matter, whose family it joins. */
export const newIncidentSchema = z.strictObject({
  organizationId: z.uuid(),
  title: text(200),
  place: text(200),
  matter: z.enum(matters),
  firstSeenOn: legalDayField,
  source: z.enum(incidentSources),
  level: z.enum(incidentLevels),
  projectCode: maybe(40),
  earlierCode: maybe(40),
})
export type NewIncident = Readonly<z.infer<typeof newIncidentSchema>>

/** Every act on a case with what it needs; the form fields are these keys. */
export const incidentActSchema = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('receive'), note: maybe(500) }),
  z.strictObject({
    event: z.literal('classify'),
    matter: z.enum(matters),
    priority: z.enum(incidentPriorities),
    cause: z.enum(incidentCauses),
    households: z.enum(peopleRanges),
    participants: z.enum(peopleRanges),
  }),
  z.strictObject({
    event: z.literal('assign'),
    ...decision,
    leader: text(160),
    leadBody: text(160),
    cooperating: maybe(400),
  }),
  z.strictObject({ event: z.literal('start'), plan: prose(4_000).pipe(z.string().min(1)) }),
  z.strictObject({ event: z.literal('calm'), reason }),
  z.strictObject({ event: z.literal('stir'), reason }),
  z.strictObject({ event: z.literal('settle'), ...decision, reason }),
  z.strictObject({ event: z.literal('propose-removal'), reason }),
  z.strictObject({ event: z.literal('remove'), ...decision, reason }),
  z.strictObject({ event: z.literal('reopen'), reason }),
  z.strictObject({ event: z.literal('drop'), ...decision, reason }),
  z.strictObject({ event: z.literal('set-level'), ...decision, level: z.enum(incidentLevels), reason }),
  z.strictObject({
    event: z.literal('describe'),
    legalPosition: prose(2_000),
    informationLead: maybe(160),
    households: z.enum(peopleRanges),
    participants: z.enum(peopleRanges),
  }),
  z.strictObject({ event: z.literal('add-milestone'), title: text(300), dueOn: legalDayField }),
  z.strictObject({ event: z.literal('finish-milestone'), milestoneId: z.uuid(), doneOn: legalDayField }),
  z.strictObject({
    event: z.literal('record'),
    kind: z.enum(happeningKinds),
    onDay: legalDayField,
    size: z.enum(peopleRanges),
    count: z.coerce.number().pipe(z.int().min(1).max(100_000)),
    note: text(300),
  }),
])
export type IncidentAct = Readonly<z.infer<typeof incidentActSchema>>
