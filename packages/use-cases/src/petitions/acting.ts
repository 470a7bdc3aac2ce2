import type { Scope } from '@nq15/db/scope'
import type { WorkingCalendar } from '@nq15/domain/calendar'
import {
  type CaseFinding,
  type Clock,
  countClocks,
  type IntakeFinding,
  nextClock,
  type PetitionFinding,
} from '@nq15/domain/petitions'
import type { LegalDay } from '@nq15/domain/shared'

/** The gate's proofs of one person: that he works on petitions, and that he decides as head of the unit; null where he does not. */
export type PetitionActing = { readonly work: Scope | null; readonly decide: Scope | null }

/** Why nothing was changed. No refusal repeats what was typed: it may be what must not be kept. */
export type PetitionStepRefusal =
  | {
      readonly code:
        | 'NOT_FOUND'
        | 'NO_SUCH_STEP'
        | 'CHANGED_MEANWHILE'
        | 'NOT_TO_BE_SPLIT'
        | 'TOO_FEW_PARTS'
        | 'REPLIED_BEFORE_VISIT'
        | 'VAULT_DOWN'
        | 'TERM_BEGINS_TWICE'
    }
  | {
      readonly code: 'REFUSED'
      readonly findings: readonly (
        | PetitionFinding
        | CaseFinding
        | IntakeFinding
        | { readonly code: string; readonly condition?: string }
      )[]
    }

/** Who acts: the account itself, or the one on whose word a service of the product writes (the sample). */
export const speakerOf = ({ actor }: Scope): { readonly userId: string; readonly name: string } => ({
  userId: actor.onBehalfOf === '' ? actor.userId : actor.onBehalfOf,
  name: actor.name,
})

/** Whether a proof is over exactly this unit; one over something above is not. */
export const isOfUnit = ({ organizationIds }: Scope, organizationId: string): boolean =>
  organizationIds === 'everything' || organizationIds.includes(organizationId)

/** The day that lists show: of the terms that run the earliest one. */
export function dueColumnsOf(clocks: readonly Clock[], today: LegalDay, calendar: WorkingCalendar) {
  const next = nextClock(countClocks(clocks, today, calendar))
  return { dueRule: next?.rule ?? null, dueOn: next?.due ?? null, isProvisional: next?.provisional ?? false }
}
