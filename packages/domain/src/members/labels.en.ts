import type { MemberLabels } from './labels.vi.ts'

/** English names of every list of values of the members room. */
export const memberLabelsEn: MemberLabels = {
  kinds: { full: 'Full', probationary: 'Probationary' },
  statuses: {
    active: 'Active',
    exempt: 'Exempt from work and meetings',
    suspended: 'Suspended from Party activity',
    'temporary-transfer': 'Temporary transfer',
    'long-absence': 'Long absence',
    'transferred-out': 'Transferred out',
    'struck-off': 'Removed from the list of members',
    expelled: 'Expelled',
    deceased: 'Deceased',
  },
  posts: { secretary: 'Secretary', 'deputy-secretary': 'Deputy secretary', 'committee-member': 'Committee member' },
  memberships: {
    official: 'Own cell',
    temporary: 'Cell for a time',
    'residence-link': 'Linked to the cell of residence',
  },
  disciplineForms: {
    reprimand: 'Reprimand',
    warning: 'Warning',
    'removal-from-post': 'Removal from post',
    expulsion: 'Expulsion',
    dissolution: 'Dissolution',
  },
  disciplineStates: { effective: 'Effective', lapsed: 'Lapsed', 'revoked-wrongful': 'Revoked as wrongful' },
  workGroups: {
    'in-political-system': 'In the political system',
    'outside-political-system': 'Outside the political system',
  },
}
