import type { Reaches } from '@nq15/domain/access'
import type { Tx } from '../client.ts'

/** Which of some organizations lie above which today, as the rules of grants ask it. */
export async function readReaches(tx: Tx, organizationIds: readonly (string | null)[]): Promise<Reaches> {
  const ids = [...new Set(organizationIds.filter((id) => id !== null))]
  if (ids.length < 2) return (aboveId, organizationId) => aboveId === organizationId
  const rows = await tx.$queryRaw<{ above: string; below: string }[]>`
    select above_id::text as above, organization_id::text as below from app.organization_reach
     where above_id = any (${ids}::uuid[]) and organization_id = any (${ids}::uuid[])
       and valid_from <= app.today() and app.today() < valid_to`
  const pairs = new Set(rows.map(({ above, below }) => `${above} ${below}`))
  return (aboveId, organizationId) => aboveId === organizationId || pairs.has(`${aboveId} ${organizationId}`)
}
