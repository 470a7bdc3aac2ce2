import { allows, type Permission } from '@nq15/domain/access'
import type { Actor, Scope } from './scope.ts'

/** Turns an actor and a permission into a scope, or null when no grant of his gives it. Imported by the gates only. */
export function proveScope(actor: Actor, permission: Permission): Scope | null {
  const giving = actor.grants.filter(({ role }) => allows(role, permission))
  if (giving.length === 0) return null
  const ids = giving.flatMap(({ organizationId }) => (organizationId === null ? [] : [organizationId]))
  const organizationIds = giving.some(({ organizationId }) => organizationId === null) ? 'everything' : ids
  return { actor, permission, organizationIds } as unknown as Scope
}
