import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/**
 * Rewrites the proposed counts of one cell from its cases, in the transaction that changed them: the effective proposal is
 * the level people chose, else what the rules proposed.
 */
export async function recountProposals(tx: Tx, _scope: Scope, fileId: string): Promise<void> {
  await tx.$executeRaw`
    insert into rating_count (id, campaign_id, organization_id, committee_id, subject, stage, outcome, count)
    select app.uuid_v7(), f.campaign_id, f.organization_id, f.committee_id, s.subject, 'proposed', o.outcome,
        (select count(*) from rating_case c where c.file_id = f.id and c.subject = s.subject
          and case when c.not_rated_reason is not null then 'NOT_RATED' else coalesce(c.proposed_level, c.computed_outcome, 'MANUAL') end = o.outcome)
      from rating_cell_file f
      cross join (values ('LEADER'), ('MEMBER_2A'), ('MEMBER_2C')) s (subject)
      cross join (values ('XS'), ('T'), ('HT'), ('KHT'), ('NOT_RATED'), ('MANUAL'), ('INVALID')) o (outcome)
     where f.id = ${fileId}::uuid
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
