import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { flawlessFacts } from './example.ts'
import type { findingCodes } from './finding.ts'
import { applyOverlay } from './overlay.ts'
import { type RatingAnswer, rateSubject } from './rate-subject.ts'
import type { RuleSet } from './rule-set.ts'
import { ratingRules20250830 as law } from './rules/2025-08-30.ts'
import { type Proposal, type RatingFacts, rankOf, type Subject } from './schema.ts'

type Row = {
  because: string
  given: RatingFacts
  level: Proposal
  /** Codes of all findings, in any order. */
  codes: string[]
}

const rate = (subject: Exclude<Subject, 'MEMBER'>, given: RatingFacts, ruleSet: RuleSet = law): RatingAnswer =>
  rateSubject({ ...flawlessFacts[subject], ...given }, subject, ruleSet)
const codesOf = ({ findings }: RatingAnswer) => findings.map(({ code }) => code).sort()
const tasks = (onTime: number, late: number, failed: number, exceeded = 0): RatingFacts => ({
  tasksAssigned: onTime + late + failed,
  tasksOnTime: onTime,
  tasksLate: late,
  tasksFailed: failed,
  tasksExceeded: exceeded,
})
const under90 = ['SCORE_UNDER_90']
const gapCodes = ['GAP_NO_BAND', 'EXCEEDED_UNDER_30', 'NOT_ON_TIME']

