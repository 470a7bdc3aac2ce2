import type { Tx } from '../client.ts'
import { isWithin } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

const asked = new WeakMap<Tx, WeakMap<Scope, Map<string, Promise<boolean>>>>()

/** `isWithin`, asked once a transaction: the reads of one page ask about the same cell five times over. */
export function isWithinOnce(tx: Tx, scope: Scope, organizationId: string): Promise<boolean> {
  const ofTx = asked.get(tx) ?? new WeakMap<Scope, Map<string, Promise<boolean>>>()
  const ofScope = ofTx.get(scope) ?? new Map<string, Promise<boolean>>()
  const answer = ofScope.get(organizationId) ?? isWithin(tx, scope, organizationId)
  asked.set(tx, ofTx.set(scope, ofScope.set(organizationId, answer)))
  return answer
}
