import { describe, expect, test } from 'vitest'
import { factsOfUnit } from './facts-of-unit.ts'
import { placesOf, whoseStep } from './unit-acts.ts'
import { isInOrder, type UnitOrderFacts, whatBlocks } from './unit-order.ts'
import { checkUnitReport } from './unit-report-faults.ts'
import { unitEvents } from './unit-state.ts'
import { unitFactKindsOf } from './unit-subject.ts'

const settled: UnitOrderFacts = {
  subject: 'CHI_BO',
  undecidedBelow: 0,
  collectiveDecided: null,
  ownFile: null,
  membersDecided: true,
}

test.each([
  ['nothing open', {}, [], true],
  ['two below undecided', { undecidedBelow: 2 }, ['SUBORDINATES_UNDECIDED'], false],
  ['members undecided', { membersDecided: false }, ['MEMBERS_UNDECIDED'], true],
  [
    'a leader, his collective undecided',
    { subject: 'LEADER', collectiveDecided: false },
    ['COLLECTIVE_UNDECIDED'],
    false,
  ],
  ['a leader without a collective here', { subject: 'LEADER', collectiveDecided: null, ownFile: 'decided' }, [], true],
  [
    'a leader, his file still sent',
    { subject: 'LEADER', collectiveDecided: true, ownFile: 'sent' },
    ['OWN_FILE_NOT_APPRAISED'],
    false,
  ],
  [
    'a leader, both',
    { subject: 'LEADER', collectiveDecided: false, ownFile: 'in-work' },
    ['COLLECTIVE_UNDECIDED', 'OWN_FILE_NOT_APPRAISED'],
    false,
  ],
] as const)('%s', (_, changes, codes, inOrder) => {
  const blocks = whatBlocks({ ...settled, ...changes })
  expect(blocks.map(({ code }) => code)).toEqual(codes)
  expect(isInOrder(blocks)).toBe(inOrder)
})

describe('whose step', () => {
  test('each event has one actor; a return of what lies between is the level between', () => {
    const page = unitEvents.map((event) => `${event}: ${Object.values(whoseStep(event, 'sent')).join(' at ')}`)
    expect(page).toEqual([
      'start: unit:report at unit',
      'send: unit:report at unit',
      'submit: unit:report at unit',
      'withdraw: unit:report at unit',
      'forward: unit:report at intermediate',
      'take-up: unit:appraise at decider',
      'return: unit:appraise at decider',
      'accept: unit:appraise at decider',
      'reopen: unit:appraise at decider',
      'decide: unit:decide at decider',
    ])
    expect(whoseStep('return', 'with-intermediate')).toEqual({ permission: 'unit:report', place: 'intermediate' })
  })

  test('a grant counts where it names the organization, not below it', () => {
    const of = { organizationId: 'cell', intermediateId: null, deciderId: 'ward' }
    expect(placesOf(of, ['city'])).toEqual([])
    expect(placesOf(of, ['ward', 'cell'])).toEqual(['unit', 'decider'])
    expect(placesOf({ ...of, intermediateId: 'section' }, ['section'])).toEqual(['intermediate'])
  })
})

describe('facts of a unit', () => {
  const known = {
    subject: 'CHI_BO',
    numbers: null,
    onFile: [],
    subordinatesDisciplined: 0,
    collectiveDiscipline: { disciplined: false, linked: null, selfRemedied: false },
    year: 2026,
    monthsSinceFounded: 17,
    isHead: false,
    disciplines: [],
    collectiveLevel: null,
  } as const

  test('what nobody typed is absent, what is on file is said', () => {
    expect(factsOfUnit(known)).toEqual({
      subordinateDisciplined: 0,
      collectiveMemberDisciplined: false,
      collectiveDisciplined: false,
      monthsSinceFounded: 17,
    })
    expect(
      factsOfUnit({ ...known, onFile: ['organization-discipline', 'disunity'], collectiveDiscipline: null }),
    ).toEqual({
      subordinateDisciplined: 0,
      collectiveDisciplined: true,
      disunityConcluded: true,
      monthsSinceFounded: 17,
    })
  })

  test('what the law lists for collectives is asked of the papers on file, and a leader answers for no collective', () => {
    const onFile = ['cadre-work', 'member-degradation', 'force-majeure'] as const
    expect(factsOfUnit({ ...known, subject: 'COLLECTIVE', onFile })).toMatchObject({
      cadreWorkWrongdoingConcluded: true,
      collectiveMemberDegradationConcluded: true,
      forceMajeureConfirmed: true,
    })
    expect(factsOfUnit({ ...known, subject: 'LEADER', onFile })).toEqual({
      ...{ isHead: false, discipline: null, forceMajeureConfirmed: true },
    })
    expect(unitFactKindsOf('LEADER')).toEqual(['degradation', 'corruption', 'force-majeure'])
  })

  test('a leader is asked about himself and his collective', () => {
    expect(
      factsOfUnit({ ...known, subject: 'LEADER', isHead: true, collectiveLevel: 'T', onFile: ['corruption'] }),
    ).toEqual({
      isHead: true,
      discipline: null,
      collectiveLevel: 'T',
      unitCorruptionDealtWith: true,
    })
  })
})

test('a report goes up whole: every missing field is named at once, zero is a number', () => {
  expect(checkUnitReport(null, false)).toHaveLength(11)
  const whole = {
    generalPoints: '0',
    resultPoints: '65.5',
    tasksAssigned: 10,
    tasksOnTime: 10,
    tasksLate: 0,
    tasksFailed: 0,
    tasksExceeded: 0,
    limitationsPointedOut: 0,
    limitationsRemedied: 0,
    selfLevel: 'T',
    resultsText: 'Đã hoàn thành.',
  }
  expect(checkUnitReport(whole, false)).toEqual([])
  expect(checkUnitReport({ ...whole, resultsText: '  ', tasksLate: null }, true)).toEqual([
    { code: 'FIELD_MISSING', field: 'tasksLate' },
    { code: 'TEXT_MISSING', field: 'resultsText' },
    { code: 'FACTS_INVALID', field: 'tasksAssigned' },
  ])
})
