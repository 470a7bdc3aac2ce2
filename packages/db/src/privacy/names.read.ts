import { allows } from '@nq15/domain/access'
import { orgTypes } from '@nq15/domain/organizations'
import { organizationsWithNames } from '@nq15/domain/privacy'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'
import { withinReach } from './within-reach.ts'

/** What a reader sees by name: everything (services), or the organizations below these; `until` ends an opened look. */
export type NameSight = {
  readonly everything: boolean
  readonly organizationIds: readonly string[]
  /** Names are shown by an opening and carry the reader's mark. */
  readonly opened: boolean
  readonly until: Date | null
}

const typed = z.object({ organizationId: z.string(), orgType: z.enum(orgTypes) })
const opening = z.object({ organizationId: z.string(), endsAt: z.date() })

/**
 * Whose names the actor sees now: below a grant at or under a grassroots committee, and below what he opened with a reason
 * within the last half hour. A scope above sees code and cell.
 */
export async function readNameSight(tx: Tx, { actor, permission }: Scope): Promise<NameSight> {
  if (actor.kind === 'service') return { everything: true, organizationIds: [], opened: false, until: null }
  const giving = actor.grants.filter(({ role }) => allows(role, permission))
  const ids = giving.flatMap(({ organizationId }) => organizationId ?? [])
  const types = (
    await tx.$queryRaw<
      unknown[]
    >`select v.organization_id as "organizationId", v.org_type as "orgType" from organization_version v
      where v.organization_id = any (${ids}::uuid[]) and v.valid_from <= app.today() and app.today() < v.valid_to`
  ).map((row) => typed.parse(row))
  const typeOf = new Map(types.map(({ organizationId, orgType }) => [organizationId, orgType]))
  const standing = organizationsWithNames(
    giving.map(({ role, organizationId }) => ({
      role,
      organizationId,
      orgType: organizationId === null ? null : (typeOf.get(organizationId) ?? null),
    })),
  )
  // Asked only by who needs it: below the committee everything granted is shown by name.
  const openings =
    standing.length === giving.length
      ? []
      : (
          await tx.$queryRaw<
            unknown[]
          >`select organization_id as "organizationId", ends_at as "endsAt" from privacy_name_opening
            where user_id = ${actor.userId}::uuid and opened_at <= now() and now() < ends_at`
        ).map((row) => opening.parse(row))
  return {
    everything: false,
    organizationIds: [...new Set([...standing, ...openings.map(({ organizationId }) => organizationId)])],
    opened: openings.length > 0,
    until: openings.map(({ endsAt }) => endsAt).toSorted((one, other) => other.getTime() - one.getTime())[0] ?? null,
  }
}

/** Which of the organizations lie where names are seen. */
export async function namedOrganizations(
  tx: Tx,
  { everything, organizationIds }: NameSight,
  asked: readonly string[],
): Promise<ReadonlySet<string>> {
  if (everything) return new Set(asked)
  if (organizationIds.length === 0 || asked.length === 0) return new Set()
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select distinct r.organization_id as id from app.organization_reach r
     where r.above_id = any (${[...organizationIds]}::uuid[]) and r.organization_id = any (${[...asked]}::uuid[])
       and r.valid_from <= app.today() and app.today() < r.valid_to`
  return new Set(rows.map(({ id }) => id))
}

const grant = z.object({
  id: z.string(),
  organizationId: z.string(),
  userId: z.string(),
  userName: z.string(),
  reason: z.string(),
  decisionNumber: z.string(),
  grantedByName: z.string(),
  validFrom: z.string(),
  validTo: z.string(),
  inForce: z.boolean(),
})
/** A grant to see names above the committee. */
export type NameGrantRow = z.infer<typeof grant>

const columns = Prisma.sql`x.id, x.organization_id as "organizationId", x.user_id as "userId", a.display_name as "userName", x.reason,
  x.decision_number as "decisionNumber", x.granted_by_name as "grantedByName", x.valid_from::text as "validFrom", x.valid_to::text as "validTo",
  x.valid_from <= app.today() and app.today() < x.valid_to as "inForce"`

/** Grants to see names in the scope's organizations, those in force first. */
export async function listNameGrants(tx: Tx, scope: Scope, { limit }: { limit: number }): Promise<NameGrantRow[]> {
  const rows = await tx.$queryRaw<
    unknown[]
  >`select ${columns} from privacy_name_grant x join access_account a on a.user_id = x.user_id
    where ${withinReach(scope)} order by not (x.valid_from <= app.today() and app.today() < x.valid_to), x.valid_to desc, x.id limit ${limit}`
  return rows.map((row) => grant.parse(row))
}

/** One's own grants in force. */
export async function listOwnNameGrants(tx: Tx, { actor }: Scope): Promise<NameGrantRow[]> {
  const rows = await tx.$queryRaw<
    unknown[]
  >`select ${columns} from privacy_name_grant x join access_account a on a.user_id = x.user_id
    where x.user_id = ${actor.userId}::uuid and x.valid_from <= app.today() and app.today() < x.valid_to order by x.valid_to`
  return rows.map((row) => grant.parse(row))
}
