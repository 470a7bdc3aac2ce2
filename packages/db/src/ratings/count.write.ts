import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/**
 * Rewrites the proposed counts of some cells from their cases, in the transaction that changed them: the effective proposal
 * is the level people chose, unless the facts contradict each other, else what the rules proposed.
 */
export async function recountProposals(tx: Tx, _scope: Scope, fileIds: readonly string[]): Promise<void> {
  const ids = [...fileIds]
  await tx.$executeRaw`
    with wanted as (
      select f.campaign_id, f.organization_id, f.committee_id, c.subject, count(*)::int as count,
          case when c.not_rated_reason is not null then 'NOT_RATED' when c.computed_outcome = 'INVALID' then 'INVALID'
            else coalesce(c.proposed_level, c.computed_outcome, 'MANUAL') end as outcome
        from rating_cell_file f join rating_case c on c.file_id = f.id
       where f.id = any(${ids}::uuid[]) group by 1, 2, 3, 4, 6
    ), emptied as (
      update rating_count r set count = 0 from rating_cell_file f
       where f.id = any(${ids}::uuid[]) and r.campaign_id = f.campaign_id and r.organization_id = f.organization_id
         and r.stage = 'proposed' and r.count <> 0 and not exists (select from wanted w where w.organization_id = r.organization_id
           and w.subject = r.subject and w.outcome = r.outcome)
    )
    insert into rating_count (id, campaign_id, organization_id, committee_id, subject, stage, outcome, count)
    select app.uuid_v7(), campaign_id, organization_id, committee_id, subject, 'proposed', outcome, count from wanted
    on conflict (campaign_id, organization_id, subject, stage, outcome) do update set count = excluded.count
      where rating_count.count <> excluded.count`
}

/** Fixes the decided counts of a committee's cells from the ratings of one decision. */
export async function countDecided(tx: Tx, _scope: Scope, decisionId: string): Promise<void> {
  await tx.$executeRaw`
    insert into rating_count (id, campaign_id, organization_id, committee_id, subject, stage, outcome, count)
    select app.uuid_v7(), d.campaign_id, r.organization_id, r.committee_id, r.subject, 'decided', r.outcome, count(*)
      from rating r join rating_decision d on d.id = r.decision_id
     where r.decision_id = ${decisionId}::uuid group by d.campaign_id, r.organization_id, r.committee_id, r.subject, r.outcome
    on conflict (campaign_id, organization_id, subject, stage, outcome) do update set count = excluded.count`
}
