import {
  type KnownOrganization,
  type OrgSector,
  type OrgType,
  orgSectors,
  orgTypes,
  type Side,
  sides,
} from '@nq15/domain/organizations'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'
import { isWithinOrAbove } from './within.read.ts'

/** An organization as it stood on a day. `lastAlive` tells that it had ended: then it is shown as on its last day. */
export type Organization = {
  readonly organizationId: string
  readonly side: Side
  readonly code: string
  readonly name: string
  readonly kind: OrgType
  readonly sector: OrgSector | null
  readonly parentId: string | null
  readonly parentName: string | null
  readonly areaCode: string | null
  readonly from: LegalDay
  readonly to: LegalDay
  readonly isAlive: boolean
}

const row = z.object({
  organizationId: z.string(),
  side: z.enum(sides),
  code: z.string(),
  name: z.string(),
  kind: z.enum(orgTypes),
  sector: z.enum(orgSectors).nullable(),
  parentId: z.string().nullable(),
  parentName: z.string().nullable(),
  areaCode: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  isAlive: z.boolean(),
})

/**
 * One organization as of a day; before its founding or after its end, as it was on the nearest day it lived
 * (`isAlive` false). Null when unknown, or neither within the scope nor above it.
 */
export async function findOrganization(
  tx: Tx,
  scope: Scope,
  { organizationId, day }: { organizationId: string; day: LegalDay },
): Promise<Organization | null> {
  if (!(await isWithinOrAbove(tx, scope, organizationId))) return null
  const rows = await tx.$queryRaw<unknown[]>`
    select v.organization_id::text as "organizationId", v.side, v.code, v.name, v.org_type as kind, v.sector, v.parent_id::text as "parentId",
        (select p.name from organization_version p where p.organization_id = v.parent_id
          order by (p.valid_from <= greatest(${day}::date, v.valid_from) and least(${day}::date, v.valid_to - 1) < p.valid_to) desc limit 1) as "parentName",
        v.area_code as "areaCode", to_char(v.valid_from, 'YYYY-MM-DD') as "from", to_char(v.valid_to, 'YYYY-MM-DD') as "to",
        (v.valid_from <= ${day}::date and ${day}::date < v.valid_to) as "isAlive"
      from organization_version v where v.organization_id = ${organizationId}::uuid
     order by greatest(v.valid_from - ${day}::date, ${day}::date - (v.valid_to - 1), 0) limit 1`
  return rows[0] ? row.parse(rows[0]) : null
}

/** The organization that carries a code on a day, wherever it stands; null when no one does. */
export async function findOrganizationByCode(
  tx: Tx,
  _scope: Scope,
  { code, day }: { code: string; day: LegalDay },
): Promise<{ organizationId: string; name: string; kind: OrgType } | null> {
  const rows = await tx.$queryRaw<{ organizationId: string; name: string; kind: OrgType }[]>`
    select organization_id::text as "organizationId", name, org_type as kind from organization_version
     where side = 'party' and code = ${code} and valid_from <= ${day}::date and ${day}::date < valid_to`
  return rows[0] ?? null
}

/** An organization's period with its name, as an import compares it. */
export type KnownPeriod = KnownOrganization & {
  readonly code: string
  readonly name: string
  readonly sector: string | null
}

/** Every period of the organizations within one and of that one itself, for an import to judge its rows against. */
export async function listKnownPeriods(tx: Tx, _scope: Scope, organizationId: string): Promise<KnownPeriod[]> {
  return tx.$queryRaw<KnownPeriod[]>`
    select v.organization_id::text as "organizationId", v.code, v.name, v.sector, v.org_type as kind, v.parent_id::text as "parentId",
        to_char(v.valid_from, 'YYYY-MM-DD') as "validFrom", to_char(v.valid_to, 'YYYY-MM-DD') as "validTo"
      from organization_version v join app.organization_reach r on r.organization_id = v.organization_id
     where r.above_id = ${organizationId}::uuid and r.valid_from <= app.today() and app.today() < r.valid_to and v.side = 'party'`
}
