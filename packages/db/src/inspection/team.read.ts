import type { UnitTie } from '@nq15/domain/inspection'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

const tie = z.object({
  kind: z.enum(['membership', 'post', 'role']),
  organizationName: z.string(),
  title: z.string(),
  from: z.string(),
  to: z.string(),
})
const row = z.object({
  teamId: z.string(),
  name: z.string(),
  post: z.string(),
  isLead: z.boolean(),
  userId: z.string().nullable(),
  cleared: z.object({
    checkedOn: z.string(),
    years: z.number(),
    hasFile: z.boolean(),
    statement: z.string(),
    ties: z.array(tie),
  }),
  addedByName: z.string(),
  addedOn: z.string(),
  leftOn: z.string().nullable(),
  leftReason: z.string().nullable(),
})
/** Somebody on a team, with the check as it was made. */
export type TeamRow = z.infer<typeof row>

/** The team of an inspection within the scope, the lead first; those who left stand at the end. */
export async function listTeam(tx: Tx, scope: Scope, inspectionId: string): Promise<TeamRow[]> {
  if (!isId(inspectionId)) return []
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "teamId", x.name, x.post, x.is_lead as "isLead", x.user_id::text as "userId", x.cleared, x.added_by_name as "addedByName",
        to_char(x.added_on, 'YYYY-MM-DD') as "addedOn", to_char(x.left_on, 'YYYY-MM-DD') as "leftOn", x.left_reason as "leftReason"
      from inspection_team x where x.inspection_id = ${inspectionId}::uuid and ${withinReach(scope)}
     order by (x.left_on is not null), x.is_lead desc, x.added_on, x.id`
  return rows.map((one) => row.parse(one))
}

/** The member with a card within the scope: whose file is looked through. */
export async function findMemberOfCard(
  tx: Tx,
  scope: Scope,
  card: string,
): Promise<{ readonly memberId: string; readonly fullName: string; readonly organizationId: string } | null> {
  if (card === '') return null
  const rows = await tx.$queryRaw<{ memberId: string; fullName: string; organizationId: string }[]>`
    select x.id::text as "memberId", x.full_name as "fullName", x.organization_id::text as "organizationId" from member x
     where (x.card_number = ${card} or x.former_card_number = ${card}) and ${withinReach(scope)}`
  return rows[0] ?? null
}

/** Who the account of a name is, with his own file where he has one; null when no account or more than one has the name. */
export async function findAccountForTeam(
  tx: Tx,
  _scope: Scope,
  name: string,
): Promise<{ readonly userId: string; readonly memberId: string | null } | null> {
  const rows = await tx.$queryRaw<{ userId: string; memberId: string | null }[]>`
    select user_id::text as "userId", member_id::text as "memberId" from access_account where display_name = ${name} and disabled_at is null limit 2`
  return rows.length === 1 ? (rows[0] ?? null) : null
}

/**
 * Every tie of a person to an organization or what is or was below it, until the day asked: memberships and posts of his file,
 * roles of his account. A role without an end is shown with the open end.
 */
export async function listUnitTies(
  tx: Tx,
  _scope: Scope,
  of: { organizationId: string; memberId: string | null; userId: string | null; day: LegalDay },
): Promise<UnitTie[]> {
  const { organizationId, memberId, userId, day } = of
  const rows = await tx.$queryRaw<unknown[]>`
    with inside as (select distinct r.organization_id from app.organization_reach r where r.above_id = ${organizationId}::uuid),
    named as (select i.organization_id, coalesce((select v.name from organization_version v where v.organization_id = i.organization_id
        order by v.valid_from desc limit 1), '…') as name from inside i)
    select 'membership' as kind, n.name as "organizationName", '' as title, to_char(m.valid_from, 'YYYY-MM-DD') as "from", to_char(m.valid_to, 'YYYY-MM-DD') as "to"
      from membership m join named n on n.organization_id = m.organization_id where m.member_id = ${memberId}::uuid and m.valid_from <= ${day}::date
    union all
    select 'post', n.name, p.title, to_char(p.valid_from, 'YYYY-MM-DD'), to_char(p.valid_to, 'YYYY-MM-DD')
      from member_post p join named n on n.organization_id = p.post_organization_id where p.member_id = ${memberId}::uuid and p.valid_from <= ${day}::date
    union all
    select 'role', n.name, g.role, to_char(g.valid_from, 'YYYY-MM-DD'), to_char(g.valid_to, 'YYYY-MM-DD')
      from app.account_roles_within(${userId}::uuid, ${organizationId}::uuid) g join named n on n.organization_id = g.organization_id
     where g.valid_from <= ${day}::date
    order by 5 desc, 1`
  return rows.map((one) => tie.parse(one))
}
