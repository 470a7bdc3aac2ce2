import type { Tx } from '../client.ts'
import { isWithin } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

/** How many tasks of plans that run are still to be done below an organization; 0 outside the scope. */
export async function countOpenPlanTasks(tx: Tx, scope: Scope, organizationId: string): Promise<number> {
  if (!(await isWithin(tx, scope, organizationId))) return 0
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from plan_task t join consolidation_plan p on p.id = t.plan_id
      join app.organization_reach r on r.organization_id = t.organization_id and r.above_id = ${organizationId}::uuid
     where p.state in ('approved', 'in-progress', 'extended') and t.state in ('open', 'waiting')
       and r.valid_from <= app.today() and app.today() < r.valid_to`
  return row?.count ?? 0
}

/** How many organizations below one are on a watch list or weighed for it; 0 outside the scope. */
export async function countOpenWatchEntries(tx: Tx, scope: Scope, organizationId: string): Promise<number> {
  if (!(await isWithin(tx, scope, organizationId))) return 0
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from watch_entry w
      join app.organization_reach r on r.organization_id = w.organization_id and r.above_id = ${organizationId}::uuid
     where w.state not in ('dismissed', 'closed', 'relapsed', 'merged', 'dissolved')
       and r.valid_from <= app.today() and app.today() < r.valid_to`
  return row?.count ?? 0
}
