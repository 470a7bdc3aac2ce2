import { breachStates, peopleRanges } from '@nq15/domain/privacy'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import { withinReach } from './within-reach.ts'

const breach = z.object({
  id: z.string(),
  organizationId: z.string(),
  number: z.string(),
  noticedAt: z.date(),
  noticedBy: z.string(),
  noticedByName: z.string(),
  happened: z.string(),
  dataKinds: z.string(),
  people: z.enum(peopleRanges),
  termHours: z.number(),
  termConfidence: z.string(),
  dueAt: z.date(),
  state: z.enum(breachStates),
  assessment: z.string().nullable(),
  mustNotify: z.boolean().nullable(),
  assessedAt: z.date().nullable(),
  assessedByName: z.string().nullable(),
  notifiedAt: z.date().nullable(),
  notifiedTo: z.string().nullable(),
  noticeNumber: z.string().nullable(),
  peopleInformedOn: z.string().nullable(),
  measures: z.string().nullable(),
  closedAt: z.date().nullable(),
  closedByName: z.string().nullable(),
  version: z.number(),
})
/** A breach with its clock and how far its handling is. */
export type BreachRow = z.infer<typeof breach>

const columns = Prisma.sql`x.id, x.organization_id as "organizationId", x.number, x.noticed_at as "noticedAt", x.noticed_by as "noticedBy",
  x.noticed_by_name as "noticedByName", x.happened, x.data_kinds as "dataKinds", x.people, x.term_hours as "termHours",
  x.term_confidence as "termConfidence", x.due_at as "dueAt", x.state, x.assessment, x.must_notify as "mustNotify",
  x.assessed_at as "assessedAt", x.assessed_by_name as "assessedByName", x.notified_at as "notifiedAt", x.notified_to as "notifiedTo",
  x.notice_number as "noticeNumber", x.people_informed_on::text as "peopleInformedOn", x.measures, x.closed_at as "closedAt",
  x.closed_by_name as "closedByName", x.version`

/** Breaches within the scope, open ones first by the end of their clock. */
export async function listBreaches(tx: Tx, scope: Scope, { limit }: { limit: number }): Promise<BreachRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`select ${columns} from privacy_breach x where ${withinReach(scope)}
    order by x.state = 'closed', x.due_at, x.id limit ${limit}`
  return rows.map((row) => breach.parse(row))
}

/** A breach within the scope; null else. */
export async function findBreach(tx: Tx, scope: Scope, id: string): Promise<BreachRow | null> {
  if (!isId(id)) return null
  const rows = await tx.$queryRaw<
    unknown[]
  >`select ${columns} from privacy_breach x where x.id = ${id}::uuid and ${withinReach(scope)}`
  return rows[0] === undefined ? null : breach.parse(rows[0])
}
