import { z } from 'zod'
import { legalDayField, numberField, textField } from '../shared/index.ts'

/**
 * Figures about a cell or organization that the checks read and that another room will keep one day. Until then they are
 * typed with their source; the room replaces the source, not the check.
 */
export const unitFactNames = ['overduePetitions', 'missedTargets', 'weakSubUnits', 'meetingScore'] as const
export type UnitFactName = (typeof unitFactNames)[number]

/** The room that will answer for a fact, and how far its numbers may go. */
export const unitFacts = {
  overduePetitions: { room: 'petitions', unit: 'count', max: 100_000 },
  missedTargets: { room: 'reports', unit: 'count', max: 10_000 },
  weakSubUnits: { room: 'monitoring', unit: 'count', max: 10_000 },
  meetingScore: { room: 'organizations', unit: 'points', max: 100 },
} as const satisfies Record<UnitFactName, { room: string; unit: 'count' | 'points'; max: number }>

/** A figure with where it stands: a document, a report, the name of who answers for it, and the day it is true of. */
export type UnitFact = { readonly value: number; readonly source: string; readonly asOf: string }

const blank = z.literal('').transform(() => null)

/** One typed figure; an empty value takes it back to "not there", which is not zero. */
export const typeUnitFactSchema = z
  .object({
    fact: z.enum(unitFactNames),
    value: z.union([blank, numberField.pipe(z.number().min(0).max(100_000))]),
    source: textField.pipe(z.string().max(300)),
    asOf: z.union([blank, legalDayField]),
  })
  .refine(({ value, source }) => value === null || source !== '', { path: ['source'], message: 'SOURCE_NEEDED' })
  .refine(({ value, asOf }) => value === null || asOf !== null, { path: ['asOf'], message: 'DAY_NEEDED' })
  .refine(({ value, fact }) => value === null || value <= unitFacts[fact].max, { path: ['value'], message: 'TOO_HIGH' })
  .refine(({ value, fact }) => value === null || unitFacts[fact].unit === 'points' || Number.isInteger(value), {
    path: ['value'],
    message: 'NOT_WHOLE',
  })
export type TypeUnitFact = z.infer<typeof typeUnitFactSchema>
