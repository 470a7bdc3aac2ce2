import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** A cell whose members will be rated, with the committee that decides. */
export type CellToRate = {
  readonly organizationId: string
  readonly committeeId: string
  readonly name: string
  readonly sector: string | null
}

/**
 * Every cell alive on the day below `rootId`, with the nearest grassroots committee above it (a grassroots cell decides for
 * itself).
 */
export async function listCellsToRate(
  tx: Tx,
  _scope: Scope,
  { rootId, day }: { rootId: string; day: LegalDay },
): Promise<CellToRate[]> {
  return tx.$queryRaw<CellToRate[]>`
    select v.organization_id as "organizationId", v.name, v.sector, above.committee_id as "committeeId"
      from organization_version v
      join app.organization_reach inside on inside.above_id = ${rootId}::uuid and inside.organization_id = v.organization_id
       and inside.valid_from <= ${day}::date and ${day}::date < inside.valid_to
      cross join lateral (
        select a.organization_id as committee_id from app.organization_reach r
          join organization_version a on a.organization_id = r.above_id and a.valid_from <= ${day}::date and ${day}::date < a.valid_to
         where r.organization_id = v.organization_id and r.valid_from <= ${day}::date and ${day}::date < r.valid_to
           and a.org_type in ('grassroots-committee-org', 'grassroots-cell')
         order by (select count(*) from app.organization_reach d where d.organization_id = r.above_id
           and d.valid_from <= ${day}::date and ${day}::date < d.valid_to) desc
         limit 1) above
     where v.org_type in ('cell', 'grassroots-cell', 'subordinate-cell') and v.valid_from <= ${day}::date and ${day}::date < v.valid_to
     order by v.code`
}

/** A member as he stands on the cut-off day, with what decides whether and as what he is rated. */
export type MemberToFreeze = {
  readonly memberId: string
  readonly organizationId: string
  readonly fullName: string
  readonly searchName: string
  readonly cardNumber: string | null
  readonly admittedOn: LegalDay
  readonly status: string
  readonly inPoliticalSystem: boolean
  readonly postTitle: string | null
  readonly isLeader: boolean
  readonly isHead: boolean
  /** The organization whose collective he heads, the highest when there are several. */
  readonly ledOrganizationId: string | null
  readonly postRank: number
}

/**
 * The members whose home is one of the cells on the day, posts first, then by name, with the status of that day. Where no
 * status is dated, the one known today stands. Who was struck off or expelled by then is a member no more.
 */
export async function listMembersToFreeze(
  tx: Tx,
  _scope: Scope,
  { cellIds, day }: { cellIds: readonly string[]; day: LegalDay },
): Promise<MemberToFreeze[]> {
  return tx.$queryRaw<MemberToFreeze[]>`
    select m.id as "memberId", s.organization_id as "organizationId", m.full_name as "fullName", m.search_name as "searchName",
        m.card_number as "cardNumber", to_char(m.admitted_on, 'YYYY-MM-DD') as "admittedOn", standing.status,
        m.in_political_system as "inPoliticalSystem",
        (select string_agg(p.title, ', ' order by p.is_head desc, p.post) from member_post p
          where p.member_id = m.id and p.valid_from <= ${day}::date and ${day}::date < p.valid_to) as "postTitle",
        exists (select from member_post p where p.member_id = m.id and p.is_leader
          and p.valid_from <= ${day}::date and ${day}::date < p.valid_to) as "isLeader",
        exists (select from member_post p where p.member_id = m.id and p.is_head
          and p.valid_from <= ${day}::date and ${day}::date < p.valid_to) as "isHead",
        (select p.post_organization_id from member_post p
          where p.member_id = m.id and p.is_head and p.valid_from <= ${day}::date and ${day}::date < p.valid_to
          order by (select count(*) from app.organization_reach r where r.organization_id = p.post_organization_id
            and r.valid_from <= ${day}::date and ${day}::date < r.valid_to), p.post_organization_id limit 1) as "ledOrganizationId",
        coalesce((select min(case p.post when 'secretary' then 0 when 'deputy-secretary' then 1 when 'committee-member' then 2 else 3 end)
          from member_post p where p.member_id = m.id and p.valid_from <= ${day}::date and ${day}::date < p.valid_to), 9)::int as "postRank"
      from membership s join member m on m.id = s.member_id
      cross join lateral (
        select case when exists (select from member_status t where t.member_id = m.id and t.valid_from < t.valid_to)
          then coalesce((select t.status from member_status t where t.member_id = m.id
            and t.valid_from <= ${day}::date and ${day}::date < t.valid_to order by t.valid_from desc limit 1), 'active')
          else m.status end as status) standing
     where s.organization_id = any(${cellIds}::uuid[]) and s.kind = 'official' and s.valid_from <= ${day}::date and ${day}::date < s.valid_to
       and standing.status not in ('struck-off', 'expelled')
     order by s.organization_id, "postRank", m.search_name, m.id`
}
