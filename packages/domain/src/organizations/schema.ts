import { z } from 'zod'
import { legalDayField } from '../shared/index.ts'

/** Which tree an organization belongs to: of the Party, the state, or the front; each has its own roots. */
export const sides = ['party', 'state', 'front'] as const
export type Side = (typeof sides)[number]

/** Types of Party organizations; names reported for 2026 (`subordinate-org`, `cell`) stand beside the older ones. */
export const partyOrgTypes = [
  'city-org',
  'direct-org',
  'grassroots-committee-org',
  'grassroots-cell',
  'sectional-org',
  'subordinate-org',
  'subordinate-cell',
  'cell',
] as const

/** Types of bodies of the state: people's committees by level, the city's departments and its inspectorate. */
const stateOrgTypes = [
  'city-peoples-committee',
  'district-peoples-committee',
  'commune-peoples-committee',
  'department',
  'inspectorate',
] as const

/** Types of bodies of the front: its committees at each level and the socio-political organizations. */
const frontOrgTypes = ['front-committee', 'socio-political-organization'] as const

/** The types of every side. */
export const orgTypes = [...partyOrgTypes, ...stateOrgTypes, ...frontOrgTypes] as const
export type OrgType = (typeof orgTypes)[number]

/** Sectors an organization works in (S-code list; what a cell's meeting is about differs by sector, 42-HD §4). */
export const orgSectors = [
  'neighbourhood',
  'agency',
  'public-service-unit',
  'state-enterprise',
  'private-enterprise',
  'cooperative',
  'police',
  'military',
  'other',
  'residence-213',
] as const
export type OrgSector = (typeof orgSectors)[number]

/** How one set of organizations became another. */
export const successionKinds = ['establishment', 'merger', 'split', 'transfer', 'rename', 'dissolution'] as const
export type SuccessionKind = (typeof successionKinds)[number]

/** How many predecessors and successors each kind has: `[least, most]`, both included. */
export const successionCardinality = {
  establishment: { predecessors: [0, Number.POSITIVE_INFINITY], successors: [1, 1] },
  merger: { predecessors: [2, Number.POSITIVE_INFINITY], successors: [1, 1] },
  split: { predecessors: [1, 1], successors: [2, Number.POSITIVE_INFINITY] },
  transfer: { predecessors: [1, 1], successors: [1, 1] },
  rename: { predecessors: [1, 1], successors: [1, 1] },
  dissolution: { predecessors: [1, 1], successors: [0, 0] },
} as const satisfies Record<SuccessionKind, Record<'predecessors' | 'successors', readonly [number, number]>>

/**
 * Under which types each type may stand (design: read from ratings §14; a commune committee has committees of
 * agencies, police and army under it from 1/7/2025, and cells directly).
 */
export const mayStandUnder: Readonly<Record<OrgType, readonly OrgType[]>> = {
  'city-org': [],
  'direct-org': ['city-org'],
  'grassroots-committee-org': ['city-org', 'direct-org', 'grassroots-committee-org'],
  'grassroots-cell': ['city-org', 'direct-org', 'grassroots-committee-org'],
  'sectional-org': ['grassroots-committee-org'],
  'subordinate-org': ['grassroots-committee-org'],
  'subordinate-cell': ['grassroots-committee-org', 'sectional-org', 'subordinate-org'],
  cell: ['grassroots-committee-org', 'sectional-org', 'subordinate-org'],
  'city-peoples-committee': [],
  'district-peoples-committee': ['city-peoples-committee'],
  'commune-peoples-committee': ['city-peoples-committee', 'district-peoples-committee'],
  department: ['city-peoples-committee', 'district-peoples-committee', 'commune-peoples-committee'],
  inspectorate: ['city-peoples-committee', 'district-peoples-committee'],
  'front-committee': ['front-committee'],
  'socio-political-organization': ['front-committee', 'socio-political-organization'],
}

/** Whether a type is a cell: members belong to cells only. */
export function isCell(kind: OrgType): boolean {
  return kind === 'grassroots-cell' || kind === 'subordinate-cell' || kind === 'cell'
}

/** One period of an organization, `[validFrom, validTo)`, with what may change through time. */
export const organizationVersionSchema = z.strictObject({
  organizationId: z.string().min(1),
  side: z.enum(sides),
  code: z.string().min(1),
  name: z.string().min(1),
  kind: z.enum(orgTypes),
  sector: z.enum(orgSectors).nullable(),
  parentId: z.string().min(1).nullable(),
  areaCode: z.string().min(1).nullable(),
  validFrom: legalDayField,
  validTo: legalDayField,
})
export type OrganizationVersion = Readonly<z.infer<typeof organizationVersionSchema>>

/** The decision an act rests on; `confidence` says how well the product knows it. */
export const actDecisionSchema = z.strictObject({
  number: z.string().min(1),
  decidedOn: legalDayField,
  confidence: z.enum(['T', 'S', 'S-code', 'M', 'design']),
})
export type ActDecision = Readonly<z.infer<typeof actDecisionSchema>>

/** One line of descent; `inheritsRecords` = the successor reads the predecessor's records, by a decision on paper. */
export const successionLinkSchema = z.strictObject({
  predecessorId: z.string().min(1),
  successorId: z.string().min(1),
  inheritsRecords: z.boolean(),
})

/** One structural act on one day; each pair of predecessor and successor has its link. */
export const successionSchema = z.strictObject({
  kind: z.enum(successionKinds),
  effectiveOn: legalDayField,
  decision: actDecisionSchema,
  predecessorIds: z.array(z.string().min(1)).readonly(),
  successorIds: z.array(z.string().min(1)).readonly(),
  links: z.array(successionLinkSchema).readonly(),
})
export type Succession = Readonly<z.infer<typeof successionSchema>>

/** Everything known about organizations through time: the shape all readers of this room take. */
export type OrganizationHistory = {
  readonly versions: readonly OrganizationVersion[]
  readonly successions: readonly Succession[]
}
