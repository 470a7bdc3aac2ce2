import { z } from 'zod'
import { legalDayField, textField } from '../shared/index.ts'
import { namesNobody, petitionKinds } from './axes.ts'
import { findSenderMarks } from './find-identifiers.ts'
import { headTypes } from './reception-duty.ts'
import { representativesFit } from './representatives.ts'

const line = (longest: number) => textField.pipe(z.string().max(longest))
const given = (longest: number) => textField.pipe(z.string().min(1).max(longest))
const prose = z
  .string()
  .transform((typed) => typed.normalize('NFC').trim())
  .pipe(z.string().max(2_000))
const count = (most: number) => z.coerce.number().int().min(0).max(most)

export const sessionKinds = ['regular', 'periodic', 'unscheduled'] as const

/** A session of reception, direct; who held it, and why a deputy did. */
export const sessionSchema = z
  .strictObject({
    kind: z.enum(sessionKinds),
    head: z.enum(headTypes),
    heldOn: legalDayField,
    host: given(160),
    isDelegated: z.boolean(),
    delegationReason: line(300),
    place: given(160),
  })
  .refine(({ isDelegated, delegationReason }) => isDelegated === (delegationReason !== ''), {
    path: ['delegationReason'],
    message: 'DELEGATION_REASON',
  })
export type ReceptionSessionInput = Readonly<z.infer<typeof sessionSchema>>

/** The published days of a head in a month. */
export const scheduleSchema = z.strictObject({
  head: z.enum(headTypes),
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  days: z.array(legalDayField).min(1).max(31).readonly(),
  place: given(160),
})
export type ReceptionScheduleInput = Readonly<z.infer<typeof scheduleSchema>>

/** How a coming ended (D1:25.3). */
export const visitResults = [
  'answered-on-spot',
  'term-promised',
  'assigned',
  'petition-taken',
  'guided',
  'forwarded',
  'refused',
] as const

/** Grounds of a refusal; the first two lists end in form 01/TCD or in a word on the spot (petitions, section 5.3). */
export const refusalsByForm = ['settled-and-reviewed-persists', 'knpa-answered-no-new-facts'] as const
export const refusalsOnTheSpot = [
  'intoxicated-or-incapable',
  'threat-insult-disorder',
  'weapon',
  'security-check-refused',
  'unauthorised-recording',
  'incitement',
  'incapacity-without-rep',
  'no-proof-of-representation',
  'outside-scope',
  'effective-judgment',
  'other-body-handling',
] as const
export const refusalGrounds = [...refusalsByForm, ...refusalsOnTheSpot] as const
export type RefusalGround = (typeof refusalGrounds)[number]
/** Whether a refusal is written on form 01/TCD within R4. */
export const needsForm = (ground: RefusalGround): boolean => refusalsByForm.some((one) => one === ground)

/** A coming of people: a large group is one coming (petitions, section 7). Of a denouncer neither name nor address. */
export const visitSchema = z.strictObject({
  kind: z.enum(petitionKinds),
  visitorName: line(160),
  visitorAddress: line(240),
  idHint: textField.pipe(z.string().regex(/^(\d{3})?$/)),
  people: count(5_000).pipe(z.number().min(1)),
  representatives: count(50),
  /** People who have sent a paper of the same content: column 7 of the register. */
  sameContent: count(5_000),
  isRepeat: z.boolean(),
  content: prose.pipe(z.string().min(1)),
  demand: line(600),
  /** The body that has settled it to the end of its competence: column 8. */
  settledBy: line(160),
  result: z.enum(visitResults),
  refusalGround: z.enum(refusalGrounds).nullable(),
  /** To whom guided or forwarded, with the number of the letter: columns 10 and 11. */
  receiver: line(160),
  letterNumber: line(60),
})
export type VisitInput = Readonly<z.infer<typeof visitSchema>>

export const visitFindings = [
  'DENOUNCER_NAMED',
  'DENOUNCER_IN_TEXT',
  'NAME_MISSING',
  'REPRESENTATIVES_DO_NOT_FIT',
  'GROUND_MISSING',
  'GROUND_TOO_MANY',
  'RECEIVER_MISSING',
] as const
export type VisitFindingCode = (typeof visitFindings)[number]

const when = (holds: boolean, code: VisitFindingCode) => (holds ? [{ code }] : [])

/** Everything that keeps a coming out of the register. */
export function judgeVisit(visit: VisitInput): readonly { readonly code: VisitFindingCode }[] {
  const isSealed = namesNobody(visit.kind)
  const named = [visit.visitorName, visit.visitorAddress, visit.idHint].some((text) => text !== '')
  const texts = [visit.content, visit.demand, visit.settledBy, visit.receiver]
  const isSent = visit.result === 'guided' || visit.result === 'forwarded'
  return [
    ...when(isSealed && named, 'DENOUNCER_NAMED'),
    ...when(isSealed && texts.some((text) => findSenderMarks(text).length > 0), 'DENOUNCER_IN_TEXT'),
    ...when(!isSealed && visit.visitorName === '' && visit.result !== 'refused', 'NAME_MISSING'),
    ...when(!representativesFit(visit.people, visit.representatives), 'REPRESENTATIVES_DO_NOT_FIT'),
    ...when(visit.result === 'refused' && visit.refusalGround === null, 'GROUND_MISSING'),
    ...when(visit.result !== 'refused' && visit.refusalGround !== null, 'GROUND_TOO_MANY'),
    ...when(isSent && visit.receiver === '', 'RECEIVER_MISSING'),
  ]
}