const personRows: Row[] = [
  { because: 'everything is met', given: {}, level: 'XS', codes: [] },
  { because: '28.5 + 61.5 is exactly 90', given: { resultPoints: 61.5 }, level: 'XS', codes: [] },
  {
    because: '0.1 + 89.9 as texts is exactly 90',
    given: { generalPoints: '20,1', resultPoints: '69.9' },
    level: 'XS',
    codes: [],
  },
  { because: '89.996 is not 90', given: { generalPoints: 28, resultPoints: 61.996 }, level: 'T', codes: under90 },
  {
    because: 'a text beyond the reach of floating numbers stays below 90',
    given: { generalPoints: '28', resultPoints: '61.99999999999999999999' },
    level: 'T',
    codes: under90,
  },
  { because: 'exactly 70', given: { generalPoints: 20, resultPoints: 50 }, level: 'T', codes: under90 },
  {
    because: '69.99',
    given: { generalPoints: 20, resultPoints: 49.99 },
    level: 'HT',
    codes: ['SCORE_UNDER_70', 'SCORE_UNDER_90'],
  },
  {
    because: 'exactly 50',
    given: { generalPoints: 10, resultPoints: 40 },
    level: 'HT',
    codes: ['SCORE_UNDER_70', 'SCORE_UNDER_90'],
  },
  { because: '49.999', given: { generalPoints: 10, resultPoints: 39.999 }, level: 'KHT', codes: ['SCORE_BELOW_50'] },
  { because: '3 of 10 exceeded is exactly 30 %', given: { tasksExceeded: 3 }, level: 'XS', codes: [] },
  { because: '2 of 10 exceeded', given: { tasksExceeded: 2 }, level: 'T', codes: ['EXCEEDED_UNDER_30'] },
  { because: '299 of 1000 exceeded', given: tasks(1000, 0, 0, 299), level: 'T', codes: ['EXCEEDED_UNDER_30'] },
  {
    because: '95 points but one late of ten',
    given: { ...tasks(9, 1, 0, 4), generalPoints: 29, resultPoints: 66 },
    level: 'HT',
    codes: ['NOT_ON_TIME'],
  },
  { because: 'late exactly 20 %', given: tasks(8, 2, 0, 4), level: 'HT', codes: ['NOT_ON_TIME'] },
  {
    because: 'late 21 %',
    given: tasks(79, 21, 0, 40),
    level: 'MANUAL',
    codes: ['GAP_NO_BAND', 'LATE_OVER_20', 'NOT_ON_TIME'],
  },
  {
    because: 'one undone of ten',
    given: tasks(9, 0, 1, 4),
    level: 'MANUAL',
    codes: ['GAP_NO_BAND', 'NOT_100_DONE', 'NOT_ON_TIME'],
  },
  {
    because: 'limitations not all remedied',
    given: { limitationsRemedied: 1 },
    level: 'T',
    codes: ['LIMITATIONS_NOT_REMEDIED'],
  },
  {
    because: 'none was pointed out',
    given: { limitationsPointedOut: 0, limitationsRemedied: 0 },
    level: 'XS',
    codes: [],
  },
  { because: 'khiển trách', given: { discipline: 'KHIEN_TRACH' }, level: 'KHT', codes: ['DISCIPLINED'] },
  { because: 'khai trừ', given: { discipline: 'KHAI_TRU' }, level: 'KHT', codes: ['DISCIPLINED'] },
  {
    because: 'the violation counted before',
    given: { discipline: 'CANH_CAO', violationAlreadyCounted: true },
    level: 'XS',
    codes: ['VIOLATION_COUNTED_ONCE'],
  },
  { because: 'degradation', given: { degradationConcluded: true }, level: 'KHT', codes: ['DEGRADATION'] },
  {
    because: 'two triggers are both named',
    given: { degradationConcluded: true, discipline: 'CACH_CHUC', generalPoints: 10, resultPoints: 10 },
    level: 'KHT',
    codes: ['DEGRADATION', 'DISCIPLINED', 'SCORE_BELOW_50'],
  },
  { because: 'employer KHT warns only', given: { employerLevel: 'KHT' }, level: 'XS', codes: ['EMPLOYER_KHT'] },
  { because: 'employer HT', given: { employerLevel: 'HT' }, level: 'XS', codes: [] },
  {
    because: 'employer KHT says nothing new of a KHT',
    given: { employerLevel: 'KHT', degradationConcluded: true },
    level: 'KHT',
    codes: ['DEGRADATION'],
  },
  { because: 'exempt', given: { exempt: true }, level: 'NOT_RATED', codes: ['EXEMPT'] },
  { because: 'suspended', given: { suspended: true }, level: 'NOT_RATED', codes: ['SUSPENDED'] },
  {
    because: 'both exclusions are named',
    given: { exempt: true, suspended: true },
    level: 'NOT_RATED',
    codes: ['EXEMPT', 'SUSPENDED'],
  },
  {
    because: 'excluded before disciplined',
    given: { suspended: true, discipline: 'CANH_CAO' },
    level: 'NOT_RATED',
    codes: ['SUSPENDED'],
  },
  {
    because: 'excluded before contradictory',
    given: { exempt: true, generalPoints: 31 },
    level: 'NOT_RATED',
    codes: ['EXEMPT'],
  },
  { because: 'only a committee post suspended', given: { committeePostSuspended: true }, level: 'XS', codes: [] },
  {
    because: 'five months after admission',
    given: { monthsSinceAdmission: 5 },
    level: 'NOT_RATED',
    codes: ['ADMITTED_LT_6M'],
  },
  { because: 'exactly six months', given: { monthsSinceAdmission: 6 }, level: 'XS', codes: [] },
  { because: 'no tasks', given: tasks(0, 0, 0), level: 'MANUAL', codes: ['NO_TASKS'] },
  {
    because: 'no tasks but disciplined',
    given: { ...tasks(0, 0, 0), discipline: 'CANH_CAO' },
    level: 'KHT',
    codes: ['DISCIPLINED'],
  },
  { because: 'general points over 30', given: { generalPoints: 30.001 }, level: 'INVALID', codes: ['SCORE_OVER_MAX'] },
  {
    because: 'general points exactly 30 and results exactly 70',
    given: { generalPoints: 30, resultPoints: 70 },
    level: 'XS',
    codes: [],
  },
  {
    because: 'both groups over',
    given: { generalPoints: 31, resultPoints: 71 },
    level: 'INVALID',
    codes: ['SCORE_OVER_MAX', 'SCORE_OVER_MAX'],
  },
  {
    because: 'negative points and broken counts together',
    given: { generalPoints: -0.5, tasksLate: 1 },
    level: 'INVALID',
    codes: ['SCORE_NEGATIVE', 'TASK_COUNT_MISMATCH'],
  },
  { because: 'counts do not add up', given: { tasksAssigned: 11 }, level: 'INVALID', codes: ['TASK_COUNT_MISMATCH'] },
  {
    because: 'more exceeded than on time',
    given: { tasksExceeded: 11 },
    level: 'INVALID',
    codes: ['TASK_COUNT_MISMATCH'],
  },
  { because: 'a negative count', given: { tasksLate: -1 }, level: 'INVALID', codes: ['TASK_COUNT_MISMATCH'] },
  { because: 'half a task', given: { tasksExceeded: 3.5 }, level: 'INVALID', codes: ['TASK_COUNT_MISMATCH'] },
  {
    because: 'more remedied than pointed out',
    given: { limitationsRemedied: 3 },
    level: 'INVALID',
    codes: ['COUNT_MISMATCH'],
  },
]

