import type { LegalDay } from '@nq15/domain/shared'

/** A legal day as the driver wants it for a `date` column. */
export const dateOf = (day: LegalDay): Date => new Date(`${day}T00:00:00.000Z`)

/** A `date` column as a legal day. */
export const dayOf = (date: Date): LegalDay => date.toISOString().slice(0, 10)
