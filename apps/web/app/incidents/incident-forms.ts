import {
  commitmentChannels,
  forecastAnswers,
  happeningKinds,
  type IncidentEvent,
  incidentCauses,
  incidentLevels,
  incidentPriorities,
  incidentSources,
  matters,
  peopleRanges,
  projectKinds,
  projectStages,
  type SteeringEvent,
  steeringRoles,
} from '@nq15/domain/incidents'

/** Fields that are chosen from a closed list, with the list. */
export const chosen = {
  matter: matters,
  source: incidentSources,
  level: incidentLevels.filter((level) => level !== 'district'),
  priority: incidentPriorities,
  cause: incidentCauses,
  households: peopleRanges,
  participants: peopleRanges,
  size: peopleRanges,
  kind: happeningKinds,
  channel: commitmentChannels,
  answer: forecastAnswers,
  projectKind: projectKinds,
  stage: projectStages,
  role: steeringRoles,
} as const satisfies Readonly<Record<string, readonly string[]>>
export type ChosenField = keyof typeof chosen

/** Everything a form of the room may ask. */
export type IncidentField =
  | ChosenField
  | 'number'
  | 'decidedOn'
  | 'body'
  | 'reason'
  | 'note'
  | 'leader'
  | 'leadBody'
  | 'cooperating'
  | 'plan'
  | 'legalPosition'
  | 'informationLead'
  | 'title'
  | 'place'
  | 'dueOn'
  | 'milestoneId'
  | 'doneOn'
  | 'onDay'
  | 'count'
  | 'organizationCode'
  | 'firstSeenOn'
  | 'projectCode'
  | 'earlierCode'
  | 'text'
  | 'audience'
  | 'announcedBy'
  | 'announcedOn'
  | 'keptOn'
  | 'evidence'
  | 'explanation'
  | 'code'
  | 'name'
  | 'owner'
  | 'sourceText'
  | 'openedOn'
  | 'areaCodes'
  | 'post'
  | 'since'
  | 'until'
  | 'planOn'
  | 'agenda'
  | 'heldOn'
  | 'present'
  | 'task'
  | 'taskOwner'
  | 'summary'
  | 'conclusionId'
  | 'result'

const decision = ['number', 'decidedOn', 'body'] as const

/** What each act on a case asks, in the order of the form. */
export const incidentForms: Readonly<Record<IncidentEvent, readonly IncidentField[]>> = {
  receive: ['note'],
  classify: ['matter', 'priority', 'cause', 'households', 'participants'],
  assign: [...decision, 'leader', 'leadBody', 'cooperating'],
  start: ['plan'],
  calm: ['reason'],
  stir: ['reason'],
  settle: [...decision, 'reason'],
  'propose-removal': ['reason'],
  remove: [...decision, 'reason'],
  reopen: ['reason'],
  drop: [...decision, 'reason'],
  'set-level': [...decision, 'level', 'reason'],
  describe: ['legalPosition', 'informationLead', 'households', 'participants'],
  'add-milestone': ['title', 'dueOn'],
  'finish-milestone': ['milestoneId', 'doneOn'],
  record: ['kind', 'onDay', 'count', 'size', 'note'],
}

export const promiseFields = ['text', 'audience', 'announcedBy', 'channel', 'announcedOn', 'dueOn'] as const
/** What each act on a promise asks. */
export const commitmentForms = {
  keep: ['keptOn', 'evidence'],
  explain: ['explanation'],
  replace: promiseFields,
} as const satisfies Readonly<Record<string, readonly IncidentField[]>>
export const openFields = [
  ...(['organizationCode', 'title', 'place', 'matter', 'firstSeenOn', 'source', 'level'] as const),
  ...(['projectCode', 'earlierCode'] as const),
] as const

/** What the entry of a project asks; its kind and its source have names of their own beside those of a case. */
export const projectFields = [
  ...(['code', 'name', 'projectKind', 'owner', 'stage', 'areaCodes', 'openedOn', 'sourceText'] as const),
] as const

/** What the acts of Steering Committee 15 ask; `task` and `taskOwner` are what a conclusion says and who does it. */
export const seatFields = ['organizationCode', 'role', 'post', 'since', 'number'] as const
export const leaveFields = ['until', 'number'] as const
export const meetingFields = ['organizationCode', 'planOn', 'place', 'agenda'] as const
export const steeringForms: Readonly<Record<SteeringEvent, readonly IncidentField[]>> = {
  postpone: ['planOn', 'reason'],
  drop: ['reason'],
  hold: ['heldOn', 'present'],
  'add-conclusion': ['task', 'taskOwner', 'dueOn'],
  conclude: ['number', 'decidedOn', 'summary'],
  finish: ['conclusionId', 'doneOn', 'result'],
  extend: ['conclusionId', 'dueOn', 'reason'],
}

/** Fields that hold a day as people type it. */
export const dayFields: readonly IncidentField[] = [
  ...(['decidedOn', 'dueOn', 'doneOn', 'onDay', 'firstSeenOn', 'announcedOn', 'keptOn', 'openedOn'] as const),
  ...(['since', 'until', 'planOn', 'heldOn'] as const),
]
/** Fields that may stay empty. */
export const freeFields: readonly IncidentField[] = [
  ...(['cooperating', 'legalPosition', 'informationLead', 'projectCode', 'earlierCode', 'organizationCode'] as const),
]
export const longFields: readonly IncidentField[] = [
  ...(['reason', 'plan', 'legalPosition', 'text', 'explanation', 'agenda', 'summary', 'task', 'result'] as const),
]
