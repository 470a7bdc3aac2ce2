import type { LegalDay } from '@nq15/domain/shared'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'
import { isWithinOnce } from './within-once.ts'

type InCampaign = { readonly campaignId: string; readonly organizationId: string }

/** On which side of an organization's level something stands: its leading collectives, or the organizations dependent on it. */
export type UnitSide = 'collectives' | 'dependents'

/** A leading collective or a dependent organization beside the level of an organization; no outcome before its decision. */
export type SideUnit = {
  readonly id: string
  readonly organizationId: string
  readonly name: string
  readonly side: UnitSide
  readonly subject: string
  readonly state: string
  readonly outcome: string | null
}

// A collective of the organization itself or of one directly below it; a head stands on neither side.
const sidesOf = (organizationIds: readonly string[]) => Prisma.sql`
  select o.id as above, c.id, c.organization_id, c.name, c.code, c.subject, c.state, l.outcome,
      case c.subject when 'COLLECTIVE' then 'collectives' else 'dependents' end as side
    from unnest(${[...organizationIds]}::uuid[]) o(id)
    join rating_unit_case c on c.parent_id = o.id or (c.organization_id = o.id and c.subject = 'COLLECTIVE')
    left join rating_unit_level l on l.case_id = c.id and l.superseded_at is null
   where c.subject <> 'LEADER'`

/** Both sides of one organization, in the order of codes, its own collective first; empty out of scope. */
export async function listSideUnits(
  tx: Tx,
  scope: Scope,
  { campaignId, organizationId }: InCampaign,
): Promise<SideUnit[]> {
  if (!(await isWithinOnce(tx, scope, organizationId))) return []
  return tx.$queryRaw`
    select s.id, s.organization_id as "organizationId", s.name, s.side, s.subject, s.state, s.outcome
      from (${sidesOf([organizationId])} and c.campaign_id = ${campaignId}::uuid) s
     order by s.organization_id <> ${organizationId}::uuid, s.code, s.subject, s.id`
}

/** How many stand at which level on both sides of some organizations; a null outcome is not decided. */
export async function countSideUnits(
  tx: Tx,
  _scope: Scope,
  { campaignId, organizationIds }: { readonly campaignId: string; readonly organizationIds: readonly string[] },
): Promise<{ organizationId: string; side: UnitSide; outcome: string | null; count: number }[]> {
  if (organizationIds.length === 0) return []
  return tx.$queryRaw`
    select s.above as "organizationId", s.side, s.outcome, count(*)::int as count
      from (${sidesOf(organizationIds)} and c.campaign_id = ${campaignId}::uuid) s group by 1, 2, 3`
}

/** A cell of an organization with the decided levels of its members; empty before its committee's decision. */
export type SideCell = {
  readonly organizationId: string
  readonly name: string
  readonly state: string
  readonly committeeId: string
  readonly decided: Readonly<Record<string, number>>
}

/** The cells in an organization, itself among them when it is one, in the order of names; empty out of scope. */
export async function listSideCells(
  tx: Tx,
  scope: Scope,
  { campaignId, organizationId, day }: InCampaign & { readonly day: LegalDay },
): Promise<SideCell[]> {
  if (!(await isWithinOnce(tx, scope, organizationId))) return []
  return tx.$queryRaw`
    select f.organization_id as "organizationId", f.name, f.state, f.committee_id as "committeeId",
        coalesce((select jsonb_object_agg(o.outcome, o.n) from (
          select m.outcome, sum(m.count)::int as n from rating_count m
           where m.campaign_id = f.campaign_id and m.organization_id = f.organization_id and m.stage = 'decided' and m.count > 0
           group by 1) o), '{}') as decided
      from rating_cell_file f
      join app.organization_reach r on r.organization_id = f.organization_id and r.above_id = ${organizationId}::uuid
       and r.valid_from <= ${day}::date and ${day}::date < r.valid_to
     where f.campaign_id = ${campaignId}::uuid order by f.name, f.id`
}
