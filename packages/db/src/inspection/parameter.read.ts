import { type InspectionParameter, inspectionParameterNames } from '@nq15/domain/inspection'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

const row = z.object({
  name: z.enum(inspectionParameterNames),
  value: z.number(),
  validFrom: z.string(),
  source: z.string(),
})

/** What a committee and those above it set, nearest first, each from its day; a value of its own goes before one from above. */
export async function listInspectionParameters(
  tx: Tx,
  _scope: Scope,
  bodyId: string,
): Promise<readonly InspectionParameter[]> {
  if (!isId(bodyId)) return []
  const rows = await tx.$queryRaw<unknown[]>`
    with near as (
      select p.*, (select count(*) from app.organization_reach d where d.organization_id = p.organization_id
          and d.valid_from <= app.today() and app.today() < d.valid_to) as depth
        from inspection_parameter p join app.organization_reach r on r.above_id = p.organization_id and r.organization_id = ${bodyId}::uuid
       where r.valid_from <= app.today() and app.today() < r.valid_to)
    select n.name, n.value, to_char(n.valid_from, 'YYYY-MM-DD') as "validFrom", n.source from near n
     where n.depth = (select max(o.depth) from near o where o.name = n.name) order by n.name, n.valid_from desc`
  return rows.map((one) => row.parse(one))
}
