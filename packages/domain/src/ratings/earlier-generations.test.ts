import { describe, expect, test } from 'vitest'
import { applyOverlay } from './overlay.ts'
import { rateSubject } from './rate-subject.ts'
import type { RuleSet } from './rule-set.ts'
import { ratingRules20191018 as g1b } from './rules/2019-10-18.ts'
import {
  ratingRules20140925 as g0,
  ratingRules20180308 as g1,
  ratingRules20260522 as g3q,
} from './rules/labels-only.ts'
import type { Proposal, RatingFacts, Subject } from './schema.ts'

type Row = { because: string; subject: Subject; given: RatingFacts; level: Proposal; codes: string[] }

const expectRows = (ruleSet: RuleSet, flawless: RatingFacts, rows: readonly Row[]) =>
  test.each(rows)('$subject, $because: $level', ({ subject, given, level, codes }) => {
    const answer = rateSubject({ ...flawless, ...given }, subject, ruleSet)
    expect({ level: answer.level, codes: answer.findings.map(({ code }) => code).sort() }).toEqual({
      level,
      codes: [...codes].sort(),
    })
  })

const organizations: readonly Subject[] = [
  'CHI_BO',
  'CB_CO_SO',
  'DB_BO_PHAN',
  'DB_TRUC_THUOC_CO_SO',
  'DB_CO_SO',
  'DB_DIRECT',
]

