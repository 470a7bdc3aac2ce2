import type { Scope } from '@nq15/db/scope'
import type { Permission } from '@nq15/domain/access'
import type { CommitmentFinding, IncidentFinding, IncidentHand, SteeringFinding } from '@nq15/domain/incidents'

/**
 * Who takes a step: the gate's proofs of one person by permission (null where no grant gives it), and the hand that writes on
 * his word, the service `incidents` on behalf of the same person.
 */
export type IncidentsActing = { readonly prove: (permission: Permission) => Scope | null; readonly hand: Scope }

/** The permission behind each hand of the table of a case's steps. */
export const permissionOfIncidentHand = {
  work: 'case:work',
  decide: 'case:decide',
} as const satisfies Record<IncidentHand, Permission>

/** The person's proof of a permission, when the hand acts for this very person; null else, and nothing is found. */
export function personOf({ prove, hand }: IncidentsActing, permission: Permission): Scope | null {
  const person = prove(permission)
  const isHis = person !== null && hand.actor.onBehalfOf === person.actor.userId && hand.permission === 'case:decide'
  return isHis ? person : null
}

/** What the gate must have proved for the hand. */
export const handPermissions = ['case:decide'] as const

/** Why nothing was changed. */
export type IncidentsRefusal =
  | { readonly code: 'NOT_FOUND' | 'NO_SUCH_STEP' | 'CHANGED_MEANWHILE' }
  | { readonly code: 'NOT_AN_AREA' | 'UNKNOWN_PROJECT' | 'UNKNOWN_EARLIER_CASE' }
  | { readonly code: 'INCIDENT_REFUSED'; readonly findings: readonly IncidentFinding[] }
  | { readonly code: 'STEERING_REFUSED'; readonly findings: readonly SteeringFinding[] }
  | { readonly code: 'COMMITMENT_REFUSED'; readonly findings: readonly CommitmentFinding[] }
