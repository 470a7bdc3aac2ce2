import { z } from 'zod'
import { legalDayField, numberField, textField } from '../shared/index.ts'
import { complexCriteria, instances } from './axes.ts'

const text = (longest: number) => textField.pipe(z.string().max(longest))
const day = legalDayField.nullable().default(null)
const amount = numberField.pipe(z.number().min(0).max(1e15))

/** What a decision brings to be done, each as due and done (petitions, section 12): money in đồng, land in m², people as counts. */
export const enforcementItems = [
  'money-to-state',
  'land-to-state',
  'money-to-organizations',
  'land-to-organizations',
  'money-to-persons',
  'land-to-persons',
  'persons-handled',
  'officials-handled',
  'organizations-restored',
  'persons-restored',
  'prosecuted-matters',
  'prosecuted-persons',
  'prosecuted-officials',
] as const

export const complaintOutcomes = ['founded', 'partly-founded', 'unfounded'] as const
export const secondOutcomes = ['uphold-first', 'annul-or-amend-first'] as const
export const denunciationOutcomes = ['founded', 'partly-founded', 'unfounded'] as const
export const feedbackOutcomes = ['accepted', 'explained', 'unfounded', 'forwarded'] as const
export const outcomes = [...complaintOutcomes, ...secondOutcomes, 'accepted', 'explained', 'forwarded'] as const
export type Outcome = (typeof outcomes)[number]

/**
 * The facts of a matter by which its terms are counted and its steps judged. All are facts of procedure: no field says who
 * complained or denounced. `terminated` holds the ground.
 */
export const caseFactsSchema = z.object({
  instance: z.enum(instances),
  acceptedOn: legalDayField,
  acceptedNumber: text(60),
  /** The commune lies in an area hard to reach (L2:28); set with the acceptance. */
  isRemote: z.boolean().default(false),
  criteria: z.array(z.enum(complexCriteria)).readonly().default([]),
  complexDocument: text(60).default(''),
  complexOn: day,
  notifiedOn: day,
  verifyingFrom: day,
  team: text(600).default(''),
  dialogue: z.object({ onDay: legalDayField, wasAbsent: z.boolean() }).nullable().default(null),
  extensions: z
    .array(z.object({ days: z.number().int(), number: text(60), onDay: legalDayField }))
    .readonly()
    .default([]),
  suspensions: z
    .array(z.tuple([legalDayField, legalDayField.nullable()]))
    .readonly()
    .default([]),
  withdrawnParts: z.number().int().default(0),
  endedOn: day,
  terminated: text(60).default(''),
  outcome: z.enum(outcomes).nullable().default(null),
  decidedOn: day,
  decidedNumber: text(60).default(''),
  sentOn: day,
  handledOn: day,
  isCrimeTransferred: z.boolean().default(false),
  publishedOn: day,
  publishedHow: text(160).default(''),
  effectiveOn: day,
  executor: text(160).default(''),
  executionNumber: text(60).default(''),
  due: z.partialRecord(z.enum(enforcementItems), amount).default({}),
  done: z.partialRecord(z.enum(enforcementItems), amount).default({}),
  closingDocument: text(60).default(''),
})
export type CaseFacts = Readonly<z.infer<typeof caseFactsSchema>>
