import { describe, expect, test } from 'vitest'
import { afterDefaults } from './after-rules.ts'
import { checkSubstance, type PersonToWeigh, type ToWeigh, type UnitToWeigh, unanswered } from './check-substance.ts'
import type { Level } from './schema.ts'

const person: PersonToWeigh = {
  caseId: 'case-1',
  unitId: 'cell-1',
  level: 'T',
  selfLevel: 'T',
  isLeader: false,
  disciplines: [],
}
const cell: UnitToWeigh = { unitId: 'cell-1', peerKey: 'neighbourhood', level: null, facts: {} }
const weigh = (given: Partial<ToWeigh>) =>
  checkSubstance({ year: 2026, persons: [person], units: [cell], ...given }, afterDefaults.checks)
const one = (given: Partial<PersonToWeigh>) => weigh({ persons: [{ ...person, ...given }] }).checks
const reprimand = { form: 'reprimand', decisionNumber: '7-QĐ/UBKT', decidedOn: '2026-05-02', revoked: false }

describe('a person', () => {
  test.each<{ because: string; given: Partial<PersonToWeigh>; codes: string[] }>([
    { because: 'nothing speaks against it', given: {}, codes: [] },
    { because: 'disciplined in the year and still T', given: { disciplines: [reprimand] }, codes: ['TC-01'] },
    {
      because: 'disciplined in the year and KHT',
      given: { disciplines: [reprimand], level: 'KHT', selfLevel: 'KHT' },
      codes: [],
    },
    { because: 'the discipline was revoked', given: { disciplines: [{ ...reprimand, revoked: true }] }, codes: [] },
    {
      because: 'disciplined on the last day before the year',
      given: { disciplines: [{ ...reprimand, decidedOn: '2025-12-31' }] },
      codes: [],
    },
    {
      because: 'disciplined in January, before the decision',
      given: { disciplines: [{ ...reprimand, decidedOn: '2027-01-05' }] },
      codes: ['TC-01'],
    },
    {
      because: 'two disciplines are two questions',
      given: { disciplines: [reprimand, { ...reprimand, decisionNumber: '9-QĐ/UBKT' }] },
      codes: ['TC-01', 'TC-01'],
    },
    { because: 'rated a level above his own', given: { level: 'XS', selfLevel: 'T' }, codes: ['TC-06'] },
    { because: 'rated one level below his own', given: { level: 'HT', selfLevel: 'T' }, codes: [] },
    { because: 'rated two levels below his own', given: { level: 'HT', selfLevel: 'XS' }, codes: ['TC-06'] },
    { because: 'no own level was written', given: { level: 'XS', selfLevel: null }, codes: [] },
    { because: 'nothing is proposed yet', given: { level: null, disciplines: [reprimand] }, codes: [] },
  ])('$because', ({ given, codes }) => {
    expect(one(given).map(({ code }) => code)).toEqual(codes)
  })
})

const typed = (value: number) => ({ value, source: 'Báo cáo 12-BC/ĐU', asOf: '2026-11-30' })
describe('a unit', () => {
  const leader = (level: Level) => ({ ...person, isLeader: true, level, selfLevel: level })
  test.each<{ because: string; facts: UnitToWeigh['facts']; persons: PersonToWeigh[]; level?: Level; codes: string[] }>(
    [
      {
        because: 'all facts are in order',
        facts: { overduePetitions: typed(0), missedTargets: typed(0), weakSubUnits: typed(0), meetingScore: typed(92) },
        persons: [leader('XS')],
        codes: [],
      },
      {
        because: 'overdue petitions, its leader T',
        facts: { overduePetitions: typed(1) },
        persons: [leader('T')],
        codes: ['TC-02'],
      },
      {
        because: 'overdue petitions, its leader HT',
        facts: { overduePetitions: typed(1) },
        persons: [leader('HT')],
        codes: [],
      },
      {
        because: 'overdue petitions, only an ordinary member T',
        facts: { overduePetitions: typed(1) },
        persons: [person],
        codes: [],
      },
      {
        because: 'a missed target, the organization itself XS',
        facts: { missedTargets: typed(2) },
        persons: [],
        level: 'XS',
        codes: ['TC-03'],
      },
      {
        because: 'a weak sub-unit, the organization T',
        facts: { weakSubUnits: typed(1) },
        persons: [],
        level: 'T',
        codes: ['TC-04'],
      },
      {
        because: 'a weak sub-unit, the organization HT',
        facts: { weakSubUnits: typed(1) },
        persons: [],
        level: 'HT',
        codes: [],
      },
      {
        because: '69,9 points of meetings and an ordinary member XS',
        facts: { meetingScore: typed(69.9) },
        persons: [{ ...person, level: 'XS', selfLevel: 'XS' }],
        codes: ['TC-05'],
      },
      {
        because: 'exactly 70 points of meetings',
        facts: { meetingScore: typed(70) },
        persons: [leader('XS')],
        codes: [],
      },
      {
        because: 'everything at once is said at once',
        facts: { overduePetitions: typed(3), missedTargets: typed(1), weakSubUnits: typed(1), meetingScore: typed(40) },
        persons: [leader('T')],
        codes: ['TC-02', 'TC-03', 'TC-04', 'TC-05'],
      },
    ],
  )('$because', ({ facts, persons, level = null, codes }) => {
    expect(weigh({ persons, units: [{ ...cell, facts, level }] }).checks.map(({ code }) => code)).toEqual(codes)
  })

  test('what nobody entered is named as missing and weighs nothing', () => {
    const { checks, missing } = weigh({
      persons: [leader('XS')],
      units: [{ ...cell, facts: { missedTargets: typed(0) } }],
    })
    expect(checks).toEqual([])
    expect(missing.map(({ fact }) => fact)).toEqual(['overduePetitions', 'weakSubUnits', 'meetingScore'])
  })
})

