import type { UnitNode } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** The Party's organizations on a day at and below `rootId`, with what decides how each is rated. */
export async function listUnitNodes(
  tx: Tx,
  _scope: Scope,
  { rootId, day }: { rootId: string; day: LegalDay },
): Promise<UnitNode[]> {
  return tx.$queryRaw<UnitNode[]>`
    with inside as (
      select v.organization_id, v.parent_id, v.org_type, v.name, v.code, v.sector from organization_version v
        join app.organization_reach r on r.above_id = ${rootId}::uuid and r.organization_id = v.organization_id
         and r.valid_from <= ${day}::date and ${day}::date < r.valid_to
       where v.side = 'party' and v.valid_from <= ${day}::date and ${day}::date < v.valid_to
    ), own_members as (
      select s.organization_id, count(*)::int as n from membership s
       where s.kind = 'official' and s.valid_from <= ${day}::date and ${day}::date < s.valid_to group by 1
    ), below as (
      select r.above_id, count(*) filter (where i.org_type in ('cell', 'subordinate-cell', 'grassroots-cell'))::int as cells,
          coalesce(sum(m.n), 0)::int as members
        from inside i join app.organization_reach r on r.organization_id = i.organization_id
         and r.valid_from <= ${day}::date and ${day}::date < r.valid_to
        left join own_members m on m.organization_id = i.organization_id group by 1
    ), seats as (
      select p.post_organization_id, count(distinct p.member_id)::int as n from member_post p
       where p.post in ('secretary', 'deputy-secretary', 'committee-member') and p.valid_from <= ${day}::date and ${day}::date < p.valid_to
       group by 1
    ), founded as (
      select organization_id, min(valid_from) as on_day from organization_version group by 1
    )
    select i.organization_id as "organizationId", case when i.organization_id = ${rootId}::uuid then null else i.parent_id end as "parentId",
        i.org_type as kind, i.name, i.code, i.sector, to_char(f.on_day, 'YYYY-MM-DD') as "foundedOn", coalesce(s.n, 0) as "committeeSeats",
        coalesce(b.cells, 0) as cells, coalesce(b.members, 0) as members
      from inside i left join below b on b.above_id = i.organization_id left join seats s on s.post_organization_id = i.organization_id
      join founded f on f.organization_id = i.organization_id
     order by i.code, i.organization_id`
}

/** The cells whose file goes up through a level between, by the units frozen in the campaign: cell → that level. */
export async function listIntermediates(
  tx: Tx,
  _scope: Scope,
  campaignId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.ratingUnitCase.findMany({
    where: { campaignId, subject: 'CHI_BO', intermediateId: { not: null } },
    select: { organizationId: true, intermediateId: true },
  })
  return new Map(
    rows.flatMap(({ organizationId, intermediateId }) => (intermediateId ? [[organizationId, intermediateId]] : [])),
  )
}
