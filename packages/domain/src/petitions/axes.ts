/** What a paper is by content and demand, never by its title (petitions, section 6). */
export const petitionKinds = ['complaint', 'denunciation', 'feedback', 'mixed'] as const
export type PetitionKind = (typeof petitionKinds)[number]

/** Kinds of which no sender is kept: a denunciation, and a paper with several contents, which may hold one. */
export const namesNobody = (kind: PetitionKind): boolean => kind === 'denunciation' || kind === 'mixed'

/** How a paper came. */
export const petitionSources = ['in-person', 'post', 'box', 'forwarded', 'online'] as const

/** Whether the sender can be known (L3:25). */
export const identityKinds = ['named', 'anonymous', 'false-name', 'unverifiable'] as const

export const eligibilities = ['eligible', 'ineligible'] as const

/** Why a paper is not eligible (petitions, section 6). */
export const ineligibleReasons = [
  'missing-requirements',
  'sent-to-many-incl-competent',
  'guided-before',
  'against-policy-divisive',
  'vulgar',
  'illegible',
] as const

/** Whose matter it is. */
export const competences = ['own', 'subordinate-in-time', 'subordinate-overdue', 'none', 'party-internal'] as const

/** What is done with a paper. */
export const handlings = [
  'propose-accept',
  'guide',
  'forward',
  'return',
  'urge',
  'file',
  'record-only',
  'info-only',
  'split',
] as const
export type Handling = (typeof handlings)[number]

/** Bodies a paper is forwarded to (D4:6.2). */
export const receiverKinds = [
  'national-assembly',
  'peoples-council',
  'administration',
  'judicial',
  'state-audit',
  'political-social',
  'religious',
  'public-unit',
  'state-enterprise',
  'party',
] as const

/** Field of a report (petitions, section 6, S25). */
export const fieldsL1 = [
  'admin-policy',
  'admin-land',
  'admin-civil-service',
  'admin-other',
  'corruption',
  'judicial',
  'party-mass',
  'other',
] as const

/** Topics of the city. */
export const fieldsL2 = [
  'land-recovery',
  'resettlement',
  'service-land',
  'land-certificate',
  'building-order',
  'apartment',
  'environment',
  'ring-road-4',
  'red-river-planning',
  'labour-policy',
  'education',
  'health',
  'cadres',
  'grassroots-democracy',
] as const

export const severities = ['normal', 'complex', 'very-complex', 'prolonged', 'escalated', 'hot-spot'] as const
export const partyTracks = ['party-concerned', 'inspection-commission', 'city-managed'] as const

/** Why a complaint is not accepted (L2:11). */
export const complaintRefusalGrounds = [
  'internal-normative-or-secret',
  'no-direct-effect',
  'no-capacity',
  'unlawful-representative',
  'no-signature',
  'limitation-expired',
  'second-decision-exists',
  'terminated-30-days',
  'court-seized',
] as const

/** What makes a matter complex, each by itself (D2:3a, D3:3). */
export const complexCriteria = ['a', 'b', 'c', 'd', 'dd', 'e', 'g'] as const

/** Instances of a matter; a denunciation knows a first one and a further one. */
export const instances = ['first', 'second', 'further-overdue', 'further-settled'] as const

/** How many people stand behind a paper or a coming; from this number on it is a large group (setting U5). */
export const largeGroupFrom = 5
