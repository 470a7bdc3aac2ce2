import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CaseAct, caseActSchema } from './case-command.ts'
import { type CaseFacts, caseFactsSchema } from './case-facts.ts'
import { caseEvents, caseKinds, caseStates, caseTransition, endedCaseStates } from './case-states.ts'
import { clocksOfCase, clocksOfPetition, countClocks, nextClock } from './clocks.ts'
import { type CaseRecord, stepCase } from './step-case.ts'

const facts = (more: Partial<CaseFacts> = {}): CaseFacts => ({
  ...caseFactsSchema.parse({ instance: 'first', acceptedOn: '2026-08-03', acceptedNumber: '1/TB' }),
  ...more,
})
const record = (
  kind: CaseRecord['kind'],
  state: CaseRecord['state'],
  more: Partial<CaseFacts> = {},
  rest: Partial<CaseRecord> = {},
): CaseRecord => ({
  ...{ kind, state, facts: facts(more), lastOn: '2026-08-03', decidedBy: null },
  ...rest,
})
const letter = (onDay: string) => ({ number: '9/QĐ', onDay })
const ground = { actorUserId: 'head', today: '2026-11-23' }
const complex = { criteria: ['a'] as const, complexDocument: '2/TB' }
const two = { criteria: ['a', 'b'] as const, complexDocument: '2/TB' }
const first = { days: 30, number: '1/QĐ', onDay: '2026-08-20' }

