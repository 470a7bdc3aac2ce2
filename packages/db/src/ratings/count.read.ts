import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'
import { isWithinOnce } from './within-once.ts'

export type CountRow = {
  readonly organizationId: string
  readonly subject: string
  readonly outcome: string
  readonly count: number
}

type OfCommittee = { readonly campaignId: string; readonly committeeId: string; readonly stage: 'proposed' | 'decided' }

/** Counts of the cells a committee decides on, per subject and outcome. */
export async function listCommitteeCounts(
  tx: Tx,
  scope: Scope,
  { campaignId, committeeId, stage }: OfCommittee,
): Promise<CountRow[]> {
  if (!(await isWithinOnce(tx, scope, committeeId))) return []
  return tx.ratingCount.findMany({
    where: { campaignId, committeeId, stage, count: { gt: 0 } },
    select: { organizationId: true, subject: true, outcome: true, count: true },
  })
}

/** Progress and outcomes of the cells of one sector of one committee as of a day. */
export type OverviewRow = {
  readonly committeeId: string
  readonly committeeName: string
  readonly code: string
  readonly sector: string | null
  readonly cells: number
  readonly membersTotal: number
  readonly membersRated: number
  /** Files by state. */
  readonly states: Readonly<Record<string, number>>
  /** Decided outcomes by kind of person. */
  readonly decided: Readonly<Record<string, Readonly<Record<string, number>>>>
}

type OverviewAsked = { readonly campaignId: string; readonly asOf: LegalDay; readonly sector: string | null }

/**
 * Progress by committee and sector as of the end of a day: states from the steps taken by then, outcomes from the decisions
 * dated by then. Counts only, never a person (privacy, G1).
 */
export async function listOverview(
  tx: Tx,
  scope: Scope,
  { campaignId, asOf, sector }: OverviewAsked,
): Promise<OverviewRow[]> {
  const everything = scope.organizationIds === 'everything'
  const ids = scope.organizationIds === 'everything' ? [] : [...scope.organizationIds]
  return tx.$queryRaw<OverviewRow[]>`
    with mine as (
      select f.id, f.organization_id, f.committee_id, f.sector, f.members_total, f.members_rated from rating_cell_file f
       where f.campaign_id = ${campaignId}::uuid and (${sector}::text is null or f.sector = ${sector}::text)
         and (${everything} or f.committee_id in (select r.organization_id from app.organization_reach r
           where r.above_id = any(${ids}::uuid[]) and r.valid_from <= app.today() and app.today() < r.valid_to))
    ), last_step as (
      select distinct on (e.file_id) e.file_id, e.to_state from rating_cell_file_event e join mine m on m.id = e.file_id
       where e.on_day <= ${asOf}::date order by e.file_id, e.at desc, e.id desc
    ), states as (
      select committee_id, sector, jsonb_object_agg(state, n) as states, sum(n)::int as cells, sum(members_total)::int as members_total,
          sum(members_rated)::int as members_rated
        from (select m.committee_id, m.sector, coalesce(l.to_state, 'not-started') as state, count(*)::int as n,
                  sum(m.members_total) as members_total, sum(m.members_rated) as members_rated
                from mine m left join last_step l on l.file_id = m.id group by 1, 2, 3) s group by 1, 2
    ), outcomes as (
      select committee_id, sector, jsonb_object_agg(subject, counts) as decided
        from (select committee_id, sector, subject, jsonb_object_agg(outcome, n) as counts
                from (select c.committee_id, m.sector, c.subject, c.outcome, sum(c.count)::int as n
                        from rating_count c join mine m on m.organization_id = c.organization_id
                       where c.campaign_id = ${campaignId}::uuid and c.stage = 'decided' and c.count > 0
                         and exists (select from rating_decision d where d.campaign_id = c.campaign_id
                           and d.organization_id = c.committee_id and d.superseded_at is null and d.decided_on <= ${asOf}::date)
                       group by 1, 2, 3, 4) o
               group by 1, 2, 3) p group by 1, 2
    )
    select s.committee_id as "committeeId", v.name as "committeeName", v.code, s.sector, s.cells, s.members_total as "membersTotal",
        s.members_rated as "membersRated", s.states, coalesce(o.decided, '{}') as decided
      from states s
      left join outcomes o on o.committee_id = s.committee_id and o.sector is not distinct from s.sector
      join lateral (select name, code from organization_version where organization_id = s.committee_id
        order by (valid_from <= ${asOf}::date and ${asOf}::date < valid_to) desc, valid_from desc limit 1) v on true
     order by v.code, s.sector nulls last`
}

/** Decided levels of the members under some organizations, of a committee's with all its cells together. */
export async function listDecidedCounts(
  tx: Tx,
  _scope: Scope,
  { campaignId, organizationIds }: { campaignId: string; organizationIds: readonly string[] },
): Promise<{ organizationId: string; outcome: string; count: number }[]> {
  if (organizationIds.length === 0) return []
  return tx.$queryRaw`
    select o.id as "organizationId", c.outcome, sum(c.count)::int as count
      from unnest(${[...organizationIds]}::uuid[]) o(id) join rating_count c on o.id in (c.organization_id, c.committee_id)
     where c.campaign_id = ${campaignId}::uuid and c.stage = 'decided' group by 1, 2`
}
