/** Where a paper stands (petitions, section 19). */
export const petitionStates = [
  'registered',
  'sorted',
  'split',
  'merged',
  'guided',
  'forwarded',
  'awaiting-feedback',
  'answered',
  'returned',
  'acceptance-proposed',
  'accepted',
  'not-accepted',
  'closed',
  'filed',
  'destroyed',
] as const
export type PetitionState = (typeof petitionStates)[number]

/** States in which somebody of the unit has still to do something. */
export const openPetitionStates: readonly PetitionState[] = ['registered', 'sorted', 'acceptance-proposed']

export const petitionEvents = [
  'sort',
  'split',
  'merge',
  'guide',
  'forward',
  'return',
  'urge',
  'take-answer',
  'propose',
  'send-back',
  'accept',
  'refuse',
  'close',
  'file',
  'return-originals',
] as const
export type PetitionEvent = (typeof petitionEvents)[number]

/** By which right an event is done: who works at the desk, who decides as head of the unit, or the case itself. */
export type PetitionHand = 'work' | 'decide' | 'case'

export type PetitionTransition = {
  readonly from: readonly PetitionState[]
  readonly event: PetitionEvent
  readonly by: PetitionHand
  readonly to: PetitionState | 'same'
  readonly cites: string
}

const unsettled: readonly PetitionState[] = ['registered', 'sorted']
const open = petitionStates.filter((state) => state !== 'filed' && state !== 'destroyed')

/** Every step of a paper there is; what is not listed is refused. */
export const petitionTransitions: readonly PetitionTransition[] = [
  { from: unsettled, event: 'sort', by: 'work', to: 'sorted', cites: 'petitions:6' },
  { from: ['sorted'], event: 'split', by: 'work', to: 'split', cites: 'petitions:7, D1:14.4' },
  { from: unsettled, event: 'merge', by: 'work', to: 'merged', cites: 'petitions:7, guard:G16' },
  { from: ['sorted'], event: 'guide', by: 'work', to: 'guided', cites: 'petitions:2.2, guard:G12' },
  { from: ['sorted'], event: 'forward', by: 'work', to: 'forwarded', cites: 'L3:24.2, guard:G13' },
  { from: ['sorted'], event: 'return', by: 'work', to: 'returned', cites: 'petitions:2.2' },
  {
    from: ['sorted', 'forwarded', 'awaiting-feedback'],
    event: 'urge',
    by: 'work',
    to: 'awaiting-feedback',
    cites: 'petitions:6',
  },
  { from: ['forwarded', 'awaiting-feedback'], event: 'take-answer', by: 'work', to: 'answered', cites: 'L1:27.2' },
  { from: ['sorted'], event: 'propose', by: 'work', to: 'acceptance-proposed', cites: 'petitions:6' },
  { from: ['acceptance-proposed'], event: 'send-back', by: 'decide', to: 'sorted', cites: 'petitions:19' },
  { from: ['acceptance-proposed'], event: 'accept', by: 'decide', to: 'accepted', cites: 'D2:16.1, L3:29' },
  { from: ['acceptance-proposed'], event: 'refuse', by: 'decide', to: 'not-accepted', cites: 'L2:11, L3:29' },
  { from: ['accepted'], event: 'close', by: 'case', to: 'closed', cites: 'petitions:19' },
  {
    ...{ event: 'file', by: 'work', to: 'filed', cites: 'C1:28' },
    from: ['sorted', 'split', 'merged', 'guided', 'forwarded', 'answered', 'returned', 'not-accepted', 'closed'],
  },
  { from: open, event: 'return-originals', by: 'work', to: 'same', cites: 'petitions:7' },
]

/** The row of the table for an event in a state, or undefined where there is none. */
export const petitionTransition = (state: PetitionState, event: PetitionEvent): PetitionTransition | undefined =>
  petitionTransitions.find((row) => row.event === event && row.from.includes(state))