const memberRows: Row[] = [
  {
    because: 'exactly half undone is no trigger',
    given: tasks(5, 0, 5, 4),
    level: 'MANUAL',
    codes: ['GAP_NO_BAND', 'NOT_100_DONE', 'NOT_ON_TIME'],
  },
  { because: '51 of 100 undone', given: tasks(49, 0, 51, 40), level: 'KHT', codes: ['FAILED_OVER_50'] },
]

const leaderRows: Row[] = [
  {
    because: '70 of 100 done is no trigger',
    given: tasks(70, 0, 30, 40),
    level: 'MANUAL',
    codes: ['GAP_NO_BAND', 'NOT_100_DONE', 'NOT_ON_TIME'],
  },
  { because: '69 of 100 done', given: tasks(69, 0, 31, 40), level: 'KHT', codes: ['UNIT_UNDER_70'] },
  {
    because: '69 of 100 under force majeure',
    given: { ...tasks(69, 0, 31, 40), forceMajeureConfirmed: true },
    level: 'MANUAL',
    codes: ['GAP_NO_BAND', 'NOT_100_DONE', 'NOT_ON_TIME'],
  },
  { because: 'over half undone', given: tasks(4, 0, 6, 4), level: 'KHT', codes: ['FAILED_OVER_50', 'UNIT_UNDER_70'] },
  { because: 'half of the units KHT', given: { unitsRatedKht: 2 }, level: 'XS', codes: [] },
  { because: 'three of four units KHT', given: { unitsRatedKht: 3 }, level: 'KHT', codes: ['UNITS_KHT_OVER_50'] },
  { because: 'no units in charge', given: { unitsInCharge: 0 }, level: 'XS', codes: [] },
  { because: 'half of the votes low', given: { lowConfidenceVotes: 10 }, level: 'XS', codes: [] },
  { because: '11 of 20 votes low', given: { lowConfidenceVotes: 11 }, level: 'KHT', codes: ['LOW_CONFIDENCE_OVER_50'] },
  {
    because: 'corruption in a unit led',
    given: { unitCorruptionDealtWith: true },
    level: 'KHT',
    codes: ['UNIT_CORRUPTION'],
  },
  {
    because: 'a quarter below the minimum',
    given: { quarterBelowMinimum: true },
    level: 'T',
    codes: ['QUARTER_BELOW_MIN'],
  },
  {
    because: 'a quarter below does not touch T',
    given: { quarterBelowMinimum: true, resultPoints: 50 },
    level: 'T',
    codes: under90,
  },
  { because: 'the collective is T', given: { collectiveLevel: 'T' }, level: 'T', codes: ['HEAD_ABOVE_COLLECTIVE'] },
  {
    because: 'the collective is KHT',
    given: { collectiveLevel: 'KHT' },
    level: 'KHT',
    codes: ['HEAD_ABOVE_COLLECTIVE'],
  },
  {
    because: 'both caps are named',
    given: { collectiveLevel: 'HT', quarterBelowMinimum: true },
    level: 'HT',
    codes: ['HEAD_ABOVE_COLLECTIVE', 'QUARTER_BELOW_MIN'],
  },
  { because: 'not the head', given: { isHead: false, collectiveLevel: 'HT' }, level: 'XS', codes: [] },
  {
    because: 'a deputy, collective at exactly 70 %',
    given: { isHead: false, collectiveDoneRate: 0.7 },
    level: 'XS',
    codes: [],
  },
  {
    because: 'a deputy, collective at 69.9 %',
    given: { isHead: false, collectiveDoneRate: 0.699 },
    level: 'T',
    codes: ['COLLECTIVE_UNDER_70'],
  },
  {
    because: 'a deputy under force majeure',
    given: { isHead: false, collectiveDoneRate: 0.5, forceMajeureConfirmed: true },
    level: 'XS',
    codes: [],
  },
  { because: 'the head is not capped by the rate', given: { collectiveDoneRate: 0.5 }, level: 'XS', codes: [] },
  {
    because: 'more low votes than votes',
    given: { lowConfidenceVotes: 21 },
    level: 'INVALID',
    codes: ['COUNT_MISMATCH'],
  },
  { because: 'a rate above one', given: { collectiveDoneRate: 70 }, level: 'INVALID', codes: ['COUNT_MISMATCH'] },
]

