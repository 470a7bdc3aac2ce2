import { z } from 'zod'
import { type LegalDay, textField } from '../shared/index.ts'
import type { PetitionState } from './petition-states.ts'

/** Where a list of papers to be destroyed stands. */
export const destructionStates = ['proposed', 'refused', 'decided', 'done'] as const

/** A list as it is proposed: which papers, why. */
export const destructionSchema = z.strictObject({
  petitionIds: z.array(z.uuid()).min(1).max(500).readonly(),
  reason: textField.pipe(z.string().min(1).max(600)),
})
/** What another person decides on it. */
export const destructionDecisionSchema = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('decide'), number: textField.pipe(z.string().min(1).max(60)) }),
  z.strictObject({ event: z.literal('refuse'), reason: textField.pipe(z.string().min(1).max(600)) }),
])
export type DestructionDecision = Readonly<z.infer<typeof destructionDecisionSchema>>

/** What keeps a filed paper from being destroyed. */
const keepers = ['NOT_FILED_LONG_ENOUGH', 'CASE_FILE_KEPT', 'LEGAL_HOLD', 'ON_A_LIST'] as const
export type DestructionKeeper = (typeof keepers)[number]
/** What keeps a paper, or keeps a list from being decided by somebody. */
export type DestructionFindingCode = DestructionKeeper | 'PROPOSER_DECIDES'
/** `condition` is the number of the paper. */
export type DestructionFinding = { readonly code: DestructionKeeper; readonly condition: string }

/** A filed paper as the rules of destruction read it. */
export type FiledPaper = {
  readonly code: string
  readonly state: PetitionState
  readonly filedUntil: LegalDay | null
  readonly caseId: string | null
  readonly isHeld: boolean
  readonly isListed: boolean
}

/**
 * What keeps a paper: it is not filed for its year (TT 05/2021/TT-TTCP Art. 28 [S]), belongs to a matter (kept by archive law), is held,
 * or stands on a list that waits. `condition` is its number.
 */
export function judgeDestruction({ code, state, filedUntil, caseId, isHeld, isListed }: FiledPaper, today: LegalDay) {
  const when = (holds: boolean, finding: DestructionKeeper): DestructionFinding[] =>
    holds ? [{ code: finding, condition: code }] : []
  return [
    ...when(state !== 'filed' || filedUntil === null || filedUntil > today, 'NOT_FILED_LONG_ENOUGH'),
    ...when(caseId !== null, 'CASE_FILE_KEPT'),
    ...when(isHeld, 'LEGAL_HOLD'),
    ...when(isListed, 'ON_A_LIST'),
  ]
}
