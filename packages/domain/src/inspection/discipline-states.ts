import type { DisciplineForm } from '../members/index.ts'

/** Whom a proceeding is about (weak units, section 9.5). */
export const disciplineObjects = ['organization', 'full-member', 'probationary-member'] as const
export type DisciplineObject = (typeof disciplineObjects)[number]

/** Forms by object; `removal-from-post` only for who holds office (QĐ 69-QĐ/TW, weak units 9.5, T). */
export const formsOfObject: Readonly<Record<DisciplineObject, readonly DisciplineForm[]>> = {
  organization: ['reprimand', 'warning', 'dissolution'],
  'full-member': ['reprimand', 'warning', 'removal-from-post', 'expulsion'],
  'probationary-member': ['reprimand', 'warning'],
}

/** Where a proceeding stands; from `effective` on it is the discipline record of section 13.2. */
export const proceedingStates = ['opened', 'proposed', 'dropped', 'effective', 'lapsed', 'revoked-wrongful'] as const
export type ProceedingState = (typeof proceedingStates)[number]

export const proceedingEvents = ['propose', 'return', 'decide', 'drop', 'announce', 'lapse', 'revoke'] as const
export type ProceedingEvent = (typeof proceedingEvents)[number]

/** By which right: who prepares it, who decides, or nobody: the product itself when the day has come. */
export type ProceedingHand = 'prepare' | 'decide' | 'clock'

export type ProceedingTransition = {
  readonly from: readonly ProceedingState[]
  readonly event: ProceedingEvent
  readonly by: ProceedingHand
  readonly to: ProceedingState | 'same'
  readonly cites: string
}

/** Every step there is; a lapsed record may still prove wrongful. */
export const proceedingTransitions: readonly ProceedingTransition[] = [
  { from: ['opened'], event: 'propose', by: 'prepare', to: 'proposed', cites: 'weak-units:9.3' },
  { from: ['proposed'], event: 'return', by: 'decide', to: 'opened', cites: 'weak-units:9.3' },
  { from: ['proposed'], event: 'decide', by: 'decide', to: 'effective', cites: 'weak-units:9.3, 9.5' },
  { from: ['opened', 'proposed'], event: 'drop', by: 'decide', to: 'dropped', cites: 'weak-units:9.3' },
  { from: ['effective'], event: 'announce', by: 'prepare', to: 'same', cites: 'weak-units:9.4' },
  { from: ['effective'], event: 'lapse', by: 'clock', to: 'lapsed', cites: 'weak-units:9.4, 13.2' },
  {
    from: ['effective', 'lapsed'],
    event: 'revoke',
    by: 'decide',
    to: 'revoked-wrongful',
    cites: 'weak-units:9.5, 13.2',
  },
]

/** The row of the table for an event in a state, or undefined where there is none. */
export const proceedingTransition = (
  state: ProceedingState,
  event: ProceedingEvent,
): ProceedingTransition | undefined =>
  proceedingTransitions.find((row) => row.event === event && row.from.includes(state))
