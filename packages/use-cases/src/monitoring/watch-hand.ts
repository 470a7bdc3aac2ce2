import type { Scope } from '@nq15/db/scope'
import type { Permission } from '@nq15/domain/access'
import type { WatchHand } from '@nq15/domain/monitoring'

/**
 * Who takes a step: the gate's proofs of one person by permission (null where no grant gives it), and the hand that writes on
 * his word, the service `watch` on behalf of the same person.
 */
export type WatchActing = { readonly prove: (permission: Permission) => Scope | null; readonly hand: Scope }

/** The permission behind each hand of the table of steps. */
export const permissionOfHand = {
  propose: 'watch:propose',
  appraise: 'watch:appraise',
  decide: 'watch:decide',
  opine: 'watch:opine',
  speak: 'watch:speak',
} as const satisfies Record<WatchHand, Permission>

/** The person's proof of a permission, when the hand acts for this very person; null else, and nothing is found. */
export function proofOf({ prove, hand }: WatchActing, permission: Permission): Scope | null {
  const person = prove(permission)
  const isHis = person !== null && hand.actor.onBehalfOf === person.actor.userId && hand.permission === 'watch:decide'
  return isHis ? person : null
}
