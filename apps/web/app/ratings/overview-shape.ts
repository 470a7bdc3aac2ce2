import { decidedOutcomes, type ShownCount } from '@nq15/domain/ratings'

/*
 * The words of the city's page that its screens and its reckoning share; no rule comes along into the browser.
 */

/** The outcomes of persons, in the order of every table. */
export const personOutcomes = decidedOutcomes
export type PersonOutcome = (typeof personOutcomes)[number]

/** Files by how far they are, in the order of every table; the two states before sending are one. */
export const fileSteps = ['not-sent', 'returned', 'sent', 'appraising', 'appraised', 'decided'] as const
export type FileStep = (typeof fileSteps)[number]
export type StepCounts = Readonly<Record<FileStep, number>>

/** Persons of one line as a level above the deciding committee may see them. */
export type ShownPersons = Readonly<Record<PersonOutcome, ShownCount>> & { readonly total: ShownCount }
