import { headTypes, onlineMatters, preparedSchema, sessionKinds } from '@nq15/domain/petitions'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import { day, withinUnit } from './within-unit.ts'

const row = z.object({
  onlineId: z.string(),
  organizationId: z.string(),
  head: z.enum(headTypes),
  kind: z.enum(sessionKinds),
  matter: z.enum(onlineMatters),
  plannedOn: z.string(),
  beginsAt: z.string(),
  host: z.string(),
  points: z.string(),
  waivesProtection: z.boolean(),
  isSecured: z.boolean(),
  state: z.enum(['planned', 'held', 'cancelled']),
  prepared: preparedSchema,
  sessionId: z.string().nullable(),
  cancelReason: z.string(),
  plannedByName: z.string(),
  version: z.number(),
})
/** A reception over a connection as it stands. */
export type OnlineRow = z.infer<typeof row>

const columns = Prisma.sql`x.id::text as "onlineId", x.organization_id::text as "organizationId", x.head, x.kind, x.matter, ${day('x.planned_on')} as "plannedOn",
  x.begins_at as "beginsAt", x.host, x.points, x.waives_protection as "waivesProtection", x.is_secured as "isSecured", x.state, x.prepared,
  x.session_id::text as "sessionId", x.cancel_reason as "cancelReason", x.planned_by_name as "plannedByName", x.version`

/** Receptions over a connection from a day on, the next one first. */
export async function listOnline(tx: Tx, scope: Scope, { from }: { readonly from: LegalDay }): Promise<OnlineRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select ${columns} from online_reception x where x.planned_on >= ${from}::date and ${withinUnit(scope)}
     order by (x.state <> 'planned'), x.planned_on, x.begins_at limit 100`
  return rows.map((one) => row.parse(one))
}

/** One reception over a connection; null when it is not there for the reader. */
export async function findOnline(tx: Tx, scope: Scope, onlineId: string): Promise<OnlineRow | null> {
  if (!isId(onlineId)) return null
  const rows = await tx.$queryRaw<
    unknown[]
  >`select ${columns} from online_reception x where x.id = ${onlineId}::uuid and ${withinUnit(scope)}`
  return rows[0] === undefined ? null : row.parse(rows[0])
}
