import { findCase } from '@nq15/db/ratings/case.read'
import type { Scope } from '@nq15/db/scope'
import type { Permission } from '@nq15/domain/access'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { findOwnUnit } from '@nq15/use-cases/ratings/read-unit-standing'
import { appResources } from '../../server/database.server.ts'
import { findScope } from '../../server/session.server.ts'

/**
 * The proofs by which somebody reaches a case, a person's or a unit's, in the order the permissions are asked. One address
 * serves both kinds; a permission of one kind finds nothing of the other.
 */
export async function reachCase(
  person: SignedIn,
  permissions: readonly Permission[],
  caseId: string,
): Promise<readonly Scope[]> {
  const { db } = appResources()
  const reached: Scope[] = []
  for (const permission of permissions) {
    const scope = findScope(person, permission)
    if (!scope) continue
    const isSeen = await db.asReader(scope, async (tx) => {
      const of = permission.startsWith('unit:') ? findOwnUnit : findCase
      return (await of(tx, scope, caseId)) !== null
    })
    if (isSeen) reached.push(scope)
  }
  return reached
}
