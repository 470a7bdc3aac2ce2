import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { isWithin } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

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
  if (!(await isWithin(tx, scope, committeeId))) return []
  return tx.ratingCount.findMany({
    where: { campaignId, committeeId, stage, count: { gt: 0 } },
    select: { organizationId: true, subject: true, outcome: true, count: true },
  })
}

/** Counts of one group over a committee without naming a cell: what a secretary may see of his neighbours. */
export async function sumCommitteeProposals(
  tx: Tx,
  scope: Scope,
  { campaignId, cellId }: { campaignId: string; cellId: string },
): Promise<{ subject: string; outcome: string; count: number }[]> {
  if (!(await isWithin(tx, scope, cellId))) return []
  return tx.$queryRaw`select subject, outcome, count from app.committee_sums(${campaignId}::uuid, ${cellId}::uuid)`
}

/** Progress and outcomes of one committee as of a day. */
export type OverviewRow = {
  readonly committeeId: string
  readonly committeeName: string
  readonly code: string
  readonly cells: number
  readonly states: Readonly<Record<string, number>>
  readonly decided: Readonly<Record<string, number>>
}

type OverviewAsked = { readonly campaignId: string; readonly asOf: LegalDay; readonly sector: string | null }

/**
 * Progress by committee as of the end of a day: states from the steps taken by then, outcomes from the decisions dated by
 * then. Counts only, never a person (privacy, G1).
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
      select f.id, f.organization_id, f.committee_id from rating_cell_file f
       where f.campaign_id = ${campaignId}::uuid and (${sector}::text is null or f.sector = ${sector}::text)
         and (${everything} or f.committee_id in (select r.organization_id from app.organization_reach r
           where r.above_id = any(${ids}::uuid[]) and r.valid_from <= app.today() and app.today() < r.valid_to))
    ), state_then as (
      select m.committee_id, coalesce((select e.to_state from rating_cell_file_event e
          where e.file_id = m.id and e.on_day <= ${asOf}::date order by e.at desc limit 1), 'not-started') as state
        from mine m
    ), states as (
      select committee_id, jsonb_object_agg(state, n) as states, sum(n)::int as cells
        from (select committee_id, state, count(*)::int as n from state_then group by 1, 2) s group by 1
    ), outcomes as (
      select c.committee_id, c.outcome, sum(c.count)::int as n
        from rating_count c join mine m on m.organization_id = c.organization_id
        join rating_decision d on d.campaign_id = c.campaign_id and d.organization_id = c.committee_id and d.superseded_at is null
         and d.decided_on <= ${asOf}::date
       where c.campaign_id = ${campaignId}::uuid and c.stage = 'decided' and c.count > 0 group by 1, 2
    )
    select s.committee_id as "committeeId", v.name as "committeeName", v.code, s.cells, s.states,
        coalesce((select jsonb_object_agg(o.outcome, o.n) from outcomes o where o.committee_id = s.committee_id), '{}') as decided
      from states s
      join lateral (select name, code from organization_version where organization_id = s.committee_id
        order by (valid_from <= ${asOf}::date and ${asOf}::date < valid_to) desc, valid_from desc limit 1) v on true
     order by v.code`
}