const collectiveRows: Row[] = [
  { because: 'everything is met', given: {}, level: 'XS', codes: [] },
  {
    because: 'a subordinate unit disciplined',
    given: { subordinateDisciplined: true },
    level: 'T',
    codes: ['SUBORDINATE_DISCIPLINED'],
  },
  {
    because: 'one subordinate unit disciplined',
    given: { subordinateDisciplined: 1 },
    level: 'T',
    codes: ['SUBORDINATE_DISCIPLINED'],
  },
  {
    because: 'none, as a count',
    given: { subordinateDisciplined: 0, collectiveMemberDisciplined: 0 },
    level: 'XS',
    codes: [],
  },
  {
    because: 'a member disciplined',
    given: { collectiveMemberDisciplined: true },
    level: 'T',
    codes: ['COLLECTIVE_MEMBER_DISCIPLINED'],
  },
  {
    because: 'a member warned yet nobody disciplined',
    given: { collectiveMemberHighestDiscipline: 'CANH_CAO' },
    level: 'INVALID',
    codes: ['FACTS_CONTRADICT'],
  },
  { because: 'below 50', given: { generalPoints: 10, resultPoints: 10 }, level: 'KHT', codes: ['SCORE_BELOW_50'] },
  {
    because: 'over half undone is no known trigger',
    given: tasks(4, 0, 6, 2),
    level: 'MANUAL',
    codes: [...gapCodes, 'NOT_100_DONE'],
  },
  { because: 'disunity goes to people', given: { disunityConcluded: true }, level: 'MANUAL', codes: ['DISUNITY'] },
  {
    because: 'own discipline goes to people',
    given: { collectiveDisciplined: true },
    level: 'MANUAL',
    codes: ['COLLECTIVE_DISCIPLINED'],
  },
  {
    because: 'degradation goes to people',
    given: { degradationConcluded: true },
    level: 'MANUAL',
    codes: ['DEGRADATION'],
  },
  {
    because: 'corruption goes to people',
    given: { unitCorruptionDealtWith: true, resultPoints: 50 },
    level: 'MANUAL',
    codes: ['SCORE_UNDER_90', 'UNIT_CORRUPTION'],
  },
]

const organizationRows: Row[] = [
  ...collectiveRows,
  { because: 'founded five months ago', given: { monthsSinceFounded: 5 }, level: 'XS', codes: ['ORG_LT_6M'] },
  { because: 'founded exactly six months ago', given: { monthsSinceFounded: 6 }, level: 'XS', codes: [] },
]

const pages: [Exclude<Subject, 'MEMBER'>, Row[]][] = [
  ['MEMBER_2A', [...personRows, ...memberRows]],
  ['MEMBER_2C', [...personRows, ...memberRows]],
  ['LEADER', [...personRows, ...leaderRows]],
  ['COLLECTIVE', collectiveRows],
  ['CHI_BO', organizationRows],
  ['CB_CO_SO', organizationRows],
  ['DB_BO_PHAN', organizationRows],
  ['DB_TRUC_THUOC_CO_SO', organizationRows],
  ['DB_CO_SO', organizationRows],
  ['DB_DIRECT', organizationRows],
]

describe.each(pages)('%s under 366-QĐ/TW', (subject, rows) => {
  test.each(rows)('$level when $because', ({ given, level, codes }) => {
    const answer = rate(subject, given)

    expect({ level: answer.level, codes: codesOf(answer) }).toEqual({ level, codes: codes.sort() })
    expect(answer.presumed.filter((fact) => fact !== 'violationAlreadyCounted')).toEqual([])
  })
})

