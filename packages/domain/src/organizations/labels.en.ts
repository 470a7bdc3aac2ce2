import type { OrgSector, OrgType, Side, SuccessionKind } from './schema.ts'

/** English names of the types of organizations. */
export const orgTypeLabelsEn: Readonly<Record<OrgType, string>> = {
  'city-org': 'City Party organization',
  'direct-org': 'Organization directly under the city committee',
  'grassroots-committee-org': 'Grassroots committee organization',
  'grassroots-cell': 'Grassroots cell',
  'sectional-org': 'Sectional committee organization',
  'subordinate-org': 'Subordinate committee organization',
  'subordinate-cell': 'Subordinate cell',
  cell: 'Cell',
  'city-peoples-committee': "City people's committee",
  'district-peoples-committee': "District people's committee",
  'commune-peoples-committee': "Commune people's committee",
  department: "Department of a people's committee",
  inspectorate: 'Inspectorate',
  'front-committee': 'Fatherland Front committee',
  'socio-political-organization': 'Socio-political organization',
}

/** English names of the sectors. */
export const orgSectorLabelsEn: Readonly<Record<OrgSector, string>> = {
  neighbourhood: 'Village, residential group',
  agency: 'Agency',
  'public-service-unit': 'Public service unit',
  'state-enterprise': 'State enterprise',
  'private-enterprise': 'Non-state enterprise',
  cooperative: 'Cooperative',
  police: 'Police',
  military: 'Military',
  other: 'Other',
  'residence-213': 'Members linked to the cell of residence',
}

/** English names of the sides. */
export const sideLabelsEn: Readonly<Record<Side, string>> = { party: 'Party', state: 'State', front: 'Front' }

/** English names of the structural acts. */
export const successionKindLabelsEn: Readonly<Record<SuccessionKind, string>> = {
  establishment: 'Establishment',
  merger: 'Merger',
  split: 'Split',
  transfer: 'Transfer',
  rename: 'Rename',
  dissolution: 'Dissolution',
}
