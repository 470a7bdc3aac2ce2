import { type LegalDay, ok, type Result, refuse } from '../shared/index.ts'
import type { Role, ServiceRole } from './schema.ts'

/** A role with its days, half open. */
export type DatedGrant = {
  readonly role: Role | ServiceRole
  readonly organizationId: string | null
  readonly validFrom: LegalDay
  readonly validTo: LegalDay
}

/** Roles that open no content and therefore stand alone in an account: who keeps the accounts, the trail or the identities. */
export const standAloneRoles: readonly Role[] = ['system-admin', 'privacy-auditor', 'identity-custodian']

export type GrantRefusal =
  | { readonly code: 'grant-period-empty'; readonly from: LegalDay; readonly to: LegalDay }
  | { readonly code: 'grant-needs-organization'; readonly role: string }
  | { readonly code: 'grant-twice'; readonly role: string }
  | { readonly code: 'roles-kept-apart'; readonly role: string; readonly other: string }

/**
 * Whether an account that holds `held` may be given `wanted`. Administrator, auditor and custodian are combined with no
 * other role on any day (separation of duties: `domain/privacy.md` L5, I13; a convention of this product).
 */
export function checkGrant(held: readonly DatedGrant[], wanted: DatedGrant): Result<true, GrantRefusal> {
  const { role, organizationId, validFrom, validTo } = wanted
  if (validFrom >= validTo) return refuse({ code: 'grant-period-empty', from: validFrom, to: validTo })
  if (organizationId === null && !standsAlone(role)) return refuse({ code: 'grant-needs-organization', role })
  const sameDays = held.filter((grant) => grant.validFrom < validTo && validFrom < grant.validTo)
  if (sameDays.some((grant) => grant.role === role && grant.organizationId === organizationId)) {
    return refuse({ code: 'grant-twice', role })
  }
  const other = sameDays.find((grant) => grant.role !== role && (standsAlone(grant.role) || standsAlone(role)))
  return other ? refuse({ code: 'roles-kept-apart', role, other: other.role }) : ok(true)
}

const standsAlone = (role: Role | ServiceRole) => standAloneRoles.some((alone) => alone === role)