test.each<[string, CaseRecord, CaseAct, Partial<typeof ground>, string[] | string]>([
  [
    'a team of one',
    record('denunciation', 'notified'),
    { event: 'start-verifying', ...letter('2026-08-10'), team: 'A', members: 1 },
    {},
    ['TEAM_TOO_SMALL'],
  ],
  [
    'extended without a criterion (G01)',
    record('denunciation', 'verifying'),
    { event: 'extend', ...letter('2026-08-20'), days: 30, reason: 'x' },
    {},
    ['EXTENSION_WITHOUT_CRITERION'],
  ],
  [
    'extended with one criterion',
    record('denunciation', 'verifying', complex),
    { event: 'extend', ...letter('2026-08-20'), days: 30, reason: 'x' },
    {},
    'verifying',
  ],
  [
    'a second time with one criterion (G02)',
    record('denunciation', 'verifying', { ...complex, extensions: [first] }),
    { event: 'extend', ...letter('2026-09-20'), days: 30, reason: 'x' },
    {},
    ['EXTENSION_NEEDS_TWO'],
  ],
  [
    'a second time with two',
    record('denunciation', 'verifying', { ...two, extensions: [first] }),
    { event: 'extend', ...letter('2026-09-20'), days: 30, reason: 'x' },
    {},
    'verifying',
  ],
  [
    'a third time',
    record('denunciation', 'verifying', { ...two, extensions: [first, first] }),
    { event: 'extend', ...letter('2026-10-20'), days: 30, reason: 'x' },
    {},
    ['EXTENSION_TOO_MANY'],
  ],
  [
    'by 31 days',
    record('denunciation', 'verifying', complex),
    { event: 'extend', ...letter('2026-08-20'), days: 31, reason: 'x' },
    {},
    ['EXTENSION_TOO_LONG'],
  ],
  [
    'after the term',
    record('denunciation', 'verifying', complex),
    { event: 'extend', ...letter('2026-09-20'), days: 30, reason: 'x' },
    {},
    ['TERM_IS_OVER'],
  ],
  [
    'withdrawn under pressure (G09)',
    record('denunciation', 'verifying'),
    { event: 'terminate', ...letter('2026-08-20'), ground: 'full-withdrawal', will: 'pressed' },
    {},
    ['SIGNS_OF_PRESSURE'],
  ],
  [
    'withdrawn freely',
    record('denunciation', 'verifying'),
    { event: 'terminate', ...letter('2026-08-20'), ground: 'full-withdrawal', will: 'free' },
    {},
    'terminated',
  ],
  [
    'published by who concluded',
    record('denunciation', 'handled', {}, { decidedBy: 'head' }),
    { event: 'publish', onDay: '2026-09-20', how: 'Niêm yết', isRedacted: true },
    {},
    ['PUBLISHER_DECIDED'],
  ],
  [
    'published with identities (G11)',
    record('denunciation', 'handled', {}, { decidedBy: 'other' }),
    { event: 'publish', onDay: '2026-09-20', how: 'Niêm yết', isRedacted: false },
    {},
    ['NOT_REDACTED'],
  ],
  [
    'a sender in the conclusion',
    record('denunciation', 'verifying'),
    { event: 'conclude', ...letter('2026-08-25'), outcome: 'founded', reason: 'Người tố cáo là Lê Thị C nói đúng.' },
    {},
    ['DENOUNCER_IN_ANSWER'],
  ],
  [
    'decided against the demand without dialogue (G14)',
    record('complaint', 'verifying'),
    { event: 'decide', ...letter('2026-08-25'), outcome: 'unfounded', reason: 'x', differs: true },
    {},
    ['DIALOGUE_MISSING'],
  ],
  [
    'the same after a dialogue from which he was absent',
    record('complaint', 'verifying', { dialogue: { onDay: '2026-08-20', wasAbsent: true } }),
    { event: 'decide', ...letter('2026-08-25'), outcome: 'unfounded', reason: 'x', differs: true },
    {},
    'decided',
  ],
  [
    'an outcome of the second instance',
    record('complaint', 'verifying'),
    { event: 'decide', ...letter('2026-08-25'), outcome: 'uphold-first', reason: 'x', differs: false },
    {},
    ['OUTCOME_NOT_OF_KIND'],
  ],
  [
    'in force before the waiting term (G15)',
    record('complaint', 'sent', { decidedOn: '2026-08-31' }),
    { event: 'take-effect', onDay: '2026-09-30' },
    {},
    ['WAITING_TERM_RUNS'],
  ],
  [
    'in force on the day after it',
    record('complaint', 'sent', { decidedOn: '2026-08-31' }),
    { event: 'take-effect', onDay: '2026-10-01' },
    {},
    'effective',
  ],
  [
    'done before everything is paid',
    record('complaint', 'enforcing', { due: { 'money-to-persons': 100 }, done: { 'money-to-persons': 40 } }),
    { event: 'complete', onDay: '2026-10-10', reason: 'x', closingDocument: '' },
    {},
    ['DONE_BELOW_DUE'],
  ],
  [
    'the same with a closing document',
    record('complaint', 'enforcing', { due: { 'money-to-persons': 100 } }),
    { event: 'complete', onDay: '2026-10-10', reason: 'x', closingDocument: '5/VB' },
    {},
    'done',
  ],
  [
    'more than was due',
    record('complaint', 'enforcing', { due: { 'money-to-persons': 100 } }),
    { event: 'report-enforcing', onDay: '2026-10-10', reason: 'x', amounts: { 'money-to-persons': 200 } },
    {},
    ['MORE_THAN_DUE'],
  ],
  [
    'suspended before the law knew it',
    record('complaint', 'verifying', { acceptedOn: '2026-06-15' }, { lastOn: '2026-06-15' }),
    { event: 'suspend', ...letter('2026-06-20'), ground: 'force-majeure' },
    {},
    ['SUSPENSION_NO_BASIS'],
  ],
  [
    'tomorrow',
    record('complaint', 'accepted'),
    { event: 'start-verifying', ...letter('2026-11-24'), team: 'A', members: 1 },
    {},
    ['ACTED_IN_FUTURE'],
  ],
])('a step of a matter: %s', (_, matter, act, change, expected) => {
  const step = stepCase(matter, act, { ...ground, ...change })
  if (typeof expected === 'string') expect(step).toMatchObject({ ok: true, value: { to: expected } })
  else expect(step).toMatchObject({ ok: false, refusal: { findings: expected.map((code) => ({ code })) } })
})

