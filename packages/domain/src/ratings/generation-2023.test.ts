import { describe, expect, test } from 'vitest'
import { applyOverlay } from './overlay.ts'
import { rateSubject } from './rate-subject.ts'
import type { RuleSet } from './rule-set.ts'
import { ratingRules20231004 as g2 } from './rules/2023-10-04.ts'
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
