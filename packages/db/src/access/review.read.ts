import { emergencyRoles, type ReviewedGrant, roleSchema, serviceRoles } from '@nq15/domain/access'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

const row = z.object({
  grantId: z.string(),
  userId: z.string(),
  name: z.string(),
  username: z.string(),
  closed: z.boolean(),
  role: z.union([roleSchema, z.enum(serviceRoles), z.enum(emergencyRoles)]),
  organizationId: z.string().nullable(),
  organizationName: z.string().nullable(),
  validFrom: z.string(),
  validTo: z.string(),
  reason: z.string().nullable(),
  grantedByName: z.string().nullable(),
  /** The grant reaches the organization itself, from there or from above; false for one held inside. */
  reaches: z.boolean(),
  lastUsedOn: z.string().nullable(),
})

/** A grant of the review with its names; `lastUsedOn` is the holder's last act or session. */
export type ReviewGrantRow = Readonly<z.infer<typeof row>> & ReviewedGrant

/**
 * Every grant from today on that reaches an organization, and with `below` those held inside it; emergency openings in force
 * among them. Empty for who may not ask about the organization.
 */
export async function listReviewGrants(
  tx: Tx,
  _scope: Scope,
  { organizationId, below }: { organizationId: string; below: boolean },
): Promise<ReviewGrantRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select g.grant_id::text as "grantId", g.user_id::text as "userId", g.name, g.username, g.closed, g.role, g.organization_id::text as "organizationId",
        (select v.name from organization_version v where v.organization_id = g.organization_id
          order by (v.valid_from <= app.today() and app.today() < v.valid_to) desc, v.valid_from desc limit 1) as "organizationName",
        to_char(g.valid_from, 'YYYY-MM-DD') as "validFrom", to_char(g.valid_to, 'YYYY-MM-DD') as "validTo", g.reason,
        g.granted_by_name as "grantedByName", g.reaches,
        to_char(greatest(g.last_act, g.last_session) at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as "lastUsedOn"
      from app.review_grants(${organizationId}::uuid, ${below}) g`
  return rows.map((one) => row.parse(one))
}

/** Among some organizations the pairs of which the first is the second or lies above it today. */
export async function listReaches(
  tx: Tx,
  _scope: Scope,
  organizationIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const ids = [...organizationIds]
  const rows = await tx.$queryRaw<{ pair: string }[]>`
    select r.above_id::text || ' ' || r.organization_id::text as pair from app.organization_reach r
     where r.above_id = any (${ids}::uuid[]) and r.organization_id = any (${ids}::uuid[]) and r.valid_from <= app.today() and app.today() < r.valid_to`
  return new Set(rows.map(({ pair }) => pair))
}
