import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** Something of a campaign that is still to be done, by an organization until a day. */
export type OpenDue = {
  readonly kind: 'cell' | 'committee' | 'unit' | 'unit-decision' | 'unit-late'
  readonly organizationId: string
  readonly dueOn: string
}

const openDue = z.object({
  kind: z.enum(['cell', 'committee', 'unit', 'unit-decision', 'unit-late']),
  organizationId: z.string(),
  dueOn: z.string(),
})

/**
 * Cells and units that have not handed in, committees that have not decided, and for who decides units those of his whose
 * report is not in (`unit-late`), in an open campaign; none when it is not open.
 */
export async function listOpenDues(tx: Tx, _scope: Scope, campaignId: string): Promise<OpenDue[]> {
  const rows = await tx.$queryRaw`
    select 'cell' as "kind", f.organization_id::text as "organizationId", f.due_on::text as "dueOn"
      from rating_cell_file f join rating_campaign c on c.id = f.campaign_id
     where f.campaign_id = ${campaignId}::uuid and c.state = 'open' and f.state in ('not-started', 'in-work', 'returned')
    union all
    select 'committee', f.committee_id::text, c.committee_due_on::text
      from rating_cell_file f join rating_campaign c on c.id = f.campaign_id
     where f.campaign_id = ${campaignId}::uuid and c.state = 'open' and f.state <> 'decided'
     group by f.committee_id, c.committee_due_on
    union all
    select 'unit', u.organization_id::text, u.report_due_on::text
      from rating_unit_case u join rating_campaign c on c.id = u.campaign_id
     where u.campaign_id = ${campaignId}::uuid and c.state = 'open' and u.state in ('not-started', 'in-work', 'returned')
       and u.subject <> 'LEADER' and u.not_rated_reason is null group by u.organization_id, u.report_due_on
    union all
    select k.kind, u.decider_id::text, (case k.kind when 'unit-late' then u.report_due_on else u.decision_due_on end)::text
      from rating_unit_case u join rating_campaign c on c.id = u.campaign_id
      join (values ('unit-decision'), ('unit-late')) k (kind) on k.kind = 'unit-decision' or u.state in ('not-started', 'in-work', 'returned')
     where u.campaign_id = ${campaignId}::uuid and c.state = 'open' and u.state <> 'decided' group by 1, 2, 3`
  return z.array(openDue).parse(rows)
}
