import type { Scope } from '@nq15/db/scope'
import type { Permission } from '@nq15/domain/access'
import type {
  ConflictFinding,
  InspectionFinding,
  InspectionHand,
  ProceedingFinding,
  ProceedingHand,
  RemedyFinding,
} from '@nq15/domain/inspection'

/**
 * Who takes a step: the gate's proofs of one person by permission (null where no grant gives it), and the hand that writes on
 * his word, the service `inspection` on behalf of the same person.
 */
export type InspectionActing = { readonly prove: (permission: Permission) => Scope | null; readonly hand: Scope }

/** The permission behind each hand of the table of an inspection's steps. */
export const permissionOfInspectionHand = {
  conduct: 'inspection:conduct',
  decide: 'inspection:decide',
  report: 'inspection:report',
} as const satisfies Record<InspectionHand, Permission>

/** The permission behind each hand of the table of a proceeding's steps. */
export const permissionOfProceedingHand = {
  prepare: 'discipline:prepare',
  decide: 'discipline:decide',
} as const satisfies Record<Exclude<ProceedingHand, 'clock'>, Permission>

/** The person's proof of a permission, when the hand acts for this very person; null else, and nothing is found. */
export function personOf({ prove, hand }: InspectionActing, permission: Permission): Scope | null {
  const person = prove(permission)
  const isHis =
    person !== null && hand.actor.onBehalfOf === person.actor.userId && hand.permission === 'inspection:decide'
  return isHis ? person : null
}

/** What the gate must have proved for the hand. */
export const handPermissions = ['inspection:decide'] as const

/** Why nothing was changed. */
export type InspectionActRefusal =
  | { readonly code: 'NOT_FOUND' | 'NO_SUCH_STEP' | 'CHANGED_MEANWHILE' | 'OPEN_ALREADY' | 'CALENDAR_RANGE' }
  | {
      readonly code: 'NO_RULES' | 'UNKNOWN_PROGRAMME' | 'UNKNOWN_PLAN' | 'UNKNOWN_CARD' | 'LEAD_ALREADY' | 'TEAM_CLOSED'
    }
  | { readonly code: 'WRONG_BODY' | 'NO_VIOLATION_FOUND' | 'ORGANIZATION_DECIDES' | 'SET_ALREADY' }
  | {
      readonly code: 'CONFLICT_OF_INTEREST'
      readonly findings: readonly { readonly code: ConflictFinding['code']; readonly condition?: string }[]
    }
  | { readonly code: 'INSPECTION_REFUSED'; readonly findings: readonly InspectionFinding[] }
  | { readonly code: 'REMEDY_REFUSED'; readonly findings: readonly RemedyFinding[] }
  | { readonly code: 'PROCEEDING_REFUSED'; readonly findings: readonly ProceedingFinding[] }
