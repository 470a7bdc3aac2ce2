import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** Projects or cases that an organization has sent sheets of, by code, with their latest name. */
export async function listSubjects(
  tx: Tx,
  _scope: Scope,
  { organizationId, sheet }: { readonly organizationId: string; readonly sheet: string },
): Promise<{ code: string; name: string }[]> {
  return tx.$queryRaw`
    select distinct on (subject) subject as code, subject_name as name from monitoring_fact
     where organization_id = ${organizationId}::uuid and sheet = ${sheet} and subject <> '' and superseded_at is null
     order by subject, period_start desc`
}

/** The codes of organizations on a day. */
export async function listCodes(
  tx: Tx,
  _scope: Scope,
  { organizationIds, day }: { readonly organizationIds: readonly string[]; readonly day: string },
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.$queryRaw<{ id: string; code: string }[]>`
    select organization_id::text as id, code from organization_version
     where organization_id = any (${[...organizationIds]}::uuid[]) and valid_from <= ${day}::date and ${day}::date < valid_to`
  return new Map(rows.map(({ id, code }) => [id, code]))
}
