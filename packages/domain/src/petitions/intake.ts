import { z } from 'zod'
import { legalDayField, textField } from '../shared/index.ts'
import {
  competences,
  eligibilities,
  fieldsL1,
  fieldsL2,
  handlings,
  identityKinds,
  ineligibleReasons,
  partyTracks,
  petitionKinds,
  petitionSources,
  severities,
} from './axes.ts'

const line = (longest: number) => textField.pipe(z.string().max(longest))
const prose = z
  .string()
  .transform((typed) => typed.normalize('NFC').trim())
  .pipe(z.string().max(4_000))
const count = (most: number) => z.coerce.number().int().min(0).max(most)

/**
 * A paper at the desk: who, what, where, which originals. `sealedNumber` is the number of the closed envelope with the paper of a
 * denouncer; it is the reference by which an identity would be found, and all of it that is kept here.
 */
export const petitionIntakeSchema = z.strictObject({
  kind: z.enum(petitionKinds),
  source: z.enum(petitionSources),
  receivedOn: legalDayField,
  writtenOn: legalDayField.nullable(),
  identity: z.enum(identityKinds),
  petitionerName: line(160),
  petitionerAddress: line(240),
  /** The last three digits of an identity paper (privacy I7). */
  idHint: textField.pipe(z.string().regex(/^(\d{3})?$/)),
  sealedNumber: line(60),
  petitionerCount: count(5_000).pipe(z.number().min(1)),
  representatives: count(50),
  respondent: line(240),
  respondentOrganizationId: z.uuid().nullable(),
  /** The decision or act complained of. */
  subject: line(240),
  content: prose.pipe(z.string().min(1)),
  demand: line(600),
  place: line(160),
  fieldL1: z.enum(fieldsL1),
  fieldL2: z.enum(fieldsL2).nullable(),
  originals: count(500),
  copies: count(500),
  forwarder: line(160),
  forwarderNumber: line(60),
  isSigned: z.boolean(),
  /** Names a person, holds concrete evidence, can be verified: what makes an unsigned denunciation usable as information. */
  isVerifiable: z.boolean(),
  severity: z.enum(severities),
  partyTracks: z.array(z.enum(partyTracks)).max(3).readonly(),
})
export type PetitionIntake = Readonly<z.infer<typeof petitionIntakeSchema>>

/** What a person decided about a paper when sorting it. */
export const petitionSortingSchema = z.strictObject({
  eligibility: z.enum(eligibilities),
  reasons: z.array(z.enum(ineligibleReasons)).max(6).readonly(),
  competence: z.enum(competences),
  handling: z.enum(handlings),
})
export type PetitionSorting = Readonly<z.infer<typeof petitionSortingSchema>>
