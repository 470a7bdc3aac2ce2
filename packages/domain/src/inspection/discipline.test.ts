import { describe, expect, test } from 'vitest'
import { type ProceedingEvent, type ProceedingState, proceedingEvents, proceedingStates } from './discipline-states.ts'
import { limitationOf } from './limitation.ts'
import {
  type ProceedingAct,
  type ProceedingFacts,
  type ProceedingGround,
  type ProceedingLapse,
  stepProceeding,
} from './step-proceeding.ts'

const facts: ProceedingFacts = {
  ...{ object: 'full-member', state: 'proposed', workers: ['inspector'], violatedOn: '2024-05-10', restartedOn: null },
  ...{ inspectionId: null, concludedOn: '2026-11-30' },
  ...{ isGrave: false, office: 'Bí thư chi bộ', form: 'warning', decidedOn: '2026-12-01', announcedOn: null },
}
const ground: ProceedingGround = { actorUserId: 'committee', today: '2026-12-08', lapsesOn: '2026-12-08' }
const decide = {
  event: 'decide',
  number: '7-QĐ/TU',
  decidedOn: '2026-12-08',
  effectiveOn: '2026-12-08',
  reason: 'a',
} as const
const acts: Readonly<Record<ProceedingEvent, ProceedingAct | ProceedingLapse>> = {
  propose: { event: 'propose', form: 'warning', reference: 'a', statement: 'b', concludedOn: null },
  return: { event: 'return', reason: 'a' },
  decide: { ...decide, form: 'warning' },
  drop: { event: 'drop', reason: 'a' },
  announce: { event: 'announce', announcedOn: '2026-12-05' },
  lapse: { event: 'lapse' },
  revoke: { event: 'revoke', number: '9-QĐ/TU', decidedOn: '2026-12-08', reason: 'a' },
}
const judge = (of: ProceedingFacts, act: ProceedingAct | ProceedingLapse, given: Partial<ProceedingGround> = {}) => {
  const judged = stepProceeding(of, act, { ...ground, ...given })
  if (judged.ok) return judged.value.to
  return judged.refusal.code === 'NO_SUCH_STEP'
    ? 'NO_SUCH_STEP'
    : judged.refusal.findings.map(({ code, condition }) => [code, condition].filter(Boolean).join(' ')).join(', ')
}

describe('the whole table of a proceeding', () => {
  const ways: Readonly<Record<ProceedingState, Partial<Record<ProceedingEvent, ProceedingState>>>> = {
    opened: { propose: 'proposed', drop: 'dropped' },
    proposed: { return: 'opened', decide: 'effective', drop: 'dropped' },
    dropped: {},
    effective: { announce: 'effective', lapse: 'lapsed', revoke: 'revoked-wrongful' },
    lapsed: { revoke: 'revoked-wrongful' },
    'revoked-wrongful': {},
  }
  test.each(proceedingStates)('from %s', (state) => {
    for (const event of proceedingEvents)
      expect(judge({ ...facts, state }, acts[event]), `${state} ${event}`).toBe(ways[state][event] ?? 'NO_SUCH_STEP')
  })
})

describe('9.5 forms by object', () => {
  const rows: readonly [string, Partial<ProceedingFacts>, ProceedingAct, string][] = [
    ['a member is not dissolved', {}, { ...decide, form: 'dissolution' }, 'FORM_NOT_FOR_OBJECT dissolution'],
    [
      'a probationary member is not expelled',
      { object: 'probationary-member' },
      { ...decide, form: 'expulsion' },
      'FORM_NOT_FOR_OBJECT expulsion',
    ],
    ['an organization is dissolved', { object: 'organization' }, { ...decide, form: 'dissolution' }, 'effective'],
    [
      'an organization is not expelled',
      { object: 'organization' },
      { ...decide, form: 'expulsion' },
      'FORM_NOT_FOR_OBJECT expulsion',
    ],
    [
      'removal from post of who holds none',
      { office: null },
      { ...decide, form: 'removal-from-post' },
      'NO_OFFICE_HELD',
    ],
    ['removal from post of a secretary', {}, { ...decide, form: 'removal-from-post' }, 'effective'],
    ['who prepared decides', { workers: ['committee'] }, { ...decide, form: 'warning' }, 'PROPOSER_DECIDES'],
    [
      'in effect before it was decided',
      {},
      { ...decide, form: 'warning', effectiveOn: '2026-12-07' },
      'EFFECTIVE_BEFORE_DECISION',
    ],
    [
      'a reprimand after 60 months',
      { violatedOn: '2021-11-30' },
      { ...decide, form: 'reprimand' },
      'LIMITATION_OVER 2026-11-30',
    ],
    [
      'a reprimand concluded the day before the 60 months ended, decided after',
      { violatedOn: '2021-12-01' },
      { ...decide, form: 'reprimand' },
      'effective',
    ],
    [
      'the same while no conclusion is known: counted to the decision',
      { violatedOn: '2021-12-01', concludedOn: null },
      { ...decide, form: 'reprimand' },
      'LIMITATION_OVER 2026-12-01',
    ],
    [
      'decided before it was concluded',
      { concludedOn: '2026-12-09' },
      { ...decide, form: 'warning' },
      'DECIDED_BEFORE_CONCLUSION',
    ],
    ['a warning for the same violation', { violatedOn: '2021-12-08' }, { ...decide, form: 'warning' }, 'effective'],
  ]
  test.each(rows)('%s', (_name, given, act, expected) => expect(judge({ ...facts, ...given }, act)).toBe(expected))
})

