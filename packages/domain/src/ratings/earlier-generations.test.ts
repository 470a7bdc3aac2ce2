import { describe, expect, test } from 'vitest'
import { applyOverlay } from './overlay.ts'
import { rateSubject } from './rate-subject.ts'
import type { RuleSet } from './rule-set.ts'
import { ratingRules20191018 as g1b } from './rules/2019-10-18.ts'
import { ratingRules20231004 as g2 } from './rules/2023-10-04.ts'
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

describe('G2 (2023–2024): graded criteria, and whoever does not reach HTNV is KHTNV', () => {
  const flawless: RatingFacts = {
    tasksAssigned: 10,
    tasksOnTime: 10,
    tasksLate: 0,
    tasksFailed: 0,
    tasksExceeded: 5,
    lowestCriterionGrade: 'TOT',
    lowestTaskCriterionGrade: 'XUAT_SAC',
    lowestBasicCriterionGrade: 'TOT',
    subordinateDisciplined: false,
    collectiveMemberDisciplined: false,
  }
  const late = (tasksLate: number, tasksFailed = 0): RatingFacts => ({
    tasksOnTime: 10 - tasksLate - tasksFailed,
    tasksLate,
    tasksFailed,
    tasksExceeded: 5,
  })
  expectRows(g2, flawless, [
    { because: 'everything is met', subject: 'MEMBER', given: {}, level: 'XS', codes: [] },
    {
      because: 'four of ten exceeded',
      subject: 'MEMBER',
      given: { tasksExceeded: 4 },
      level: 'T',
      codes: ['EXCEEDED_UNDER_50'],
    },
    {
      because: 'a criterion average',
      subject: 'MEMBER',
      given: { lowestCriterionGrade: 'TRUNG_BINH' },
      level: 'T',
      codes: ['CRITERION_BELOW_GOOD'],
    },
    {
      because: 'a task criterion only good',
      subject: 'MEMBER',
      given: { lowestTaskCriterionGrade: 'TOT' },
      level: 'T',
      codes: ['TASK_CRITERION_NOT_EXCELLENT'],
    },
    { because: 'two of ten late', subject: 'MEMBER', given: late(2), level: 'HT', codes: ['NOT_ON_TIME'] },
    {
      because: 'three of ten late',
      subject: 'MEMBER',
      given: late(3),
      level: 'KHT',
      codes: ['LATE_OVER_20', 'NOT_ON_TIME', 'NOT_REACHING_HT'],
    },
    {
      because: 'one undone',
      subject: 'MEMBER',
      given: late(0, 1),
      level: 'KHT',
      codes: ['NOT_100_DONE', 'NOT_ON_TIME', 'NOT_REACHING_HT'],
    },
    {
      because: 'khiển trách',
      subject: 'MEMBER',
      given: { discipline: 'KHIEN_TRACH' },
      level: 'KHT',
      codes: ['DISCIPLINED'],
    },
    {
      because: 'employer KHT warns only',
      subject: 'MEMBER',
      given: { employerLevel: 'KHT' },
      level: 'XS',
      codes: ['EMPLOYER_KHT'],
    },
    {
      because: 'no tasks',
      subject: 'MEMBER',
      given: { ...late(0), tasksAssigned: 0, tasksOnTime: 0, tasksExceeded: 0 },
      level: 'MANUAL',
      codes: ['NO_TASKS'],
    },
    { because: 'units all on time', subject: 'LEADER', given: {}, level: 'XS', codes: [] },
    { because: 'a fifth late', subject: 'LEADER', given: late(2), level: 'T', codes: ['NOT_ON_TIME'] },
    { because: 'three of ten late', subject: 'LEADER', given: late(3), level: 'HT', codes: ['NOT_ON_TIME'] },
    {
      because: 'seven of ten done',
      subject: 'LEADER',
      given: late(0, 3),
      level: 'HT',
      codes: ['NOT_100_DONE', 'NOT_ON_TIME'],
    },
    {
      because: 'six of ten done',
      subject: 'LEADER',
      given: late(0, 4),
      level: 'KHT',
      codes: ['NOT_100_DONE', 'NOT_ON_TIME', 'NOT_REACHING_HT', 'UNIT_UNDER_70'],
    },
    {
      because: 'eleven of twenty votes low',
      subject: 'LEADER',
      given: { lowConfidenceVotes: 11, confidenceVotesTotal: 20 },
      level: 'KHT',
      codes: ['LOW_CONFIDENCE_OVER_50'],
    },
    {
      because: 'exactly half low',
      subject: 'LEADER',
      given: { lowConfidenceVotes: 10, confidenceVotesTotal: 20 },
      level: 'XS',
      codes: [],
    },
    ...(['COLLECTIVE', 'CHI_BO', 'DB_CO_SO'] as const).flatMap((subject): Row[] => [
      { because: 'everything is met', subject, given: {}, level: 'XS', codes: [] },
      {
        because: 'a unit below disciplined',
        subject,
        given: { subordinateDisciplined: 1 },
        level: 'KHT',
        codes: ['DISCIPLINED_NOT_SELF_DETECTED', 'NOT_REACHING_HT', 'SUBORDINATE_DISCIPLINED'],
      },
      {
        because: 'disciplined, self-detected and remedied',
        subject,
        given: { subordinateDisciplined: 1, disciplinedSelfDetectedAndRemedied: true },
        level: 'T',
        codes: ['SUBORDINATE_DISCIPLINED'],
      },
      {
        because: 'a task criterion average',
        subject,
        given: { lowestTaskCriterionGrade: 'TRUNG_BINH' },
        level: 'HT',
        codes: ['TASK_CRITERION_BELOW_GOOD', 'TASK_CRITERION_NOT_EXCELLENT'],
      },
      {
        because: 'a basic criterion poor',
        subject,
        given: { lowestCriterionGrade: 'KEM', lowestBasicCriterionGrade: 'KEM' },
        level: 'KHT',
        codes: ['CRITERION_BELOW_AVERAGE', 'CRITERION_BELOW_AVERAGE', 'CRITERION_BELOW_GOOD', 'NOT_REACHING_HT'],
      },
      { because: 'disunity', subject, given: { disunityConcluded: true }, level: 'KHT', codes: ['DISUNITY'] },
      {
        because: 'corruption',
        subject,
        given: { unitCorruptionDealtWith: true },
        level: 'KHT',
        codes: ['UNIT_CORRUPTION'],
      },
    ]),
    {
      because: 'founded five months ago',
      subject: 'CHI_BO',
      given: { monthsSinceFounded: 5 },
      level: 'NOT_RATED',
      codes: ['ORG_LT_6M'],
    },
  ])

  test('a grade that is not told is asked for', () => {
    const { lowestTaskCriterionGrade: _, ...facts } = flawless
    expect(rateSubject(facts, 'COLLECTIVE', g2)).toMatchObject({
      level: 'MANUAL',
      findings: [{ code: 'FACT_MISSING', fact: 'lowestTaskCriterionGrade' }],
    })
  })

  test('the other reading asks the grades of persons as of collectives', () => {
    const overlay = {
      code: 'x',
      issuer: 'x',
      decision: null,
      confidence: 'design',
      options: { personGrades: 'AS_COLLECTIVES' },
    }
    const laid = applyOverlay(g2, overlay)
    const facts: RatingFacts = { ...flawless, lowestTaskCriterionGrade: 'TRUNG_BINH' }
    expect(rateSubject(facts, 'MEMBER', g2).level).toBe('T')
    expect(laid.ok && rateSubject(facts, 'MEMBER', laid.value).level).toBe('HT')
  })
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
