import { holdable } from '@nq15/domain/privacy'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import { withinReach } from './within-reach.ts'

const hold = z.object({
  id: z.string(),
  organizationId: z.string(),
  recordTable: z.enum(holdable),
  recordId: z.string().nullable(),
  reason: z.string(),
  decisionNumber: z.string(),
  decidedOn: z.string(),
  setByName: z.string(),
  setAt: z.date(),
  liftedNumber: z.string().nullable(),
  liftedOn: z.string().nullable(),
  liftedByName: z.string().nullable(),
  version: z.number(),
})
/** A legal hold with the decisions that set and lifted it. */
export type HoldRow = z.infer<typeof hold>

const columns = Prisma.sql`x.id, x.organization_id as "organizationId", x.record_table as "recordTable", x.record_id as "recordId", x.reason,
  x.decision_number as "decisionNumber", x.decided_on::text as "decidedOn", x.set_by_name as "setByName", x.set_at as "setAt",
  x.lifted_number as "liftedNumber", x.lifted_on::text as "liftedOn", x.lifted_by_name as "liftedByName", x.version`

/** Holds within the scope, standing ones first. */
export async function listHolds(tx: Tx, scope: Scope, { limit }: { limit: number }): Promise<HoldRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`select ${columns} from privacy_hold x where ${withinReach(scope)}
    order by x.lifted_at is not null, x.set_at desc, x.id limit ${limit}`
  return rows.map((row) => hold.parse(row))
}

/** A hold within the scope; null else. */
export async function findHold(tx: Tx, scope: Scope, id: string): Promise<HoldRow | null> {
  if (!isId(id)) return null
  const rows = await tx.$queryRaw<
    unknown[]
  >`select ${columns} from privacy_hold x where x.id = ${id}::uuid and ${withinReach(scope)}`
  return rows[0] === undefined ? null : hold.parse(rows[0])
}

/** Whether a record may not be destroyed: every job that destroys asks first. */
export async function isHeld(
  tx: Tx,
  _scope: Scope,
  { recordTable, recordId, organizationId }: { recordTable: string; recordId: string; organizationId: string | null },
): Promise<boolean> {
  const rows = await tx.$queryRaw<
    { held: boolean }[]
  >`select app.is_held(${recordTable}, ${recordId}::uuid, ${organizationId}::uuid) as held`
  return rows[0]?.held === true
}