describe('a proposal rests on a conclusion', () => {
  const propose = { event: 'propose', form: 'warning', reference: 'a', statement: 'b', concludedOn: null } as const
  const opened: ProceedingFacts = { ...facts, state: 'opened', decidedOn: null, concludedOn: null }
  const rows: readonly [string, Partial<ProceedingFacts>, Partial<typeof propose> | { concludedOn: string }, string][] =
    [
      ['none is told', {}, {}, 'CONCLUSION_MISSING'],
      ['told with the proposal', {}, { concludedOn: '2026-11-30' }, 'proposed'],
      ['told before, proposed anew', { concludedOn: '2026-11-30' }, {}, 'proposed'],
      ['corrected when proposed anew', { concludedOn: '2026-11-30' }, { concludedOn: '2026-11-29' }, 'proposed'],
      ['an inspection’s own', { inspectionId: 'i', concludedOn: '2026-11-30' }, {}, 'proposed'],
      [
        'another one beside the inspection’s',
        { inspectionId: 'i', concludedOn: '2026-11-30' },
        { concludedOn: '2026-11-29' },
        'CONCLUDED_BY_INSPECTION',
      ],
      ['before the violation', {}, { concludedOn: '2024-05-09' }, 'CONCLUDED_BEFORE_VIOLATION'],
      ['ahead', {}, { concludedOn: '2026-12-09' }, 'CONCLUDED_IN_FUTURE'],
    ]
  test.each(rows)('%s', (_name, given, said, expected) =>
    expect(judge({ ...opened, ...given }, { ...propose, ...said } as ProceedingAct)).toBe(expected),
  )
})

describe('9.4 statute of limitation, explained', () => {
  const asked = {
    object: 'full-member',
    violatedOn: '2021-12-08',
    restartedOn: null,
    isGrave: false,
    concludedOn: null,
    day: '2026-12-08',
  } as const
  test.each([
    [
      'a reprimand: 60 months',
      { form: 'reprimand' },
      { because: 'months', months: 60, endsOn: '2026-12-08', isOver: true },
    ],
    ['the day before', { form: 'reprimand', day: '2026-12-07' }, { isOver: false, countedTo: '2026-12-07' }],
    [
      'concluded in time, decided a year later',
      { form: 'reprimand', concludedOn: '2026-12-07', day: '2027-12-07' },
      { isOver: false, countedTo: '2026-12-07' },
    ],
    [
      'concluded on the day it ended',
      { form: 'reprimand', concludedOn: '2026-12-08', day: '2027-12-07' },
      { isOver: true, countedTo: '2026-12-08' },
    ],
    [
      'a new violation restarts the clock',
      { form: 'reprimand', restartedOn: '2023-03-01' },
      { countedFrom: '2023-03-01', isRestarted: true, endsOn: '2028-03-01', isOver: false },
    ],
    [
      'a new violation on the last day of it restarts the clock',
      { form: 'reprimand', restartedOn: '2026-12-07' },
      { isRestarted: true, endsOn: '2031-12-07', isOver: false },
    ],
    [
      'a new violation after it had ended does not',
      { form: 'reprimand', restartedOn: '2026-12-08' },
      { countedFrom: '2021-12-08', isRestarted: false, isOver: true },
    ],
    [
      'within the longer time of a warning it does',
      { form: 'warning', restartedOn: '2026-12-08' },
      { countedFrom: '2026-12-08', isRestarted: true },
    ],
    [
      'a violation after the conclusion does not',
      { form: 'reprimand', concludedOn: '2026-06-01', restartedOn: '2026-07-01' },
      { countedFrom: '2021-12-08', isRestarted: false, isOver: false },
    ],
    [
      'one before the violation itself does not',
      { form: 'reprimand', restartedOn: '2020-01-01' },
      { countedFrom: '2021-12-08', isRestarted: false },
    ],
    ['a removal: 120 months', { form: 'removal-from-post' }, { months: 120, endsOn: '2031-12-08' }],
    ['an expulsion: none', { form: 'expulsion' }, { because: 'form-without-limit', endsOn: null }],
    [
      'harm to internal politics, defence or security: none',
      { form: 'reprimand', isGrave: true },
      { because: 'grave-harm', isOver: false },
    ],
    [
      'an organization dissolved: none',
      { object: 'organization', form: 'dissolution' },
      { because: 'form-without-limit' },
    ],
    [
      'before the rule that is known',
      { form: 'reprimand', day: '2022-07-05' },
      { because: 'no-rule', endsOn: null, source: null },
    ],
  ] as const)('%s', (_name, given, expected) => expect(limitationOf({ ...asked, ...given })).toMatchObject(expected))
})

test.each([
  ['lapses on its day', acts.lapse, {}, 'lapsed'],
  ['not a day before', acts.lapse, { today: '2026-12-07' }, 'NOT_LAPSED_YET 2026-12-08'],
  ['an expulsion never', acts.lapse, { lapsesOn: null }, 'NEVER_LAPSES'],
] as const)('lapse: %s', (_name, act, given, expected) => {
  expect(judge({ ...facts, state: 'effective' }, act, given)).toBe(expected)
})
