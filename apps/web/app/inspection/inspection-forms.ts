import type { InspectionEvent, ProceedingAct, RemedyEvent } from '@nq15/domain/inspection'

/** Everything a form of the room may ask. */
export type InspectionField =
  | 'number'
  | 'decidedOn'
  | 'body'
  | 'reason'
  | 'endsOn'
  | 'announcedOn'
  | 'reference'
  | 'statement'
  | 'heldOn'
  | 'attendance'
  | 'result'
  | 'strengths'
  | 'shortcomings'
  | 'causes'
  | 'signCodes'
  | 'purpose'
  | 'content'
  | 'period'
  | 'method'
  | 'milestones'
  | 'outline'
  | 'sign'
  | 'evidence'
  | 'note'
  | 'dueOn'
  | 'form'
  | 'effectiveOn'
  | 'dutyRelated'
  | 'name'
  | 'post'
  | 'card'
  | 'isLead'
  | 'title'
  | 'year'
  | 'programmeBody'
  | 'bodyId'
  | 'kind'
  | 'subject'
  | 'programmeId'
  | 'organizationCode'
  | 'memberCard'
  | 'violation'
  | 'violatedOn'
  | 'restartedOn'
  | 'concludedOn'
  | 'isGrave'
  | 'value'
  | 'validFrom'
  | 'source'
  | 'parameter'

const decision = ['number', 'decidedOn', 'body'] as const

/** What the content of an inspection asks, in the order of its plan. */
export const contentFields = ['purpose', 'content', 'period', 'method', 'milestones', 'outline', 'sign'] as const

/** What each act on an inspection asks, in the order of the form; a conclusion asks for remedies too. */
export const inspectionForms: Readonly<Record<InspectionEvent, readonly InspectionField[]>> = {
  decide: decision,
  revise: contentFields,
  prepare: [],
  announce: ['announcedOn'],
  'self-report': ['reference', 'statement'],
  minute: ['heldOn', 'attendance', 'statement'],
  report: ['reference', 'statement'],
  extend: [...decision, 'endsOn', 'reason'],
  conclude: [...decision, 'result', 'strengths', 'shortcomings', 'causes', 'signCodes'],
  'open-discipline': ['reason'],
  follow: [],
  close: ['reason'],
}

/** What each act on a remedy asks. */
export const remedyForms: Readonly<Record<RemedyEvent, readonly InspectionField[]>> = {
  report: ['evidence', 'note'],
  accept: ['reason'],
  return: ['reason'],
  move: ['dueOn', 'reason'],
}

/** What each act of a person on a proceeding asks; a lapse is nobody's. */
export const proceedingForms: Readonly<Record<ProceedingAct['event'], readonly InspectionField[]>> = {
  propose: ['form', 'concludedOn', 'reference', 'statement'],
  return: ['reason'],
  decide: ['form', 'number', 'decidedOn', 'effectiveOn', 'dutyRelated', 'reason'],
  drop: ['reason'],
  announce: ['announcedOn'],
  revoke: ['number', 'decidedOn', 'reason'],
}

export const teamFields = ['name', 'post', 'card', 'isLead', 'statement'] as const
export const programmeFields = ['bodyId', 'programmeBody', 'year', 'title', 'number', 'decidedOn'] as const
export const openFields = ['bodyId', 'organizationCode', 'kind', 'programmeId', 'subject'] as const
export const proceedingFields = [
  ...['bodyId', 'organizationCode', 'memberCard', 'violatedOn', 'restartedOn', 'isGrave', 'violation'],
] as readonly InspectionField[]
export const parameterFields = ['parameter', 'value', 'validFrom', 'source'] as const

/** Fields that hold a day as people type it. */
export const dayFields: readonly InspectionField[] = [
  ...(['decidedOn', 'endsOn', 'announcedOn', 'heldOn', 'dueOn', 'effectiveOn'] as const),
  ...(['violatedOn', 'restartedOn', 'concludedOn', 'validFrom'] as const),
]
/** Fields that may stay empty. */
export const freeFields: readonly InspectionField[] = [
  ...(['strengths', 'shortcomings', 'causes', 'signCodes', 'evidence', 'note', 'post', 'card', 'memberCard'] as const),
  ...(['restartedOn', 'programmeId', ...contentFields] as const),
]
export const longFields: readonly InspectionField[] = [
  ...(['reason', 'statement', 'strengths', 'shortcomings', 'causes', 'note', 'violation'] as const),
  ...(['purpose', 'content', 'method', 'milestones', 'outline', 'sign'] as const),
]
/** Rows of remedies in the form of a conclusion; empty ones are left out. */
export const remedyRows = [0, 1, 2, 3, 4, 5] as const
export const remedyRowFields = ['title', 'output', 'ownerName', 'ownerPost', 'dueOn'] as const
