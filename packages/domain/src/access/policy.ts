import type { AnyRole, Role } from './schema.ts'

export const permissions = [
  'organization:read',
  'organization:write',
  'organization:decide',
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
  'event:serve',
  'access:explain',
  'access:review',
  'access:readers',
  'access:break-glass',
  'file:keep',
  'calendar:write',
  'privacy:handle',
  'privacy:object',
  'privacy:read',
] as const
/** What somebody may do; a grant gives it over its organization and everything below. */
export type Permission = (typeof permissions)[number]

/**
 * The whole of the authorization in one table; absent means refused. Steps by role as in the vocabulary, section 12:
 * self-review by the member or by the secretary for him, review and proposal by the secretary, second entry by the teller,
 * board, return and papers by the office, decision by the committee; levels above the committee see counts and no person.
 */
export const policy: Readonly<Record<AnyRole, readonly Permission[]>> = {
  member: ['rating:self', 'privacy:object'],
  'org-secretary': [
    'organization:read',
    'member:read',
    'member:write',
    'rating:work',
    'rating:tally',
    'access:readers',
    'privacy:object',
  ],
  'cell-teller': ['organization:read', 'member:read', 'rating:tally'],
  'grassroots-office': [
    'organization:read',
    'organization:write',
    'member:read',
    'member:write',
    'rating:work',
    'rating:board',
    'access:review',
    'access:readers',
    'privacy:handle',
  ],
  'grassroots-committee': [
    'organization:read',
    'organization:decide',
    'member:read',
    'rating:board',
    'rating:decide',
    'access:readers',
  ],
  'organization-board': [
    'organization:read',
    'organization:write',
    'campaign:setup',
    'rating:overview',
    'access:explain',
    'access:review',
    'access:break-glass',
    'privacy:handle',
  ],
  'standing-committee': ['organization:read', 'organization:decide', 'rating:overview'],
  'city-office': ['organization:read', 'rating:overview'],
  'area-member': ['organization:read', 'rating:overview'],
  'inspection-commission': ['organization:read', 'member:read', 'member:discipline'],
  'system-admin': ['account:admin', 'calendar:write', 'access:explain', 'access:review', 'access:break-glass'],
  'privacy-auditor': ['audit:read', 'privacy:read', 'access:explain', 'access:review'],
  'identity-custodian': [],
  // Reads what the opened organization and its members are; acts nowhere.
  'break-glass': ['organization:read', 'member:read', 'rating:overview'],
  'service-operator': permissions,
  'service-campaign': ['organization:read', 'member:read', 'member:discipline', 'campaign:setup', 'rating:work'],
  'service-sealer': ['audit:read', 'audit:seal'],
  'service-events': ['event:serve', 'organization:read'],
  'service-files': ['file:keep'],
  'service-succession': ['organization:read', 'organization:write', 'organization:decide', 'member:read'],
}

/** Whether a role gives a permission. */
export const allows = (role: AnyRole, permission: Permission): boolean => policy[role].includes(permission)

/** Roles that sign in with a second factor unless the operator lists others. */
export const secondFactorByDefault: readonly Role[] = ['system-admin', 'privacy-auditor', 'identity-custodian']
