import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** Something of a campaign that is still to be done, by an organization until a day. */
export type OpenDue = { readonly kind: 'cell' | 'committee'; readonly organizationId: string; readonly dueOn: string }

const openDue = z.object({ kind: z.enum(['cell', 'committee']), organizationId: z.string(), dueOn: z.string() })

/** Cells that have not handed in and committees that have not decided in an open campaign; none when it is not open. */
export async function listOpenDues(tx: Tx, _scope: Scope, campaignId: string): Promise<OpenDue[]> {
  const rows = await tx.$queryRaw`
    select 'cell' as "kind", f.organization_id::text as "organizationId", f.due_on::text as "dueOn"
      from rating_cell_file f join rating_campaign c on c.id = f.campaign_id
     where f.campaign_id = ${campaignId}::uuid and c.state = 'open' and f.state in ('not-started', 'in-work', 'returned')
    union all
    select 'committee', f.committee_id::text, c.committee_due_on::text
      from rating_cell_file f join rating_campaign c on c.id = f.campaign_id
     where f.campaign_id = ${campaignId}::uuid and c.state = 'open' and f.state <> 'decided'
     group by f.committee_id, c.committee_due_on`
  return z.array(openDue).parse(rows)
}
