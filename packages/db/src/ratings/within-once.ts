import type { Tx } from '../client.ts'
import { isWithin } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

const asked = new WeakMap<Tx, WeakMap<Scope, Map<string, Promise<boolean>>>>()

/** `isWithin`, asked once a transaction: the reads of one page ask about the same cell five times over. */
export function isWithinOnce(tx: Tx, scope: Scope, organizationId: string): Promise<boolean> {
  const known = answersOf(tx, scope)
  const answer = known.get(organizationId) ?? isWithin(tx, scope, organizationId)
  known.set(organizationId, answer)
  return answer
}

/** Notes that a statement of this transaction has itself found an organization within the scope. */
export function noteWithin(tx: Tx, scope: Scope, organizationId: string): void {
  answersOf(tx, scope).set(organizationId, Promise.resolve(true))
}

function answersOf(tx: Tx, scope: Scope): Map<string, Promise<boolean>> {
  const ofTx = asked.get(tx) ?? new WeakMap<Scope, Map<string, Promise<boolean>>>()
  const ofScope = ofTx.get(scope) ?? new Map<string, Promise<boolean>>()
  asked.set(tx, ofTx.set(scope, ofScope))
  return ofScope
}