test('the whole matrix of matters: kind by state, what may happen there', () => {
  const rows = caseKinds.flatMap((kind) =>
    caseStates.flatMap((state) => {
      const events = caseEvents.filter((event) => caseTransition(kind, state, event))
      return events.length === 0 ? [] : [`${kind} ${state}: ${events.join(' ')}`]
    }),
  )
  expect(rows).toMatchInlineSnapshot(`
    [
      "complaint accepted: start-verifying mark-complex suspend withdraw-part terminate",
      "complaint verifying: mark-complex hold-dialogue suspend withdraw-part terminate decide",
      "complaint suspended: resume withdraw-part terminate",
      "complaint decided: send",
      "complaint sent: publish second-complaint go-to-court take-effect",
      "complaint effective: publish go-to-court start-enforcing complete",
      "complaint enforcing: report-enforcing complete",
      "denunciation accepted: notify mark-complex withdraw-part terminate",
      "denunciation notified: start-verifying mark-complex withdraw-part terminate",
      "denunciation verifying: mark-complex extend suspend withdraw-part terminate conclude",
      "denunciation suspended: resume withdraw-part terminate",
      "denunciation concluded: send",
      "denunciation sent: handle",
      "denunciation handled: publish",
      "denunciation published: track complete",
      "feedback accepted: answer",
      "feedback answered: send",
    ]
  `)
  for (const kind of caseKinds)
    for (const state of endedCaseStates)
      for (const event of caseEvents) expect(caseTransition(kind, state, event)).toBeUndefined()
})

test('terms: the paper of screen f is due on 2 December; complex, suspended and extended ones as the law counts them', () => {
  const paper = {
    kind: 'complaint',
    source: 'in-person',
    receivedOn: '2026-11-20',
    identity: 'named',
    isSigned: true,
    isVerifiable: false,
  } as const
  const [k1] = countClocks(
    clocksOfPetition({ ...paper, state: 'registered', sorting: null, settledOn: null }),
    '2026-11-23',
  )
  expect(k1).toMatchObject({ rule: 'K1', due: '2026-12-02', state: 'running' })
  // On the last day of the year: the day itself, New Year's Day and the weekend after it are not counted.
  const [ofNewYear] = countClocks(
    clocksOfPetition({ ...paper, receivedOn: '2026-12-31', state: 'registered', sorting: null, settledOn: null }),
    '2026-12-31',
  )
  expect(ofNewYear).toMatchObject({ rule: 'K1', due: '2027-01-12', state: 'running' })
  const due = (kind: 'complaint' | 'denunciation', more: Partial<CaseFacts>) =>
    nextClock(countClocks(clocksOfCase(kind, 'verifying', facts({ notifiedOn: '2026-08-05', ...more })), '2026-08-10'))
      ?.due ?? null
  expect(due('complaint', {})).toBe('2026-09-03')
  expect(due('complaint', complex)).toBe('2026-09-17')
  expect(due('complaint', { ...complex, isRemote: true })).toBe('2026-10-02')
  // The remaining days are kept while it is suspended, and no day is named.
  expect(due('complaint', { suspensions: [['2026-08-10', null]] })).toBeNull()
  expect(due('complaint', { suspensions: [['2026-08-10', '2026-08-20']] })).toBe('2026-09-14')
  expect(due('denunciation', { ...complex, extensions: [first] })).toBe('2026-10-02')
  expect(countClocks(clocksOfCase('feedback', 'accepted', facts()), '2026-08-10')[0]).toMatchObject({
    state: 'no-term',
    refusal: 'NO_QUANTITY',
  })
})

test('no sequence of lawful steps reaches a conclusion of a denunciation without a team, or a second extension with one criterion', () => {
  const acts: readonly CaseAct[] = [
    { event: 'notify', ...letter('2026-08-04') },
    { event: 'start-verifying', ...letter('2026-08-05'), team: 'A, B', members: 2 },
    { event: 'mark-complex', ...letter('2026-08-06'), criteria: ['a'] },
    { event: 'extend', ...letter('2026-08-07'), days: 10, reason: 'x' },
    { event: 'suspend', ...letter('2026-08-08'), ground: 'awaiting-expertise' },
    { event: 'resume', ...letter('2026-08-09') },
    { event: 'conclude', ...letter('2026-08-10'), outcome: 'founded', reason: 'x' },
    { event: 'send', onDay: '2026-08-11', receiver: 'x' },
  ]
  fc.assert(
    fc.property(fc.array(fc.nat({ max: acts.length - 1 }), { maxLength: 14 }), (picks) => {
      let matter = record('denunciation', 'accepted')
      for (const pick of picks) {
        const act = acts[pick]
        const step = act && stepCase({ ...matter, lastOn: '2026-08-03' }, act, ground)
        if (step?.ok) matter = { ...matter, state: step.value.to, facts: step.value.facts }
      }
      return matter.facts.extensions.length <= 1 && (matter.facts.decidedOn === null || matter.facts.team !== '')
    }),
    { numRuns: 150 },
  )
})

