import type { Tx } from '../client.ts'
import { isWithin } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

/** How many files of campaigns under way stand below an organization and are not appraised yet; 0 outside the scope. */
export async function countOpenFiles(tx: Tx, scope: Scope, organizationId: string): Promise<number> {
  if (!(await isWithin(tx, scope, organizationId))) return 0
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from rating_cell_file f join rating_campaign c on c.id = f.campaign_id
      join app.organization_reach r on r.organization_id = f.organization_id and r.above_id = ${organizationId}::uuid
     where c.state = 'open' and f.state not in ('appraised', 'decided') and r.valid_from <= app.today() and app.today() < r.valid_to`
  return row?.count ?? 0
}
