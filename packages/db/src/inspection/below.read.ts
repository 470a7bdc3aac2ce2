import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** Whether an organization stands below another today, or is that one; says nothing about who may see either. */
export async function standsBelow(
  tx: Tx,
  _scope: Scope,
  { organizationId, aboveId }: { readonly organizationId: string; readonly aboveId: string },
): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    select 1 from app.organization_reach r where r.above_id = ${aboveId}::uuid and r.organization_id = ${organizationId}::uuid
       and r.valid_from <= app.today() and app.today() < r.valid_to limit 1`
  return found.length > 0
}
