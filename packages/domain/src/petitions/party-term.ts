import { z } from 'zod'
import type { DeadlineRule } from '../calendar/index.ts'
import { legalDayField, textField } from '../shared/index.ts'

/** A unit's own term of the party track, with the document that sets it; the software names no number (296-QĐ/TW, from 11/4/2026 21-QĐ/TW; P-4: M). */
export const partyTermSchema = z.strictObject({
  quantity: z.coerce.number().int().min(1).max(365),
  unit: z.enum(['WD', 'CD']),
  basis: textField.pipe(z.string().min(1).max(200)),
  validFrom: legalDayField,
})
export type PartyTerm = Readonly<z.infer<typeof partyTermSchema>>

/** The rule by which a denunciation of the party track is routed: without a term of the unit it counts nothing and says so. */
export const partyRouteRule = (term: PartyTerm | null): DeadlineRule => ({
  ...{ id: 'P-R', domain: 'PARTY', stage: 'party_route', startsWith: ['party.received'], doneBy: ['party.routed'] },
  ...{ quantity: term?.quantity ?? null, unit: term?.unit ?? 'WD', roll: 'next_wd', variant: '', maxExtensions: 0 },
  ...{
    longestExtension: 0,
    basis: term?.basis ?? '296-QĐ/TW; từ 11/4/2026: 21-QĐ/TW',
    validFrom: '1900-01-01',
    validTo: null,
  },
  confidence: 'M',
})
