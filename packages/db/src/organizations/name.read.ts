import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** The names of organizations as they are today, or as they last were; ids that do not exist are left out. */
export async function nameOrganizations(tx: Tx, _scope: Scope, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.$queryRaw<{ id: string; name: string }[]>`
    select distinct on (organization_id) organization_id as id, name from organization_version
     where organization_id = any(${[...ids]}::uuid[])
     order by organization_id, (valid_from <= app.today() and app.today() < valid_to) desc, valid_from desc`
  return new Map(rows.map(({ id, name }) => [id, name]))
}
