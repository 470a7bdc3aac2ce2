import { z } from 'zod'
import { legalDayField, textField } from '../shared/index.ts'

/** A congress term of an organization; numbers of its documents begin at 01 in each (party-documents.md §4, S-code). */
export const congressTermSchema = z
  .object({
    name: textField.pipe(z.string().min(1).max(80)),
    startsOn: legalDayField,
    /** The first day that no longer belongs to it; empty while nobody knows. */
    endsOn: legalDayField.nullable(),
  })
  .refine(({ startsOn, endsOn }) => endsOn === null || startsOn < endsOn, { path: ['endsOn'] })
export type NewCongressTerm = Readonly<z.infer<typeof congressTermSchema>>

/** The next free number of a kind of document in a term: one above the highest ever given, also when that one was withdrawn. */
export const nextNumber = (given: readonly number[]): number => given.reduce((most, one) => Math.max(most, one), 0) + 1
