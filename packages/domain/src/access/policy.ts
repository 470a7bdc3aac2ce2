import type { Role, ServiceRole } from './schema.ts'

export const permissions = [
  'organization:read',
  'organization:write',
  'member:read',
  'member:write',
  'member:discipline',
  'campaign:setup',
  'rating:self',
  'rating:work',
  'rating:tally',
  'rating:board',
  'rating:decide',
  'rating:overview',
  'account:admin',
  'audit:read',
  'audit:seal',
] as const
/** What somebody may do; a grant gives it over its organization and everything below. */
export type Permission = (typeof permissions)[number]

/**
 * The whole of the authorization in one table; absent means refused. Steps by role as in the vocabulary, section 12:
 * self-review by the member or by the secretary for him, review and proposal by the secretary, second entry by the teller,
 * board, return and papers by the office, decision by the committee; levels above the committee see counts and no person.
 */
export const policy: Readonly<Record<Role | ServiceRole, readonly Permission[]>> = {
  member: ['rating:self'],
  'org-secretary': ['organization:read', 'member:read', 'member:write', 'rating:work', 'rating:tally'],
  'cell-teller': ['organization:read', 'member:read', 'rating:tally'],
  'grassroots-office': [
    'organization:read',
    'organization:write',
    'member:read',
    'member:write',
    'rating:work',
    'rating:board',
  ],
  'grassroots-committee': ['organization:read', 'member:read', 'rating:board', 'rating:decide'],
  'organization-board': ['organization:read', 'organization:write', 'campaign:setup', 'rating:overview'],
  'standing-committee': ['organization:read', 'rating:overview'],
  'city-office': ['organization:read', 'rating:overview'],
  'area-member': ['organization:read', 'rating:overview'],
  'inspection-commission': ['organization:read', 'member:read', 'member:discipline'],
  'system-admin': ['account:admin'],
  'privacy-auditor': ['audit:read'],
  'identity-custodian': [],
  'service-operator': permissions,
  'service-campaign': ['organization:read', 'member:read', 'member:discipline', 'campaign:setup', 'rating:work'],
  'service-sealer': ['audit:read', 'audit:seal'],
}

/** Whether a role gives a permission. */
export const allows = (role: Role | ServiceRole, permission: Permission): boolean => policy[role].includes(permission)

/** Roles that sign in with a second factor unless the operator lists others. */
export const secondFactorByDefault: readonly Role[] = ['system-admin', 'privacy-auditor', 'identity-custodian']
