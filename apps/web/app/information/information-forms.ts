import {
  type IssueEvent,
  opinionBreadths,
  opinionChannels,
  opinionTendencies,
  publicationChannels,
  topics,
} from '@nq15/domain/information'

/** Fields that are chosen from a closed list, with the list. */
export const chosen = {
  topic: topics,
  channel: publicationChannels,
  heardAt: opinionChannels,
  tendency: opinionTendencies,
  breadth: opinionBreadths,
} as const satisfies Readonly<Record<string, readonly string[]>>
export type ChosenField = keyof typeof chosen

/** Everything a form of the room may ask. */
export type InformationField =
  | ChosenField
  | 'organizationCode'
  | 'place'
  | 'question'
  | 'caseCode'
  | 'officer'
  | 'deputy'
  | 'dueOn'
  | 'reason'
  | 'facts'
  | 'answer'
  | 'consultedBody'
  | 'consultedOn'
  | 'number'
  | 'remark'
  | 'publishedAt'
  | 'publishedOn'
  | 'nextUpdateOn'
  | 'heldOn'
  | 'present'
  | 'heardOn'
  | 'gist'

/** What each act on a question asks, in the order of the form. */
export const issueForms: Readonly<Record<IssueEvent, readonly InformationField[]>> = {
  assign: ['officer', 'deputy', 'dueOn'],
  reassign: ['officer', 'deputy', 'dueOn', 'reason'],
  draft: ['facts', 'answer'],
  agree: ['consultedBody', 'consultedOn', 'number', 'remark'],
  'send-back': ['consultedBody', 'consultedOn', 'remark'],
  publish: ['channel', 'publishedAt', 'publishedOn', 'nextUpdateOn'],
  update: ['reason'],
  close: ['reason'],
}
export const openFields = ['organizationCode', 'topic', 'place', 'question', 'caseCode'] as const
export const acknowledgeFields = ['heldOn', 'present'] as const
export const opinionFields = [
  ...(['organizationCode', 'topic', 'place', 'heardAt', 'tendency', 'breadth', 'heardOn', 'gist'] as const),
] as const

/** Fields that hold a day as people type it. */
export const dayFields: readonly InformationField[] = [
  ...(['dueOn', 'consultedOn', 'publishedOn', 'nextUpdateOn', 'heldOn', 'heardOn'] as const),
]
/** Fields that may stay empty. */
export const freeFields: readonly InformationField[] = [
  ...(['organizationCode', 'caseCode', 'number', 'nextUpdateOn', 'remark'] as const),
]
export const longFields: readonly InformationField[] = ['question', 'facts', 'answer', 'gist', 'reason', 'remark']
