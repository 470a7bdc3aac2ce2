import { z } from 'zod'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

/** The organization itself and everything above it today, the nearest first: against these a unit handles no denunciation. */
export async function listUnitAndAbove(tx: Tx, _scope: Scope, organizationId: string): Promise<string[]> {
  if (!isId(organizationId)) return []
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select r.above_id::text as id from app.organization_reach r
     where r.organization_id = ${organizationId}::uuid and r.valid_from <= app.today() and app.today() < r.valid_to 
     order by (select count(*) from app.organization_reach u where u.organization_id = r.above_id and u.valid_from <= app.today() and app.today() < u.valid_to) desc`
  return rows.map(({ id }) => id)
}

const object = z.object({ organizationId: z.string(), name: z.string() })
/** Organizations of the unit that a paper can be about: names only, as the directory shows them to everybody. */
export async function listObjects(
  tx: Tx,
  _scope: Scope,
  { organizationId, limit }: { organizationId: string; limit: number },
): Promise<z.infer<typeof object>[]> {
  if (!isId(organizationId)) return []
  const rows = await tx.$queryRaw<unknown[]>`
    select v.organization_id::text as "organizationId", v.name
      from app.organization_reach r join organization_version v on v.organization_id = r.organization_id and v.valid_from <= app.today() and app.today() < v.valid_to
     where r.above_id = ${organizationId}::uuid and r.valid_from <= app.today() and app.today() < r.valid_to
     order by (v.organization_id = ${organizationId}::uuid) desc, v.name limit ${limit}`
  return rows.map((one) => object.parse(one))
}
