import { type OrgType, type Side, type SuccessionKind, sides } from '@nq15/domain/organizations'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** An organization as an import finds it again: side, code and first day name one organization for ever. */
export type KeptOrganization = {
  readonly organizationId: string
  readonly side: Side
  readonly code: string
  readonly validFrom: LegalDay
  readonly name: string
  readonly kind: OrgType
  readonly parentId: string | null
  readonly validTo: LegalDay
}

/** All organizations with their first period. */
export async function listKeptOrganizations(tx: Tx, _scope: Scope): Promise<KeptOrganization[]> {
  return tx.$queryRaw<KeptOrganization[]>`
    select distinct on (organization_id) organization_id::text as "organizationId", side, code, to_char(valid_from, 'YYYY-MM-DD') as "validFrom",
        name, org_type as kind, parent_id::text as "parentId", to_char(valid_to, 'YYYY-MM-DD') as "validTo"
      from organization_version where side = any (${[...sides]}) order by organization_id, valid_from`
}

/** A structural act that is there, with one of its links. */
export type KeptLink = {
  readonly successionId: string
  readonly kind: SuccessionKind
  readonly effectiveOn: LegalDay
  readonly predecessorId: string | null
  readonly successorId: string | null
}

/** All links of the acts of a day. */
export async function listKeptLinks(tx: Tx, _scope: Scope, effectiveOn: LegalDay): Promise<KeptLink[]> {
  return tx.$queryRaw<KeptLink[]>`
    select s.id::text as "successionId", s.kind, to_char(s.effective_on, 'YYYY-MM-DD') as "effectiveOn",
        l.predecessor_id::text as "predecessorId", l.successor_id::text as "successorId"
      from succession s join succession_link l on l.succession_id = s.id where s.effective_on = ${effectiveOn}::date`
}
