import type { Database } from '@nq15/db/client'
import { settleSuccessions as settle } from '@nq15/db/organizations/succession-case.write'
import type { Scope } from '@nq15/db/scope'
import { emit } from '../events/emit.ts'

/**
 * After midnight: the files of members follow their dated memberships and the change is told, once. Tree, rights, posts and
 * memberships need no hand. Answers how many changes came into force.
 */
export async function settleSuccessions(db: Database, hand: Scope): Promise<number> {
  return db.asActor(hand, async (tx) => {
    const settled = await settle(tx, hand)
    for (const { caseId, organizationId, kind, effectiveOn } of settled) {
      await emit(tx, hand, {
        type: 'organizations.succession-effective',
        organizationId,
        recordTable: 'succession_case',
        recordId: caseId,
        payload: { kind, effectiveOn },
      })
    }
    return settled.length
  })
}