describe('facts that are not known', () => {
  const missing = (subject: Exclude<Subject, 'MEMBER'>, ...names: (keyof RatingFacts)[]) => {
    const facts: RatingFacts = { ...flawlessFacts[subject] }
    for (const name of names) delete facts[name]
    return facts
  }

  test.each([
    { absent: ['resultPoints'], named: ['resultPoints'] },
    { absent: ['generalPoints', 'resultPoints'], named: ['generalPoints', 'resultPoints'] },
    { absent: ['tasksExceeded'], named: ['tasksExceeded'] },
    { absent: ['limitationsRemedied'], named: ['limitationsRemedied'] },
    { absent: ['limitationsPointedOut'], named: ['limitationsPointedOut'] },
    {
      absent: ['tasksAssigned', 'tasksOnTime', 'tasksLate', 'tasksFailed'],
      named: ['tasksAssigned', 'tasksFailed', 'tasksOnTime'],
    },
  ] as const)('without $absent people decide', ({ absent, named }) => {
    const answer = rateSubject(missing('MEMBER_2A', ...absent), 'MEMBER_2A', law)

    expect(answer.level).toBe('MANUAL')
    expect(answer.findings.map(({ code, fact }) => `${code} ${fact}`).sort()).toEqual(
      named.map((fact) => `FACT_MISSING ${fact}`).sort(),
    )
  })

  test('a share exceeded nobody asks about is not missed', () => {
    const facts = { ...missing('MEMBER_2A', 'tasksExceeded'), resultPoints: 50 }
    expect(rateSubject(facts, 'MEMBER_2A', law).level).toBe('T')
  })

  test('a trigger decides even when the points are not known', () => {
    const facts: RatingFacts = { ...missing('MEMBER_2A', 'resultPoints'), discipline: 'CANH_CAO' }
    expect(rateSubject(facts, 'MEMBER_2A', law)).toMatchObject({ level: 'KHT', findings: [{ code: 'DISCIPLINED' }] })
  })

  test('a count left out follows from the other three', () => {
    expect(rateSubject(missing('MEMBER_2A', 'tasksFailed'), 'MEMBER_2A', law).level).toBe('XS')
    expect(rateSubject(missing('MEMBER_2A', 'tasksLate', 'tasksFailed'), 'MEMBER_2A', law).level).toBe('XS')
  })

  test('a head without the level of the collective is for people, unless already KHT', () => {
    const facts = missing('LEADER', 'collectiveLevel')
    expect(rateSubject(facts, 'LEADER', law)).toMatchObject({
      level: 'MANUAL',
      findings: [{ code: 'FACT_MISSING', fact: 'collectiveLevel' }],
    })
    expect(rateSubject({ ...facts, degradationConcluded: true }, 'LEADER', law).level).toBe('KHT')
  })

  test('who may be the head matters only below the level reached', () => {
    const facts = missing('LEADER', 'isHead')
    expect(rateSubject(facts, 'LEADER', law)).toMatchObject({ level: 'XS', presumed: ['isHead'] })
    expect(rateSubject({ ...facts, collectiveLevel: 'T' }, 'LEADER', law)).toMatchObject({
      level: 'MANUAL',
      findings: [{ code: 'FACT_MISSING', fact: 'isHead' }],
    })
  })

  test('acts nothing was said about are presumed not on file, and said so', () => {
    const answer = rateSubject(missing('MEMBER_2C', 'discipline', 'degradationConcluded', 'exempt'), 'MEMBER_2C', law)
    expect(answer.level).toBe('XS')
    expect([...answer.presumed].sort()).toEqual(['degradationConcluded', 'discipline', 'exempt'])
  })

  test('a committee may hand them to people instead', () => {
    const strict = withOptions({ unstatedActs: 'MANUAL' })
    const answer = rateSubject(missing('MEMBER_2C', 'discipline'), 'MEMBER_2C', strict)
    expect(answer).toMatchObject({ level: 'MANUAL', findings: [{ code: 'FACT_MISSING', fact: 'discipline' }] })
    expect(rate('MEMBER_2C', {}, strict).level).toBe('XS')
  })
})

