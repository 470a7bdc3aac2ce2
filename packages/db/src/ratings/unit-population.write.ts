import type { PlannedUnit } from '@nq15/domain/ratings'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'

/** Writes the frozen cases of units; one that is there already is left as it is. Answers how many are new. */
export async function insertUnits(
  tx: Tx,
  _scope: Scope,
  { campaignId, units }: { campaignId: string; units: readonly PlannedUnit[] },
): Promise<number> {
  if (units.length === 0) return 0
  const rows = JSON.stringify(units.map((unit) => ({ ...unit, id: newId() })))
  return tx.$executeRaw`
    insert into rating_unit_case (id, campaign_id, organization_id, decider_id, intermediate_id, parent_id, subject, organization_subject,
        quota_group, name, code, sector, months_since_founded, cells_total, members_total, not_rated_reason, report_due_on, decision_due_on)
    select r.id, ${campaignId}::uuid, r."organizationId", r."deciderId", r."intermediateId", r."parentId", r.subject, r."organizationSubject",
        r."quotaGroup", r.name, r.code, r.sector, r."monthsSinceFounded", r.cells, r.members, r."notRatedReason", r."reportDueOn", r."decisionDueOn"
      from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, "organizationId" uuid, "deciderId" uuid, "intermediateId" uuid, "parentId" uuid,
        subject text, "organizationSubject" text, "quotaGroup" text, name text, code text, sector text, "monthsSinceFounded" int, cells int,
        members int, "notRatedReason" text, "reportDueOn" date, "decisionDueOn" date)
    on conflict do nothing`
}

/**
 * Gives every head whose collective is decided above his own committee a case of his own among the units, by post and code.
 * Answers how many are new.
 */
export async function insertLeaders(tx: Tx, _scope: Scope, campaignId: string): Promise<number> {
  return tx.$executeRaw`
    insert into rating_unit_case (id, campaign_id, organization_id, decider_id, intermediate_id, parent_id, subject, organization_subject,
        quota_group, name, code, sector, months_since_founded, cells_total, members_total, case_id, post_title, person_code, is_head,
        not_rated_reason, not_rated_text, report_due_on, decision_due_on)
    select app.uuid_v7(), u.campaign_id, u.organization_id, u.decider_id, u.intermediate_id, u.parent_id, 'LEADER', u.organization_subject,
        'LEADER/' || u.organization_subject, u.name, u.code, u.sector, null, u.cells_total, u.members_total, c.id,
        coalesce(c.post_title, ''), coalesce(c.card_number, left(c.id::text, 8)), true,
        case when c.not_rated_reason is not null then 'OTHER' end, c.not_rated_reason, u.report_due_on, u.decision_due_on
      from rating_case c join rating_unit_case u on u.campaign_id = c.campaign_id and u.organization_id = c.led_organization_id
       and u.subject = 'COLLECTIVE' and u.decider_id <> c.committee_id
     where c.campaign_id = ${campaignId}::uuid and c.is_head
    on conflict do nothing`
}
