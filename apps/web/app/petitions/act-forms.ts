import {
  type CaseEvent,
  type CaseKind,
  competences,
  complaintRefusalGrounds,
  complexCriteria,
  eligibilities,
  enforcementItems,
  handlings,
  ineligibleReasons,
  instances,
  outcomes,
  type PetitionEvent,
  receiverKinds,
  suspensionGrounds,
  terminationGrounds,
  withdrawalWills,
} from '@nq15/domain/petitions'

/** A field of an act: how it is typed; choices carry the list their words stand under. */
export type ActField =
  | {
      readonly name: string
      readonly as: 'text' | 'long' | 'day' | 'number' | 'check' | 'amounts'
      readonly free?: true
    }
  | {
      readonly name: string
      readonly as: 'choice' | 'choices'
      readonly list: string
      readonly codes: readonly string[]
      /** Begins empty: no answer is taken for granted. */
      readonly blank?: true
    }
  | { readonly name: string; readonly as: 'paper' }

const text = (name: string): ActField => ({ name, as: 'text' })
const long = (name: string): ActField => ({ name, as: 'long' })
const check = (name: string): ActField => ({ name, as: 'check' })
const choice = (name: string, list: string, codes: readonly string[]): ActField => ({ name, as: 'choice', list, codes })
const choices = (name: string, list: string, codes: readonly string[]): ActField => ({
  name,
  as: 'choices',
  list,
  codes,
})
const will: ActField = { name: 'will', as: 'choice', list: 'will', codes: withdrawalWills, blank: true }
const onDay: ActField = { name: 'onDay', as: 'day' }
const number = text('number')
const letter = [number, onDay]
const reason = long('reason')
const receiver = text('receiver')
const amounts: ActField = { name: 'amounts', as: 'amounts' }

/** What each act on a paper asks, in the order of its form. */
export const petitionForms: Partial<Readonly<Record<PetitionEvent, readonly ActField[]>>> = {
  sort: [
    choice('eligibility', 'eligibility', eligibilities),
    choices('reasons', 'reasons', ineligibleReasons),
    choice('competence', 'competence', competences),
    choice('handling', 'handling', handlings),
  ],
  merge: [{ name: 'intoId', as: 'paper' }, reason],
  guide: [...letter, receiver],
  forward: [...letter, receiver, choice('receiverKind', 'receiverKind', receiverKinds)],
  return: [...letter, reason],
  urge: [...letter, receiver],
  'take-answer': [...letter, reason],
  propose: [reason],
  'send-back': [reason],
  accept: [...letter, choice('instance', 'instance', instances)],
  refuse: [...letter, choice('ground', 'refusalGround', [...complaintRefusalGrounds, 'other']), reason],
  file: [reason],
  'return-originals': [onDay],
}

/** What each act on a matter asks. */
export const caseForms: Readonly<Record<CaseEvent, readonly ActField[]>> = {
  notify: letter,
  'start-verifying': [...letter, text('team'), { name: 'members', as: 'number' }],
  'mark-complex': [...letter, choices('criteria', 'criteria', complexCriteria)],
  'hold-dialogue': [onDay, check('wasAbsent'), reason],
  extend: [...letter, { name: 'days', as: 'number' }, reason],
  suspend: [...letter, choice('ground', 'suspension', suspensionGrounds)],
  resume: letter,
  'withdraw-part': [onDay, will, reason],
  terminate: [...letter, choice('ground', 'termination', terminationGrounds), will],
  decide: [...letter, choice('outcome', 'outcome', outcomes), check('differs'), reason],
  conclude: [...letter, choice('outcome', 'outcome', outcomes), reason],
  answer: [...letter, choice('outcome', 'outcome', outcomes), reason],
  send: [onDay, receiver],
  handle: [...letter, reason, check('isCrime')],
  publish: [onDay, text('how'), check('isRedacted')],
  'second-complaint': [onDay, receiver],
  'go-to-court': [onDay, receiver],
  'take-effect': [onDay],
  'start-enforcing': [...letter, text('executor'), amounts],
  'report-enforcing': [onDay, reason, amounts],
  track: [onDay, reason],
  complete: [onDay, reason, { name: 'closingDocument', as: 'text', free: true }],
}

/** Items whose amounts a form of enforcement asks for. */
export const amountFields = enforcementItems

const kindsOfOutcome: Readonly<Record<CaseKind, readonly string[]>> = {
  complaint: ['founded', 'partly-founded', 'unfounded', 'uphold-first', 'annul-or-amend-first'],
  denunciation: ['founded', 'partly-founded', 'unfounded'],
  feedback: ['accepted', 'explained', 'unfounded', 'forwarded'],
}
const ofComplaint = [
  'force-majeure',
  'awaiting-other-body',
  'full-withdrawal',
  'withdrawn-after-explanation',
  'death-no-heir',
  'dissolved-no-successor',
]
const ofDenunciation = [
  'awaiting-other-result',
  'awaiting-expertise',
  'full-withdrawal',
  'denounced-died',
  'effective-court-or-other-decision',
]

/** The choices that make sense for a kind of matter; the rules judge again. */
export function choicesFor(
  kind: CaseKind,
  { list, codes }: { readonly list: string; readonly codes: readonly string[] },
): readonly string[] {
  if (list === 'outcome') return codes.filter((code) => kindsOfOutcome[kind].includes(code))
  if (list !== 'suspension' && list !== 'termination') return codes
  return codes.filter((code) => (kind === 'denunciation' ? ofDenunciation : ofComplaint).includes(code))
}
