import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** The ids of an organization and of everything that stands below it today. */
export async function listBelow(tx: Tx, _scope: Scope, organizationId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ readonly id: string }[]>`
    select organization_id::text as id from app.organization_reach
     where above_id = ${organizationId}::uuid and valid_from <= app.today() and app.today() < valid_to`
  return rows.map(({ id }) => id)
}
