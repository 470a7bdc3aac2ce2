import type { PlanEvent, TaskEvent } from '@nq15/domain/consolidation'

export type PlanField =
  | 'number'
  | 'decidedOn'
  | 'body'
  | 'reason'
  | 'reviewOn'
  | 'endsOn'
  | 'source'
  | 'isPositive'
  | 'reference'
  | 'statement'
  | 'progress'
  | 'evidence'
  | 'note'
  | 'waitingFor'
  | 'dueOn'
  | 'ownerName'
  | 'ownerPost'
  | 'attachmentId'
  | 'expiresOn'

const decision = ['number', 'decidedOn', 'body'] as const
const opinion = ['isPositive', 'reference', 'statement'] as const

/** What each act on a plan asks, in the order of the form; `revise` has a page of its own. */
export const planForms: Readonly<Record<Exclude<PlanEvent, 'revise'>, readonly PlanField[]>> = {
  submit: [],
  appraise: opinion,
  return: ['reason'],
  approve: [...decision, 'reviewOn', 'reason'],
  start: [],
  extend: [...decision, 'endsOn', 'reason'],
  complete: ['source'],
  'report-review': opinion,
  accept: [...decision, 'reason'],
  fail: [...decision, 'reviewOn', 'reason'],
  end: ['reason'],
}

/** What each act on a task asks. */
export const taskForms: Readonly<Record<TaskEvent, readonly PlanField[]>> = {
  report: ['progress', 'evidence', 'note'],
  wait: ['waitingFor', 'reason'],
  resume: ['reason'],
  move: ['dueOn', 'reason'],
  give: ['ownerName', 'ownerPost', 'reason'],
  close: ['reason'],
  'accept-evidence': ['attachmentId', 'expiresOn', 'reason'],
}

/** Fields that hold a day as people type it. */
export const dayFields: readonly PlanField[] = ['decidedOn', 'reviewOn', 'endsOn', 'dueOn', 'expiresOn']
/** Fields that may stay empty. */
export const freeFields: readonly PlanField[] = ['evidence', 'note', 'ownerPost', 'attachmentId', 'expiresOn']
