import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'
import { day, withinUnit } from './within-unit.ts'

const row = z.object({
  stepId: z.string(),
  position: z.number(),
  event: z.string(),
  fromState: z.string().nullable(),
  toState: z.string(),
  actorName: z.string(),
  actedAt: z.date(),
  onDay: z.string(),
  number: z.string().nullable(),
  reason: z.string().nullable(),
  receiver: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
})
/** A step of a paper or a matter as it was kept; `actedAt` is UTC. */
export type StepRow = z.infer<typeof row>

/** The steps of a paper or of a matter, in their order. */
export async function listSteps(
  tx: Tx,
  scope: Scope,
  of: { readonly petitionId: string } | { readonly caseId: string },
): Promise<StepRow[]> {
  const fits =
    'petitionId' in of ? Prisma.sql`x.petition_id = ${of.petitionId}::uuid` : Prisma.sql`x.case_id = ${of.caseId}::uuid`
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "stepId", x.position, x.event, x.from_state as "fromState", x.to_state as "toState", x.actor_name as "actorName",
        x.acted_at as "actedAt", ${day('x.on_day')} as "onDay", x.number, x.reason, x.receiver, x.detail
      from petition_step x where ${fits} and ${withinUnit(scope)} order by x.position`
  return rows.map((one) => row.parse(one))
}