describe('G1b (2019–2022): the proposed level stands unless a trigger fires', () => {
  const flawless: RatingFacts = { proposedLevel: 'T', targetsCompletedRate: 1, mainTargetsAllDone: true }
  const under50 = { targetsCompletedRate: '0.499', mainTargetsAllDone: false }
  expectRows(g1b, flawless, [
    { because: 'nothing fires', subject: 'MEMBER', given: {}, level: 'T', codes: [] },
    { because: 'XS proposed', subject: 'LEADER', given: { proposedLevel: 'XS' }, level: 'XS', codes: [] },
    { because: 'forms 2A and 2C are the member of then', subject: 'MEMBER_2C', given: {}, level: 'T', codes: [] },
    {
      because: 'KHT proposed',
      subject: 'MEMBER',
      given: { proposedLevel: 'KHT' },
      level: 'KHT',
      codes: ['NOT_REACHING_HT'],
    },
    {
      because: 'exactly half of the targets',
      subject: 'MEMBER',
      given: { targetsCompletedRate: 0.5 },
      level: 'T',
      codes: [],
    },
    { because: 'under half', subject: 'MEMBER', given: under50, level: 'KHT', codes: ['TARGETS_UNDER_50'] },
    { because: 'targets not told', subject: 'CHI_BO', given: { proposedLevel: 'HT' }, level: 'HT', codes: [] },
    {
      because: 'employer KHT is a trigger',
      subject: 'MEMBER',
      given: { employerLevel: 'KHT' },
      level: 'KHT',
      codes: ['EMPLOYER_KHT'],
    },
    {
      because: 'khiển trách',
      subject: 'LEADER',
      given: { discipline: 'KHIEN_TRACH' },
      level: 'KHT',
      codes: ['DISCIPLINED'],
    },
    {
      because: 'the violation counted before',
      subject: 'MEMBER',
      given: { discipline: 'CANH_CAO', violationAlreadyCounted: true },
      level: 'T',
      codes: ['VIOLATION_COUNTED_ONCE'],
    },
    {
      because: 'degradation',
      subject: 'MEMBER',
      given: { degradationConcluded: true },
      level: 'KHT',
      codes: ['DEGRADATION'],
    },
    {
      because: 'two triggers are both named',
      subject: 'MEMBER',
      given: { degradationConcluded: true, employerLevel: 'KHT' },
      level: 'KHT',
      codes: ['DEGRADATION', 'EMPLOYER_KHT'],
    },
    {
      because: 'disunity',
      subject: 'COLLECTIVE',
      given: { disunityConcluded: true },
      level: 'KHT',
      codes: ['DISUNITY'],
    },
    {
      because: 'a member degraded',
      subject: 'COLLECTIVE',
      given: { degradationConcluded: true },
      level: 'KHT',
      codes: ['DEGRADATION'],
    },
    { because: 'under half', subject: 'COLLECTIVE', given: under50, level: 'KHT', codes: ['TARGETS_UNDER_50'] },
    {
      because: 'under half but the main targets done',
      subject: 'COLLECTIVE',
      given: { targetsCompletedRate: 0.4 },
      level: 'T',
      codes: [],
    },
    {
      because: 'under half by force majeure',
      subject: 'COLLECTIVE',
      given: { ...under50, forceMajeureConfirmed: true },
      level: 'T',
      codes: [],
    },
    {
      because: 'the collective disciplined',
      subject: 'COLLECTIVE',
      given: { collectiveDisciplined: true },
      level: 'KHT',
      codes: ['COLLECTIVE_DISCIPLINED'],
    },
    {
      because: 'a member khiển trách',
      subject: 'COLLECTIVE',
      given: { collectiveMemberHighestDiscipline: 'KHIEN_TRACH' },
      level: 'T',
      codes: [],
    },
    {
      because: 'a member cảnh cáo',
      subject: 'COLLECTIVE',
      given: { collectiveMemberHighestDiscipline: 'CANH_CAO' },
      level: 'KHT',
      codes: ['MEMBER_DISCIPLINED_CANH_CAO'],
    },
    {
      because: 'a member disciplined, the form not told',
      subject: 'COLLECTIVE',
      given: { collectiveMemberDisciplined: true },
      level: 'MANUAL',
      codes: ['FACT_MISSING'],
    },
    {
      because: 'five months a member',
      subject: 'MEMBER',
      given: { monthsSinceAdmission: 5 },
      level: 'NOT_RATED',
      codes: ['ADMITTED_LT_6M'],
    },
    { because: 'exactly six months', subject: 'MEMBER', given: { monthsSinceAdmission: 6 }, level: 'T', codes: [] },
    {
      because: 'founded five months ago',
      subject: 'CHI_BO',
      given: { monthsSinceFounded: 5 },
      level: 'NOT_RATED',
      codes: ['ORG_LT_6M'],
    },
    { because: 'suspended', subject: 'MEMBER', given: { suspended: true }, level: 'NOT_RATED', codes: ['SUSPENDED'] },
    {
      because: 'only the post suspended',
      subject: 'MEMBER',
      given: { committeePostSuspended: true },
      level: 'T',
      codes: [],
    },
    {
      because: 'a share over the whole',
      subject: 'MEMBER',
      given: { targetsCompletedRate: 1.2 },
      level: 'INVALID',
      codes: ['COUNT_MISMATCH'],
    },
  ])

  test('without a proposal people decide', () => {
    expect(rateSubject({}, 'MEMBER', g1b)).toMatchObject({
      level: 'MANUAL',
      findings: [{ code: 'FACT_MISSING', fact: 'proposedLevel' }],
    })
  })

  test.each(organizations)(
    '%s: what is known from memory fires by default, and goes to people by the option',
    (subject) => {
      const facts: RatingFacts = { ...flawless, disunityConcluded: true, collectiveDisciplined: true }
      const codes = [{ code: 'DISUNITY' }, { code: 'COLLECTIVE_DISCIPLINED' }]
      expect(rateSubject(facts, subject, g1b)).toMatchObject({ level: 'KHT', findings: codes })
      const overlay = {
        code: 'x',
        issuer: 'x',
        decision: null,
        confidence: 'design',
        options: { organizationTriggers: 'MANUAL' },
      }
      const laid = applyOverlay(g1b, overlay)
      expect(laid.ok && rateSubject(facts, subject, laid.value)).toMatchObject({ level: 'MANUAL', findings: codes })
    },
  )
})

describe('generations known by their labels only', () => {
  test.each([
    { code: 'G0', ruleSet: g0 },
    { code: 'G1', ruleSet: g1 },
    { code: 'G3q', ruleSet: g3q },
  ])('$code answers MANUAL and says why', ({ ruleSet, code }) => {
    expect(rateSubject({ proposedLevel: 'XS' }, 'MEMBER', ruleSet)).toMatchObject({
      level: 'MANUAL',
      findings: [{ code: 'GENERATION_NOT_EVALUATED', severity: 'BLOCK', fact: 'ruleSet', actual: code }],
    })
  })

  test('the words of G0 stay as written, with the code beside', () => {
    expect(g0.labels.map(({ of, vi, level }) => `${of} ${vi} = ${level}`)).toContain(
      'ORGANIZATION Trong sạch, vững mạnh = XS',
    )
    expect(g0.labels.map(({ of, vi, level }) => `${of} ${vi} = ${level}`)).toContain('ORGANIZATION Yếu kém = KHT')
  })
})
