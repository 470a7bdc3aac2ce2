import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/**
 * Whether an organization stands within a scope today: granted itself, or below a granted one by tree or by inherited
 * records. For `everything` it needs only to exist. False for an unknown id, so a wrong id and a foreign one look alike.
 */
export async function isWithin(tx: Tx, scope: Scope, organizationId: string): Promise<boolean> {
  if (!isId(organizationId)) return false
  if (scope.organizationIds === 'everything') return exists(tx, organizationId)
  const found = await tx.$queryRaw<unknown[]>`
    select 1 from app.organization_reach r
     where r.above_id = any (${[...scope.organizationIds]}::uuid[]) and r.organization_id = ${organizationId}::uuid
       and r.valid_from <= app.today() and app.today() < r.valid_to limit 1`
  return found.length > 0
}

/**
 * Whether an organization's public facts (name, kind, lineage) belong on a page of this scope: it stands within it, or
 * above something granted, so that the way up to the city can be followed, or it is a body of the state or the front.
 */
export async function isWithinOrAbove(tx: Tx, scope: Scope, organizationId: string): Promise<boolean> {
  if (await isWithin(tx, scope, organizationId)) return true
  if (scope.organizationIds === 'everything' || !isId(organizationId)) return false
  const found = await tx.$queryRaw<unknown[]>`
    select 1 from app.organization_reach r
     where r.above_id = ${organizationId}::uuid and r.organization_id = any (${[...scope.organizationIds]}::uuid[])
       and r.valid_from <= app.today() and app.today() < r.valid_to
    union all select 1 from organization where id = ${organizationId}::uuid and side <> 'party' limit 1`
  return found.length > 0
}

async function exists(tx: Tx, organizationId: string): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`select 1 from organization where id = ${organizationId}::uuid`
  return found.length > 0
}

/** Whether a text is an id at all: a tampered one is "not found", never a database error. */
export const isId = (text: string) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
