import { z } from 'zod'

/** Roles that people hold; services of the product have their own. Names of the vocabulary, section 12. */
export const roles = [
  'member',
  'org-secretary',
  'cell-teller',
  'grassroots-office',
  'grassroots-committee',
  'organization-board',
  'standing-committee',
  'city-office',
  'area-member',
  'inspection-commission',
  'receptionist',
  'unit-head',
  'system-admin',
  'privacy-auditor',
  'identity-custodian',
] as const
export const roleSchema = z.enum(roles)
export type Role = z.infer<typeof roleSchema>

/** The product's own hands, which enter with dated grants like anybody else. */
export const serviceRoles = [
  'service-operator',
  'service-campaign',
  'service-sealer',
  'service-events',
  'service-files',
  'service-succession',
  'service-screening',
  'service-watch',
  'service-inspection',
  'service-incidents',
  'service-information',
  'service-key',
] as const
export type ServiceRole = (typeof serviceRoles)[number]

/** Held for hours by who opened an organization in an emergency; never granted. */
export const emergencyRoles = ['break-glass'] as const
export type EmergencyRole = (typeof emergencyRoles)[number]

/** Every role that may stand behind a permission. */
export type AnyRole = Role | ServiceRole | EmergencyRole

/** A role over an organization and everything below it; `null` means everything and is kept for services. */
export type Grant = { readonly role: AnyRole; readonly organizationId: string | null }
