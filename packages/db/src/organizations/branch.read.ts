import { type OrgSector, type OrgType, orgSectors, orgTypes, type Side } from '@nq15/domain/organizations'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** One organization on a day as a reader's tree shows it: `isWithin` false on the way above what is his. */
export type BranchNode = {
  readonly organizationId: string
  readonly code: string
  readonly name: string
  readonly kind: OrgType
  readonly sector: OrgSector | null
  readonly isWithin: boolean
  /** How many stand directly below it and belong on this reader's page. */
  readonly childCount: number
}

const node = z.object({
  organizationId: z.string(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(orgTypes),
  sector: z.enum(orgSectors).nullable(),
  isWithin: z.boolean(),
  childCount: z.number(),
})

/**
 * The organizations directly below one on a day (null: the roots of a side), by code, as far as they stand within the scope or
 * above something granted: the whole tree for the city, one's own branch and the way up to it for everybody else. Bodies of the
 * state and the front are a directory for whoever may read organizations.
 */
export async function listBranch(
  tx: Tx,
  scope: Scope,
  { parentId, day, side = 'party' }: { parentId: string | null; day: LegalDay; side?: Side },
): Promise<BranchNode[]> {
  const everything = scope.organizationIds === 'everything'
  const ids = scope.organizationIds === 'everything' ? [] : [...scope.organizationIds]
  const rows = await tx.$queryRaw<unknown[]>`
    with inside as materialized (
      select distinct r.organization_id from app.organization_reach r
       where r.above_id = any (${ids}::uuid[]) and r.valid_from <= app.today() and app.today() < r.valid_to
    ), shown as materialized (
      select organization_id from inside
      union select r.above_id from app.organization_reach r
       where r.organization_id = any (${ids}::uuid[]) and r.valid_from <= app.today() and app.today() < r.valid_to
    )
    select v.organization_id::text as "organizationId", v.code, v.name, v.org_type as kind, v.sector,
        (${everything} or v.side <> 'party' or v.organization_id in (select organization_id from inside)) as "isWithin",
        (select count(*)::int from organization_version c where c.parent_id = v.organization_id
          and c.valid_from <= ${day}::date and ${day}::date < c.valid_to
          and (${everything} or c.side <> 'party' or c.organization_id in (select organization_id from shown))) as "childCount"
      from organization_version v
     where v.parent_id is not distinct from ${parentId}::uuid and (${parentId}::uuid is not null or v.side = ${side})
       and v.valid_from <= ${day}::date and ${day}::date < v.valid_to
       and (${everything} or v.side <> 'party' or v.organization_id in (select organization_id from shown))
     order by v.code`
  return rows.map((row) => node.parse(row))
}

/** Of some organizations those that stand within the scope, above something granted, or on another side: what a page may link to. */
export async function reachableOf(tx: Tx, scope: Scope, organizationIds: readonly string[]): Promise<Set<string>> {
  if (scope.organizationIds === 'everything') return new Set(organizationIds)
  const [ids, wanted] = [[...scope.organizationIds], [...organizationIds]]
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select r.organization_id::text as id from app.organization_reach r
     where r.above_id = any (${ids}::uuid[]) and r.organization_id = any (${wanted}::uuid[])
       and r.valid_from <= app.today() and app.today() < r.valid_to
    union select r.above_id::text from app.organization_reach r
     where r.organization_id = any (${ids}::uuid[]) and r.above_id = any (${wanted}::uuid[])
       and r.valid_from <= app.today() and app.today() < r.valid_to
    union select id::text from organization where id = any (${wanted}::uuid[]) and side <> 'party'`
  return new Set(rows.map(({ id }) => id))
}

/** How many organizations of each kind stand below one on a day, at any depth. */
export async function countBelow(
  tx: Tx,
  _scope: Scope,
  { organizationId, day }: { organizationId: string; day: LegalDay },
): Promise<Partial<Record<OrgType, number>>> {
  const rows = await tx.$queryRaw<{ kind: OrgType; count: number }[]>`
    select v.org_type as kind, count(*)::int as count from app.organization_reach r
      join organization_version v on v.organization_id = r.organization_id and v.valid_from <= ${day}::date and ${day}::date < v.valid_to
     where r.above_id = ${organizationId}::uuid and r.organization_id <> r.above_id
       and r.valid_from <= ${day}::date and ${day}::date < r.valid_to group by 1`
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))
}

/** Of the organizations granted to the actor, those that are alive today, with name and kind, by code. */
export async function listGranted(
  tx: Tx,
  scope: Scope,
): Promise<{ organizationId: string; code: string; name: string; kind: OrgType }[]> {
  if (scope.organizationIds === 'everything') return []
  const ids = [...scope.organizationIds]
  return tx.$queryRaw<{ organizationId: string; code: string; name: string; kind: OrgType }[]>`
    select organization_id::text as "organizationId", code, name, org_type as kind from organization_version
     where organization_id = any (${ids}::uuid[]) and valid_from <= app.today() and app.today() < valid_to order by code`
}
