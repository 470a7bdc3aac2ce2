import { z } from 'zod'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

const row = z.object({
  programmeId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  body: z.enum(['committee', 'commission']),
  year: z.number(),
  title: z.string(),
  decisionNumber: z.string(),
  decidedOn: z.string(),
  planned: z.number(),
  closed: z.number(),
})
/** A programme of a year with how many inspections stand in it and how many of them are over. */
export type ProgrammeRow = z.infer<typeof row>

/** The programmes within the scope, the newest year first. */
export async function listProgrammes(tx: Tx, scope: Scope): Promise<ProgrammeRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "programmeId", x.organization_id::text as "organizationId", x.body, x.year, x.title, x.decision_number as "decisionNumber",
        to_char(x.decided_on, 'YYYY-MM-DD') as "decidedOn",
        coalesce((select v.name from organization_version v where v.organization_id = x.organization_id order by v.valid_from desc limit 1), '…') as "organizationName",
        (select count(*)::int from inspection i where i.programme_id = x.id) as planned,
        (select count(*)::int from inspection i where i.programme_id = x.id and i.state = 'closed') as closed
      from inspection_programme x where ${withinReach(scope)} order by x.year desc, x.decided_on desc, x.id limit 60`
  return rows.map((one) => row.parse(one))
}

/** Whether a programme is of this body. */
export async function isProgrammeOf(
  tx: Tx,
  _scope: Scope,
  { programmeId, bodyId }: { readonly programmeId: string; readonly bodyId: string },
): Promise<boolean> {
  if (!isId(programmeId)) return false
  return (await tx.inspectionProgramme.count({ where: { id: programmeId, organizationId: bodyId } })) > 0
}
