/** Where a complex case stands (weak units, section 13.2); "settled" and "taken off the list" are different states. */
export const incidentStates = [
  'detected',
  'received',
  'classified',
  'assigned',
  'in-progress',
  'calm',
  'settled',
  'removal-pending',
  'removed',
  'reopened',
  'out-of-scope',
] as const
export type IncidentState = (typeof incidentStates)[number]

/** States in which a case is no longer on the list. */
export const endedIncidentStates: readonly IncidentState[] = ['removed', 'out-of-scope']

/** What happens to a case; the last five change what is known of it and not where it stands. */
export const incidentEvents = [
  'receive',
  'classify',
  'assign',
  'start',
  'calm',
  'stir',
  'settle',
  'propose-removal',
  'remove',
  'reopen',
  'drop',
  'set-level',
  'describe',
  'add-milestone',
  'finish-milestone',
  'record',
] as const
export type IncidentEvent = (typeof incidentEvents)[number]

/** Who may do it: who keeps the register, or the committee that decides on the case. */
export type IncidentHand = 'work' | 'decide'

/** What must hold before an event, by name; each has its sentence in the messages of the room. */
export const incidentGuards = [
  'NAMES_A_PERSON',
  'BODY_ABOLISHED',
  'HAND_OVER_NEEDED',
  'LEVEL_RETIRED',
  'LEVEL_UNCHANGED',
  'DAY_AHEAD',
  'DAY_BEFORE_FIRST_SEEN',
  'MILESTONE_MISSING',
  'MILESTONE_OPEN',
  'MILESTONE_DONE',
  'COMMITMENT_OPEN',
  'PROPOSER_DECIDES',
  'DUE_IN_PAST',
] as const
export type IncidentGuard = (typeof incidentGuards)[number]

export type IncidentTransition = {
  readonly from: readonly IncidentState[]
  readonly event: IncidentEvent
  readonly by: IncidentHand
  /** Where it leads; `same` keeps the state. */
  readonly to: IncidentState | 'same'
  /** Where the step stands in the reference. */
  readonly cites: string
}

const handled = ['assigned', 'in-progress', 'calm'] as const
const open = ['detected', 'received', 'classified', ...handled, 'settled', 'removal-pending', 'reopened'] as const

/** Every step there is, each with where it is written; what is not listed here is refused. */
export const incidentTransitions: readonly IncidentTransition[] = [
  { from: ['detected'], event: 'receive', by: 'work', to: 'received', cites: 'weak-units:13.2' },
  { from: ['received'], event: 'classify', by: 'work', to: 'classified', cites: 'weak-units:7.3, 13.2' },
  { from: ['classified', 'reopened'], event: 'assign', by: 'decide', to: 'assigned', cites: 'weak-units:13.2, 14' },
  { from: ['assigned'], event: 'start', by: 'work', to: 'in-progress', cites: 'weak-units:7.3, 13.2' },
  { from: ['in-progress'], event: 'calm', by: 'work', to: 'calm', cites: 'weak-units:7.3, 13.2' },
  { from: ['calm'], event: 'stir', by: 'work', to: 'in-progress', cites: 'weak-units:13.2' },
  { from: ['in-progress', 'calm'], event: 'settle', by: 'decide', to: 'settled', cites: 'weak-units:7.3, 13.2' },
  { from: ['settled'], event: 'propose-removal', by: 'work', to: 'removal-pending', cites: 'weak-units:13.2, 14' },
  { from: ['removal-pending'], event: 'remove', by: 'decide', to: 'removed', cites: 'weak-units:7.3, 13.2, 14' },
  {
    from: ['settled', 'removal-pending', 'removed'],
    event: 'reopen',
    by: 'work',
    to: 'reopened',
    cites: 'weak-units:7.3, 13.2',
  },
  {
    from: ['detected', 'received', 'classified'],
    event: 'drop',
    by: 'decide',
    to: 'out-of-scope',
    cites: 'weak-units:13.2',
  },
  { from: open, event: 'set-level', by: 'decide', to: 'same', cites: 'weak-units:7.2, 14' },
  { from: open, event: 'describe', by: 'work', to: 'same', cites: 'weak-units:7.3' },
  { from: [...handled, 'reopened'], event: 'add-milestone', by: 'work', to: 'same', cites: 'weak-units:7.3' },
  { from: handled, event: 'finish-milestone', by: 'work', to: 'same', cites: 'weak-units:7.3' },
  { from: [...open, 'removed'], event: 'record', by: 'work', to: 'same', cites: 'weak-units:7.3, 4 (X3)' },
]

/** The row of the table for an event in a state, or undefined where there is none. */
export const incidentTransition = (state: IncidentState, event: IncidentEvent): IncidentTransition | undefined =>
  incidentTransitions.find((row) => row.event === event && row.from.includes(state))