const ended = (kind: 'complaint' | 'denunciation', state: 'verifying' | 'suspended', terminateOn: Partial<CaseAct>) => {
  const act = { event: 'terminate', ...letter('2026-08-20'), ground: 'full-withdrawal', will: '', ...terminateOn }
  const judged = stepCase(record(kind, state), act as CaseAct, ground)
  if (judged.ok) return judged.value.to
  return judged.refusal.code === 'CASE_REFUSED' ? judged.refusal.findings.map(({ code }) => code) : []
}

// What is withdrawn freely ends; what is not, or of which nobody knows, goes on: of both kinds, in every state, by every ground.
test.each<[string, Parameters<typeof ended>, string | string[]]>([
  ['a denunciation, freely', ['denunciation', 'verifying', { will: 'free' }], 'terminated'],
  ['a denunciation, under pressure', ['denunciation', 'verifying', { will: 'pressed' }], ['SIGNS_OF_PRESSURE']],
  ['a denunciation, unknown', ['denunciation', 'verifying', { will: 'not-established' }], ['WILL_NOT_ESTABLISHED']],
  ['a denunciation, not answered', ['denunciation', 'verifying', {}], ['WILL_NOT_SAID']],
  ['a suspended one, under pressure', ['denunciation', 'suspended', { will: 'pressed' }], ['SIGNS_OF_PRESSURE']],
  ['a complaint, freely', ['complaint', 'verifying', { will: 'free' }], 'terminated'],
  ['a complaint, under pressure', ['complaint', 'verifying', { will: 'pressed' }], ['SIGNS_OF_PRESSURE']],
  ['a complaint, unknown', ['complaint', 'verifying', { will: 'not-established' }], ['WILL_NOT_ESTABLISHED']],
  ['a complaint, not answered', ['complaint', 'verifying', {}], ['WILL_NOT_SAID']],
  [
    'a complaint after explanation, under pressure',
    ['complaint', 'verifying', { ground: 'withdrawn-after-explanation', will: 'pressed' }],
    ['SIGNS_OF_PRESSURE'],
  ],
  [
    'a complaint after explanation, freely',
    ['complaint', 'verifying', { ground: 'withdrawn-after-explanation', will: 'free' }],
    'terminated',
  ],
  ['ended by death, nothing withdrawn', ['denunciation', 'verifying', { ground: 'denounced-died' }], 'terminated'],
  [
    'ended by death, a withdrawal answered all the same',
    ['denunciation', 'verifying', { ground: 'denounced-died', will: 'pressed' }],
    ['WILL_WITHOUT_WITHDRAWAL'],
  ],
])('withdrawal: %s', (_name, asked, outcome) => {
  expect(ended(...asked)).toEqual(outcome)
})

test.each<[CaseRecord['kind'], 'free' | 'pressed' | 'not-established', number]>([
  ['complaint', 'free', 1],
  ['complaint', 'pressed', 0],
  ['complaint', 'not-established', 0],
  ['denunciation', 'free', 1],
  ['denunciation', 'pressed', 0],
  ['denunciation', 'not-established', 0],
])('a part of a %s withdrawn: %s', (kind, will, parts) => {
  const act: CaseAct = { event: 'withdraw-part', onDay: '2026-08-20', reason: 'Nội dung 2', will }
  const judged = stepCase(record(kind, 'verifying'), act, ground)
  expect(judged.ok && [judged.value.to, judged.value.facts.withdrawnParts]).toEqual(['verifying', parts])
})

test.each([
  ['withdraw-part', { reason: 'Nội dung 2' }],
  ['withdraw-part', { reason: 'Nội dung 2', will: '' }],
  ['terminate', { number: '9/QĐ', ground: 'full-withdrawal', will: 'unknown' }],
])('an act without one of the three answers is not read: %s', (event, rest) => {
  expect(caseActSchema.safeParse({ event, onDay: '2026-08-20', ...rest }).success).toBe(false)
})
