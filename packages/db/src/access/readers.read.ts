import { z } from 'zod'
import type { Tx } from '../client.ts'
import { isWithin } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

const row = z.object({
  id: z.string(),
  at: z.date(),
  reader: z.string().nullable(),
  isService: z.boolean(),
  onBehalfOf: z.string().nullable(),
  roles: z.array(z.string()).nullable(),
  recordTable: z.string(),
  isExport: z.boolean(),
  reason: z.string().nullable(),
  organizationName: z.string().nullable(),
  isOutside: z.boolean(),
  opening: z.object({ reason: z.string(), caseNumber: z.string() }).nullable(),
})

/** One sensitive read: who, when (UTC), in which roles of that day, on whose word, why; never what was on the page. */
export type ReaderRow = Readonly<z.infer<typeof row>>

/** A page of reads before a moment. */
export type ReadersQuery = { readonly before: Date; readonly limit: number }

/** Who read the actor's own member's file, newest first; nobody else's. */
export async function listReadersOfOwnFile(
  tx: Tx,
  _scope: Scope,
  { before, limit }: ReadersQuery,
): Promise<ReaderRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select r.id::text as id, r.at, r.reader, r.is_service as "isService", r.on_behalf_of as "onBehalfOf", r.roles, r.record_table as "recordTable",
        (r.action = 'export' or r.detail ? 'export') as "isExport", r.detail ->> 'reason' as reason, false as "isOutside",
        (select v.name from organization_version v where v.organization_id = r.organization_id order by v.valid_from desc limit 1) as "organizationName",
        case when r.opening_reason is not null then jsonb_build_object('reason', r.opening_reason, 'caseNumber', r.opening_case) end as opening
      from app.readers_of_own_file(${before}, ${limit}::int) r order by r.at desc, r.id desc`
  return rows.map((one) => row.parse(one))
}

/** Who read the files of an organization within the scope, or of what is below it; null when it is outside. */
export async function listReadersOfOrganization(
  tx: Tx,
  scope: Scope,
  { organizationId, onlyOutside, before, limit }: ReadersQuery & { organizationId: string; onlyOutside: boolean },
): Promise<ReaderRow[] | null> {
  if (!(await isWithin(tx, scope, organizationId))) return null
  const rows = await tx.$queryRaw<unknown[]>`
    select r.id::text as id, r.at, r.reader, r.is_service as "isService", r.on_behalf_of as "onBehalfOf", r.roles, r.record_table as "recordTable",
        (r.action = 'export' or r.detail ? 'export') as "isExport", r.detail ->> 'reason' as reason, r.is_outside as "isOutside",
        (select v.name from organization_version v where v.organization_id = r.organization_id order by v.valid_from desc limit 1) as "organizationName",
        case when r.opening_reason is not null then jsonb_build_object('reason', r.opening_reason, 'caseNumber', r.opening_case) end as opening
      from app.readers_of_organization(${organizationId}::uuid, ${before}, ${onlyOutside}, ${limit}::int) r order by r.at desc, r.id desc`
  return rows.map((one) => row.parse(one))
}
