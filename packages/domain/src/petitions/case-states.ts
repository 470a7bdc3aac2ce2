/** What a matter is; a mixed paper is split before. */
export const caseKinds = ['complaint', 'denunciation', 'feedback'] as const
export type CaseKind = (typeof caseKinds)[number]

/** Where a matter stands (petitions, section 19). */
export const caseStates = [
  'accepted',
  'notified',
  'verifying',
  'suspended',
  'decided',
  'concluded',
  'answered',
  'sent',
  'handled',
  'published',
  'effective',
  'enforcing',
  'second-instance',
  'court',
  'terminated',
  'done',
] as const
export type CaseState = (typeof caseStates)[number]

/** States from which a matter does not go on here. */
export const endedCaseStates: readonly CaseState[] = ['second-instance', 'court', 'terminated', 'done']

export const caseEvents = [
  'notify',
  'start-verifying',
  'mark-complex',
  'hold-dialogue',
  'extend',
  'suspend',
  'resume',
  'withdraw-part',
  'terminate',
  'decide',
  'conclude',
  'answer',
  'send',
  'handle',
  'publish',
  'second-complaint',
  'go-to-court',
  'take-effect',
  'start-enforcing',
  'report-enforcing',
  'track',
  'complete',
] as const
export type CaseEvent = (typeof caseEvents)[number]

export type CaseHand = 'work' | 'decide'

export type CaseTransition = {
  readonly kind: CaseKind
  readonly from: readonly CaseState[]
  readonly event: CaseEvent
  readonly by: CaseHand
  readonly to: CaseState | 'same'
  readonly cites: string
}

const rowsOf =
  (kind: CaseKind) =>
  (
    event: CaseEvent,
    by: CaseHand,
    from: readonly CaseState[],
    to: CaseState | 'same',
    cites: string,
  ): CaseTransition => ({
    ...{ kind, event, by, from, to, cites },
  })
const complaint = rowsOf('complaint')
const denunciation = rowsOf('denunciation')
const feedback = rowsOf('feedback')

/** Every step of a matter there is, by kind; what is not listed is refused. */
export const caseTransitions: readonly CaseTransition[] = [
  complaint('start-verifying', 'work', ['accepted'], 'verifying', 'L2:29'),
  complaint('mark-complex', 'decide', ['accepted', 'verifying'], 'same', 'D2:3a'),
  complaint('hold-dialogue', 'work', ['verifying'], 'same', 'L2:30, D2:28'),
  complaint('suspend', 'decide', ['accepted', 'verifying'], 'suspended', 'L2:11a'),
  complaint('resume', 'decide', ['suspended'], 'verifying', 'D2:28b'),
  complaint('withdraw-part', 'work', ['accepted', 'verifying', 'suspended'], 'same', 'D2:7a, guard:G10'),
  complaint('terminate', 'decide', ['accepted', 'verifying', 'suspended'], 'terminated', 'L2:11a, guard:G10'),
  complaint('decide', 'decide', ['verifying'], 'decided', 'L2:31'),
  complaint('send', 'work', ['decided'], 'sent', 'L2:32'),
  complaint('publish', 'decide', ['sent', 'effective'], 'same', 'L2:41, guard:G11'),
  complaint('second-complaint', 'work', ['sent'], 'second-instance', 'L2:33'),
  complaint('go-to-court', 'work', ['sent', 'effective'], 'court', 'L2:33'),
  complaint('take-effect', 'decide', ['sent'], 'effective', 'L2:44, guard:G15'),
  complaint('start-enforcing', 'decide', ['effective'], 'enforcing', 'L2:46'),
  complaint('report-enforcing', 'work', ['enforcing'], 'same', 'L2:46'),
  complaint('complete', 'decide', ['effective', 'enforcing'], 'done', 'petitions:12'),

  denunciation('notify', 'work', ['accepted'], 'notified', 'L3:29.3'),
  denunciation('start-verifying', 'decide', ['notified'], 'verifying', 'D3:10, guard:G03'),
  denunciation('mark-complex', 'decide', ['accepted', 'notified', 'verifying'], 'same', 'D3:3'),
  denunciation('extend', 'decide', ['verifying'], 'same', 'L3:30, guard:G01, guard:G02'),
  denunciation('suspend', 'decide', ['verifying'], 'suspended', 'L3:34'),
  denunciation('resume', 'decide', ['suspended'], 'verifying', 'L3:34'),
  denunciation(
    'withdraw-part',
    'work',
    ['accepted', 'notified', 'verifying', 'suspended'],
    'same',
    'D3:4.4, guard:G09',
  ),
  denunciation(
    'terminate',
    'decide',
    ['accepted', 'notified', 'verifying', 'suspended'],
    'terminated',
    'L3:34, guard:G09',
  ),
  denunciation('conclude', 'decide', ['verifying'], 'concluded', 'L3:35'),
  denunciation('send', 'work', ['concluded'], 'sent', 'L3:35.3'),
  denunciation('handle', 'decide', ['sent'], 'handled', 'L3:36'),
  denunciation('publish', 'decide', ['handled'], 'published', 'L3:40, guard:G11'),
  denunciation('track', 'work', ['published'], 'same', 'D3:18'),
  denunciation('complete', 'decide', ['published'], 'done', 'D3:18'),

  feedback('answer', 'decide', ['accepted'], 'answered', 'L1:28'),
  feedback('send', 'work', ['answered'], 'done', 'L1:28'),
]

/** The row of the table for an event of a matter in a state, or undefined where there is none. */
export const caseTransition = (kind: CaseKind, state: CaseState, event: CaseEvent): CaseTransition | undefined =>
  caseTransitions.find((row) => row.kind === kind && row.event === event && row.from.includes(state))