function withOptions(options: object): RuleSet {
  const overlay = { code: 'TEST', issuer: 'Đảng ủy thử', decision: null, confidence: 'design', options }
  const laid = applyOverlay(law, overlay)
  if (!laid.ok) throw new Error(JSON.stringify(laid.refusal))
  return laid.value
}

describe('options of the rule set', () => {
  test.each([
    { options: { gapPolicy: 'KHT' }, subject: 'MEMBER_2A', given: tasks(9, 0, 1, 4), level: 'KHT' },
    {
      options: { organizationUnderSixMonths: 'NOT_RATED' },
      subject: 'CHI_BO',
      given: { monthsSinceFounded: 5 },
      level: 'NOT_RATED',
    },
    {
      options: { memberUnderSixMonths: 'WARN' },
      subject: 'MEMBER_2C',
      given: { monthsSinceAdmission: 5 },
      level: 'XS',
    },
    {
      options: { countViolationOnce: false },
      subject: 'MEMBER_2C',
      given: { discipline: 'CANH_CAO', violationAlreadyCounted: true },
      level: 'KHT',
    },
    {
      options: { caps: { HEAD_ABOVE_COLLECTIVE: false } },
      subject: 'LEADER',
      given: { collectiveLevel: 'HT' },
      level: 'XS',
    },
    {
      options: { caps: { QUARTER_BELOW_MIN: false } },
      subject: 'LEADER',
      given: { quarterBelowMinimum: true },
      level: 'XS',
    },
    {
      options: { caps: { COLLECTIVE_UNDER_70: false } },
      subject: 'LEADER',
      given: { isHead: false, collectiveDoneRate: 0.1 },
      level: 'XS',
    },
  ] as const)('$options turns $given of a $subject into $level', ({ options, subject, given, level }) => {
    expect(rate(subject, given, withOptions(options)).level).toBe(level)
    expect(rate(subject, given).level).not.toBe(level)
  })
})

test('a subject of the older generations is refused, not rated as another', () => {
  expect(rateSubject(flawlessFacts.MEMBER_2A, 'MEMBER', law)).toMatchObject({
    level: 'INVALID',
    findings: [{ code: 'SUBJECT_NOT_IN_RULE_SET', actual: 'MEMBER' }],
  })
})

test('every trigger, condition, cap, exclusion with a test and case for people is hit by some row', () => {
  const hit = new Set(pages.flatMap(([subject, rows]) => rows.flatMap(({ given }) => codesOf(rate(subject, given)))))
  const ofLaw = [
    ...Object.values(law.levelConditions).flatMap((down) =>
      down.flatMap(({ conditions }) => conditions.map(({ code }) => code)),
    ),
    ...law.triggers.map(({ code }) => code),
    ...law.handedToPeople.map(({ code }) => code),
    ...law.caps.map(({ code }) => code),
    ...law.warnings.map(({ code }) => code),
    ...law.exclusions.filter(({ test: tested }) => tested).map(({ code }) => code),
    law.gap.code,
    law.noTasks.code,
  ]

  expect(ofLaw.filter((code) => !hit.has(code as (typeof findingCodes)[number]))).toEqual([])
})

test('more points never lower the level, all else equal', () => {
  const counts = fc
    .tuple(fc.nat(12), fc.nat(5), fc.nat(5), fc.nat(12))
    .map(([onTime, late, failed, exceeded]) => tasks(onTime, late, failed, Math.min(exceeded, onTime)))
  const points = fc.integer({ min: 0, max: 70_000 })
  const subject = fc.constantFrom(...pages.map(([one]) => one))
  // A case for people stands between KHT and HT: points carry it neither down to KHT nor up by themselves.
  const height = (level: Proposal) => (level === 'MANUAL' ? 1.5 : rankOf(level as 'XS'))

  fc.assert(
    fc.property(subject, counts, fc.tuple(points, points), (who, given, [a, b]) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)].map((thousandths) =>
        rate(who, { ...given, resultPoints: thousandths / 1000 }),
      )
      expect(height(more?.level ?? 'KHT')).toBeGreaterThanOrEqual(height(less?.level ?? 'XS'))
    }),
  )
})
