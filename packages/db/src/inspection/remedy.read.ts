import { remedyStates } from '@nq15/domain/inspection'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

const remedyRow = z.object({
  remedyId: z.string(),
  inspectionId: z.string(),
  organizationId: z.string(),
  position: z.number(),
  title: z.string(),
  output: z.string(),
  ownerName: z.string(),
  ownerPost: z.string(),
  ownerUserId: z.string().nullable(),
  firstDueOn: z.string(),
  dueOn: z.string(),
  state: z.enum(remedyStates),
  evidence: z.string(),
  reportedBy: z.string().nullable(),
  reportedOn: z.string().nullable(),
  doneOn: z.string().nullable(),
  version: z.number(),
})
/** A remedy as it stands. Days are legal days. */
export type RemedyRow = z.infer<typeof remedyRow>

const day = (column: string) => Prisma.raw(`to_char(${column}, 'YYYY-MM-DD')`)
const columns = Prisma.sql`x.id::text as "remedyId", x.inspection_id::text as "inspectionId", x.organization_id::text as "organizationId", x.position, x.title,
  x.output, x.owner_name as "ownerName", x.owner_post as "ownerPost", x.owner_user_id::text as "ownerUserId", ${day('x.first_due_on')} as "firstDueOn",
  ${day('x.due_on')} as "dueOn", x.state, x.evidence, x.reported_by::text as "reportedBy", ${day('x.reported_on')} as "reportedOn",
  ${day('x.done_on')} as "doneOn", x.version`

/** The remedies of an inspection within the scope, in their order. */
export async function listRemedies(tx: Tx, scope: Scope, inspectionId: string): Promise<RemedyRow[]> {
  if (!isId(inspectionId)) return []
  const rows = await tx.$queryRaw<unknown[]>`
    select ${columns} from inspection_remedy x where x.inspection_id = ${inspectionId}::uuid and ${withinReach(scope)} order by x.position`
  return rows.map((one) => remedyRow.parse(one))
}

/** One remedy within the scope; null when it is not there for the reader. */
export async function findRemedy(tx: Tx, scope: Scope, remedyId: string): Promise<RemedyRow | null> {
  if (!isId(remedyId)) return null
  const rows = await tx.$queryRaw<unknown[]>`
    select ${columns} from inspection_remedy x where x.id = ${remedyId}::uuid and ${withinReach(scope)}`
  return rows[0] === undefined ? null : remedyRow.parse(rows[0])
}

const openRow = z.object({
  remedyId: z.string(),
  inspectionId: z.string(),
  organizationName: z.string(),
  title: z.string(),
  ownerName: z.string(),
  dueOn: z.string(),
  state: z.enum(remedyStates),
})
/** A remedy that is not done yet, and where. */
export type OpenRemedy = z.infer<typeof openRow>

/**
 * Remedies that are not done, the nearest day first: all within the scope, those of an area by its code, or only those of the
 * reader himself.
 */
export async function listOpenRemedies(
  tx: Tx,
  scope: Scope,
  of: { readonly areaCode?: string | undefined; readonly isOwn?: boolean; readonly limit: number },
): Promise<OpenRemedy[]> {
  const { areaCode = null, isOwn = false, limit } = of
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "remedyId", x.inspection_id::text as "inspectionId", n.name as "organizationName", x.title, x.owner_name as "ownerName",
        ${day('x.due_on')} as "dueOn", x.state
      from inspection_remedy x join lateral (select v.name, v.area_code from organization_version v where v.organization_id = x.organization_id
          order by (v.valid_from <= app.today() and app.today() < v.valid_to) desc, v.valid_from desc limit 1) n on true
     where x.state <> 'done' and ${withinReach(scope)} and (${areaCode}::text is null or n.area_code = ${areaCode})
       and (${!isOwn} or (x.owner_user_id = ${scope.actor.userId}::uuid and x.state = 'open')) order by x.due_on, x.id limit ${limit}`
  return rows.map((one) => openRow.parse(one))
}

const dated = z.object({
  remedyId: z.string(),
  inspectionId: z.string(),
  organizationId: z.string(),
  bodyId: z.string(),
  ownerUserId: z.string().nullable(),
  dueOn: z.string(),
  isOpen: z.boolean(),
})
/** A remedy with its day and who hears of it; for the service that reminds. */
export type DatedRemedy = z.infer<typeof dated>

/** Remedies of some inspections, those named, or every open one (`null`); for the service that reminds. */
export async function listDatedRemedies(
  tx: Tx,
  _scope: Scope,
  of: { readonly inspectionIds: readonly string[] } | { readonly remedyIds: readonly string[] } | null,
): Promise<DatedRemedy[]> {
  const [inspectionIds, remedyIds] = [
    of && 'inspectionIds' in of ? [...of.inspectionIds] : [],
    of && 'remedyIds' in of ? [...of.remedyIds] : [],
  ]
  const rows = await tx.$queryRaw<unknown[]>`
    select r.id::text as "remedyId", r.inspection_id::text as "inspectionId", r.organization_id::text as "organizationId", i.body_id::text as "bodyId",
        r.owner_user_id::text as "ownerUserId", ${day('r.due_on')} as "dueOn", r.state = 'open' as "isOpen"
      from inspection_remedy r join inspection i on i.id = r.inspection_id
     where (${of === null} and r.state = 'open') or r.inspection_id = any (${inspectionIds}::uuid[]) or r.id = any (${remedyIds}::uuid[])`
  return rows.map((one) => dated.parse(one))
}