describe('shares against comparable units', () => {
  const people = (unitId: string, xs: number, all: number): PersonToWeigh[] =>
    Array.from({ length: all }, (_, at) => ({
      ...person,
      ...{ caseId: `${unitId}-${at}`, unitId, level: at < xs ? 'XS' : 'T', selfLevel: null },
    }))
  const units = [cell, { ...cell, unitId: 'cell-2' }, { ...cell, unitId: 'school', peerKey: 'public-service-unit' }]
  test.each([
    // own XS/rated, peers XS/rated; 10 points above is the limit
    { own: [6, 20], peers: [4, 20], found: false }, // 30 % against 20 %: exactly ten points
    { own: [7, 20], peers: [4, 20], found: true },
    { own: [4, 4], peers: [0, 20], found: false }, // under five rated: a share says nothing
    { own: [5, 5], peers: [0, 4], found: false },
    { own: [5, 5], peers: [0, 5], found: true },
  ])('$own against $peers', ({ own, peers, found }) => {
    const persons = [
      ...people('cell-1', own[0] ?? 0, own[1] ?? 0),
      ...people('cell-2', peers[0] ?? 0, peers[1] ?? 0),
      ...people('school', 10, 10),
    ]
    const codes = weigh({ persons, units }).checks.filter(({ about }) => about.id === 'cell-1')
    expect(codes.map(({ code }) => code)).toEqual(found ? ['TC-07'] : [])
  })
})

describe('a unit that is itself rated', () => {
  test.each<{ because: string; given: Partial<UnitToWeigh>; codes: string[] }>([
    { because: 'nothing speaks against it', given: { level: 'T', selfLevel: 'T', openSigns: 0 }, codes: [] },
    {
      because: 'disciplined in the year and still T',
      given: { level: 'T', disciplines: [reprimand] },
      codes: ['TC-01'],
    },
    {
      because: 'its discipline was withdrawn',
      given: { level: 'T', disciplines: [{ ...reprimand, revoked: true }] },
      codes: [],
    },
    { because: 'above what it claims', given: { level: 'XS', selfLevel: 'T' }, codes: ['TC-06'] },
    { because: 'signs of weakness nobody settled', given: { level: 'T', openSigns: 2 }, codes: ['TC-08'] },
    {
      because: 'the superior looks into something, whatever the level',
      given: { level: 'KHT', matters: 'a1' },
      codes: ['TC-09'],
    },
    { because: 'nothing is looked into', given: { level: 'T', matters: null }, codes: [] },
    { because: 'the same signs and HT', given: { level: 'HT', openSigns: 2 }, codes: [] },
  ])('$because', ({ given, codes }) => {
    const { checks } = weigh({ persons: [], units: [{ ...cell, ...given }] })
    expect(checks.map(({ code, about }) => [code, about.kind])).toEqual(codes.map((code) => [code, 'unit']))
  })

  test('the share of excellent members is compared by decided counts', () => {
    const units = [
      { ...cell, memberCounts: { XS: 5, T: 5, HT: 0, KHT: 0 } },
      { ...cell, unitId: 'cell-2', memberCounts: { XS: 1, T: 9, HT: 0, KHT: 0 } },
    ]
    expect(weigh({ persons: [], units }).checks.map(({ code, about }) => [code, about.id])).toEqual([
      ['TC-07', cell.unitId],
    ])
  })
})

test('an answer holds for the figures it was given to, and needs a reason', () => {
  const checks = weigh({ persons: [{ ...person, level: 'XS' }] }).checks
  const [found] = checks
  if (!found) throw new Error('no check')
  const answer = { code: found.code, aboutId: found.about.id, seen: found.seen, reason: 'Chi bộ nhất trí' }
  expect(unanswered(checks, [answer])).toEqual([])
  expect(unanswered(checks, [{ ...answer, reason: '  ' }])).toEqual(checks)
  expect(unanswered(checks, [{ ...answer, aboutId: 'case-2' }])).toEqual(checks)
  const changed = weigh({ persons: [{ ...person, level: 'XS', selfLevel: 'HT' }] }).checks
  expect(unanswered(changed, [answer])).toEqual(changed)
})

test('a direction given for what was looked into lifts it until something else is looked into, and tells nothing of it', () => {
  const checks = one({ matters: 'a1' })
  const [found] = checks
  if (!found) throw new Error('no check')
  const answer = { code: found.code, aboutId: found.about.id, seen: found.seen, reason: 'Không có vi phạm' }
  expect(found).toMatchObject({ code: 'TC-09', required: 'direction', numbers: {}, source: 'superior' })
  expect(unanswered(checks, [answer])).toEqual([])
  expect(unanswered(one({ matters: 'b2' }), [answer]).map(({ code }) => code)).toEqual(['TC-09'])
})
