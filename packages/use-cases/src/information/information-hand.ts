import type { Scope } from '@nq15/db/scope'
import type { Permission } from '@nq15/domain/access'
import type { IssueFinding, IssueHand, OpinionFinding } from '@nq15/domain/information'

/**
 * Who takes a step: the gate's proofs of one person by permission (null where no grant gives it), and the hand that writes on
 * his word, the service `information` on behalf of the same person.
 */
export type InformationActing = { readonly prove: (permission: Permission) => Scope | null; readonly hand: Scope }

/** The permission behind each hand of the table of a question's steps. */
export const permissionOfIssueHand = {
  work: 'information:work',
  decide: 'information:decide',
} as const satisfies Record<IssueHand, Permission>

/** The person's proof of a permission, when the hand acts for this very person; null else, and nothing is found. */
export function personOf({ prove, hand }: InformationActing, permission: Permission): Scope | null {
  const person = prove(permission)
  const isHis =
    person !== null && hand.actor.onBehalfOf === person.actor.userId && hand.permission === 'information:decide'
  return isHis ? person : null
}

/** What the gate must have proved for the hand. */
export const handPermissions = ['information:decide'] as const

/** Why nothing was changed. */
export type InformationRefusal =
  | {
      readonly code: 'NOT_FOUND' | 'NO_SUCH_STEP' | 'CHANGED_MEANWHILE' | 'NOT_AN_AREA' | 'NOT_A_CELL' | 'UNKNOWN_CASE'
    }
  | { readonly code: 'HELD_AHEAD' | 'HELD_BEFORE_PUBLISHED' }
  | { readonly code: 'ISSUE_REFUSED'; readonly findings: readonly IssueFinding[] }
  | { readonly code: 'NOTE_REFUSED'; readonly findings: readonly OpinionFinding[] }
