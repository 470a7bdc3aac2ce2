import type { WatchEvent } from '@nq15/domain/monitoring'

/** A field of an act as it stands on the page; days are typed as people write them. */
export type WatchField =
  | 'reference'
  | 'statement'
  | 'source'
  | 'noRedSource'
  | 'heardOn'
  | 'completedOn'
  | 'isPositive'
  | 'levelCode'
  | 'severity'
  | 'signCode'
  | 'sign'
  | 'facts'
  | 'successionId'
  | 'toBodyId'
  | 'number'
  | 'decidedOn'
  | 'body'
  | 'reviewOn'
  | 'reason'

const ending = ['number', 'decidedOn', 'body', 'reason'] as const
const decision = ['number', 'decidedOn', 'body', 'reviewOn', 'reason'] as const

/** What each act asks, in the order of the form. */
export const watchForms: Readonly<Record<WatchEvent, readonly WatchField[]>> = {
  'record-sign': ['sign'],
  'open-appraisal': [],
  hear: ['heardOn', 'reference', 'statement'],
  'give-opinion': ['reference', 'statement'],
  submit: ['levelCode', 'reason'],
  dismiss: ending,
  list: ['levelCode', 'severity', ...decision],
  raise: ['levelCode', 'severity', ...decision],
  'submit-plan': ['reference', 'source'],
  'return-plan': ['reason'],
  'approve-plan': decision,
  'complete-plan': ['completedOn', 'source'],
  'open-review': ['reason'],
  'report-review': ['isPositive', 'reference', 'statement'],
  'not-passed': decision,
  remove: ['facts', ...ending],
  'end-after-watch': ['noRedSource', 'reason'],
  relapse: ['signCode', ...decision],
  merge: ['successionId', 'reason'],
  dissolve: ['successionId', 'reason'],
  'hand-over': ['toBodyId', 'number', 'decidedOn', 'reason'],
}

/** Acts that a page offers as its main ones; the others stand folded. */
export const mainWatchEvents: readonly WatchEvent[] = [
  'open-appraisal',
  'submit',
  'list',
  'submit-plan',
  'approve-plan',
  'open-review',
  'report-review',
  'remove',
  'end-after-watch',
  'hand-over',
]
