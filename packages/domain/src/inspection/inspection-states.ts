/** Types of inspection and supervision (weak units, section 9.2); denunciations and complaints have rooms of their own. */
export const inspectionKinds = [
  'programme-inspection',
  'sign-inspection',
  'function-inspection',
  'regular-supervision',
  'thematic-supervision',
] as const
export type InspectionKind = (typeof inspectionKinds)[number]

/** Where an inspection stands (weak units, section 13.2). */
export const inspectionStates = [
  'planned',
  'decided',
  'preparing',
  'conducting',
  'concluded',
  'discipline-review',
  'remedying',
  'closed',
] as const
export type InspectionState = (typeof inspectionStates)[number]

/** States in which remedies are reported and seen to: a review of discipline does not hold them up. */
export const followedStates: readonly InspectionState[] = ['discipline-review', 'remedying']

/** The three steps of section 9.3 as people know them; a step not begun is the first. */
export const inspectionPhases = ['prepare', 'conduct', 'finish'] as const
export type InspectionPhase = (typeof inspectionPhases)[number]

/** In which of the three steps a state lies. */
export const phaseOf = (state: InspectionState): InspectionPhase =>
  state === 'conducting'
    ? 'conduct'
    : state === 'planned' || state === 'decided' || state === 'preparing'
      ? 'prepare'
      : 'finish'

/** What happens to an inspection. */
export const inspectionEvents = [
  'decide',
  'revise',
  'prepare',
  'announce',
  'self-report',
  'minute',
  'report',
  'extend',
  'conclude',
  'open-discipline',
  'follow',
  'close',
] as const
export type InspectionEvent = (typeof inspectionEvents)[number]

/** By which right an event is done: who conducts it, who decides, or who speaks for the inspected organization. */
export type InspectionHand = 'conduct' | 'decide' | 'report'

/** What must hold before an event, by name; each has its sentence in the messages of the room. */
export const inspectionGuards = [
  'ACTOR_CONDUCTS',
  'ACTOR_OF_ORGANIZATION',
  'BODY_ABOLISHED',
  'DECIDED_IN_FUTURE',
  'PROGRAMME_MISSING',
  'SIGN_MISSING',
  'LEAD_MISSING',
  'TEAM_MISSING',
  'PLAN_INCOMPLETE',
  'OUTLINE_MISSING',
  'SELF_REPORT_MISSING',
  'MINUTES_MISSING',
  'REPORT_MISSING',
  'ANNOUNCED_BEFORE_DECISION',
  'ANNOUNCED_IN_FUTURE',
  'NO_TERM',
  'EXTENDED_ALREADY',
  'TERM_IS_OVER',
  'END_NOT_AHEAD',
  'EXTENSION_TOO_LONG',
  'REMEDY_WITHOUT_SHORTCOMING',
  'REMEDY_DUE_IN_PAST',
  'SUPERVISION_NO_DISCIPLINE',
  'NO_VIOLATION',
  'DISCIPLINE_MISSING',
  'DISCIPLINE_OPEN',
  'REMEDY_OPEN',
] as const
export type InspectionGuard = (typeof inspectionGuards)[number]

export type InspectionTransition = {
  readonly from: readonly InspectionState[]
  readonly event: InspectionEvent
  readonly by: InspectionHand
  /** Where it leads; `same` keeps the state. */
  readonly to: InspectionState | 'same'
  /** Where the step stands in the reference. */
  readonly cites: string
}

/** Every step there is, each with where it is written; what is not listed here is refused. */
export const inspectionTransitions: readonly InspectionTransition[] = [
  { from: ['planned'], event: 'decide', by: 'decide', to: 'decided', cites: 'weak-units:9.3, 13.2' },
  { from: ['planned', 'decided', 'preparing'], event: 'revise', by: 'conduct', to: 'same', cites: 'weak-units:9.3' },
  { from: ['decided'], event: 'prepare', by: 'conduct', to: 'preparing', cites: 'weak-units:9.3, 13.2' },
  { from: ['preparing'], event: 'announce', by: 'conduct', to: 'conducting', cites: 'weak-units:9.3, 13.2' },
  { from: ['preparing', 'conducting'], event: 'self-report', by: 'report', to: 'same', cites: 'weak-units:9.3' },
  { from: ['conducting'], event: 'minute', by: 'conduct', to: 'same', cites: 'weak-units:9.3' },
  { from: ['conducting'], event: 'report', by: 'conduct', to: 'same', cites: 'weak-units:9.3' },
  { from: ['decided', 'preparing', 'conducting'], event: 'extend', by: 'decide', to: 'same', cites: 'weak-units:9.4' },
  { from: ['conducting'], event: 'conclude', by: 'decide', to: 'concluded', cites: 'weak-units:9.3, 13.2' },
  { from: ['concluded'], event: 'open-discipline', by: 'conduct', to: 'discipline-review', cites: 'weak-units:13.2' },
  {
    from: ['concluded', 'discipline-review'],
    event: 'follow',
    by: 'conduct',
    to: 'remedying',
    cites: 'weak-units:13.2',
  },
  { from: ['remedying'], event: 'close', by: 'conduct', to: 'closed', cites: 'weak-units:9.3, 13.2' },
]

/** The row of the table for an event in a state, or undefined where there is none. */
export const inspectionTransition = (
  state: InspectionState,
  event: InspectionEvent,
): InspectionTransition | undefined =>
  inspectionTransitions.find((row) => row.event === event && row.from.includes(state))
