import type { Role } from './schema.ts'

/** English names of the roles, as the frame and import tables say them. */
export const roleLabelsEn: Readonly<Record<Role, string>> = {
  member: 'Party member',
  'org-secretary': 'Cell secretary',
  'cell-teller': 'Teller',
  'grassroots-office': 'Committee office',
  'grassroots-committee': 'Grassroots committee',
  'organization-board': 'Organization Board',
  'standing-committee': 'Superior standing committee',
  'city-office': 'City office',
  'area-member': 'Area member',
  'inspection-commission': 'Inspection Commission officer',
  receptionist: 'Receptionist',
  'unit-head': 'Head of the unit',
  'system-admin': 'System administrator',
  'privacy-auditor': 'Privacy auditor',
  'identity-custodian': 'Identity custodian',
}
