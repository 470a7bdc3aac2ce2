import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/**
 * Writes into the trail, in the reading transaction, that a list of members was shown to somebody who stands above their
 * grassroots committee: the organization it was asked for, or the reader's own. Below, the list is the cell's daily work.
 */
export async function recordListRead(tx: Tx, { organizationIds }: Scope, organizationId: string | null): Promise<void> {
  if (organizationIds === 'everything') return
  await tx.$queryRaw`
    select app.audit('read', 'member', null, coalesce(${organizationId}::uuid, v.organization_id), '{"list": true}')::text
      from organization_version v
     where v.organization_id = any (${[...organizationIds]}::uuid[]) and v.org_type in ('city-org', 'direct-org')
       and v.valid_from <= app.today() and app.today() < v.valid_to limit 1`
}
