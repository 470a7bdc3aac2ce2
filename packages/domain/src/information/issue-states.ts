/** Where a question of an area stands (weak units, section 13.2). */
export const issueStates = ['open', 'assigned', 'drafting', 'agreed', 'published', 'updating', 'closed'] as const
export type IssueState = (typeof issueStates)[number]

/** States in which no answer of it was ever published. */
export const unansweredStates: readonly IssueState[] = ['open', 'assigned', 'drafting', 'agreed']

/** What happens to it. */
export const issueEvents = ['assign', 'reassign', 'draft', 'agree', 'send-back', 'publish', 'update', 'close'] as const
export type IssueEvent = (typeof issueEvents)[number]

/** Who may do it: who works on the answer, or the committee of the area that approves it. */
export type IssueHand = 'work' | 'decide'

/** What must hold before an event, by name; each has its sentence in the messages of the room. */
export const issueGuards = [
  'NAMES_A_PERSON',
  'SAME_OFFICER',
  'DUE_IN_PAST',
  'DAY_AHEAD',
  'SPOKEN_BEFORE_OPENED',
  'NOTHING_DRAFTED',
  'DRAFTER_AGREES',
  'NOT_AGREED',
  'PUBLISHED_BEFORE_AGREED',
  'NEXT_UPDATE_NOT_AHEAD',
] as const
export type IssueGuard = (typeof issueGuards)[number]

export type IssueTransition = {
  readonly from: readonly IssueState[]
  readonly event: IssueEvent
  readonly by: IssueHand
  /** Where it leads; `same` keeps the state. */
  readonly to: IssueState | 'same'
  /** Where the step stands in the reference. */
  readonly cites: string
}

/**
 * Every step there is, each with where it is written; what is not listed here is refused. While a published answer is brought up
 * to date the former one stays what was published, so a new draft and its approval do not leave `updating`.
 */
export const issueTransitions: readonly IssueTransition[] = [
  { from: ['open'], event: 'assign', by: 'work', to: 'assigned', cites: 'weak-units:11, 13.2' },
  {
    from: ['assigned', 'drafting', 'agreed', 'published', 'updating'],
    event: 'reassign',
    by: 'work',
    to: 'same',
    cites: 'weak-units:11',
  },
  { from: ['assigned', 'drafting', 'agreed'], event: 'draft', by: 'work', to: 'drafting', cites: 'weak-units:13.2' },
  { from: ['updating'], event: 'draft', by: 'work', to: 'same', cites: 'weak-units:13.2' },
  { from: ['drafting'], event: 'agree', by: 'decide', to: 'agreed', cites: 'weak-units:11, 13.2' },
  { from: ['updating'], event: 'agree', by: 'decide', to: 'same', cites: 'weak-units:11, 13.2' },
  { from: ['drafting', 'updating'], event: 'send-back', by: 'decide', to: 'same', cites: 'weak-units:11' },
  { from: ['agreed', 'updating'], event: 'publish', by: 'work', to: 'published', cites: 'weak-units:11, 13.2' },
  { from: ['published'], event: 'update', by: 'work', to: 'updating', cites: 'weak-units:13.2' },
  { from: ['published'], event: 'close', by: 'decide', to: 'closed', cites: 'weak-units:13.2' },
]

/** The row of the table for an event in a state, or undefined where there is none. */
export const issueTransition = (state: IssueState, event: IssueEvent): IssueTransition | undefined =>
  issueTransitions.find((row) => row.event === event && row.from.includes(state))
