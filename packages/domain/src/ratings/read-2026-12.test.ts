import { describe, expect, test } from 'vitest'
import { flawlessFacts } from './example.ts'
import { computeQuota } from './quota.ts'
import { rateSubject } from './rate-subject.ts'
import { ratingRules20250830Read202612 as law } from './rules/2025-08-30-read-2026-12.ts'
import { earlierReadings, ratingRuleSets } from './rules/index.ts'
import type { Proposal, RatingFacts } from './schema.ts'

type Asked = 'MEMBER_2A' | 'MEMBER_2B' | 'MEMBER_2C' | 'LEADER' | 'COLLECTIVE' | 'CHI_BO' | 'DB_CO_SO'
type Row = { because: string; given: RatingFacts; level: Proposal; findings: string[] }

const linked: RatingFacts = { discipline: 'KHIEN_TRACH', disciplineDutyRelated: true }
const memberLinked: RatingFacts = { collectiveMemberDisciplined: 1, collectiveMemberDisciplineLinked: true }
const done = (onTime: number, late: number, failed: number): RatingFacts => ({
  tasksAssigned: onTime + late + failed,
  tasksOnTime: onTime,
  tasksLate: late,
  tasksFailed: failed,
  tasksExceeded: Math.min(onTime, 40),
})
const tooFew = ['BLOCK GAP_NO_BAND', 'INFO NOT_100_DONE', 'INFO NOT_ON_TIME']
const undone = ['INFO NOT_100_DONE', 'INFO NOT_ON_TIME']

/** Điều 11 khoản 4, every person: discipline and what is weighed beside it. */
const ofPersons: Row[] = [
  { because: 'nothing is on file', given: {}, level: 'XS', findings: [] },
  { because: 'disciplined, linked to duty', given: linked, level: 'KHT', findings: ['BLOCK DISCIPLINED'] },
  {
    because: 'disciplined, not linked to duty',
    given: { ...linked, disciplineDutyRelated: false },
    level: 'XS',
    findings: ['WARN DISCIPLINED_UNRELATED'],
  },
  {
    because: 'disciplined, link not known',
    given: { discipline: 'KHIEN_TRACH' },
    level: 'MANUAL',
    findings: ['BLOCK DISCIPLINE_LINK_UNKNOWN'],
  },
  { because: 'a link without discipline', given: { disciplineDutyRelated: true }, level: 'XS', findings: [] },
  {
    because: 'the violation counted before',
    given: { ...linked, violationAlreadyCounted: true },
    level: 'XS',
    findings: ['WARN VIOLATION_COUNTED_ONCE'],
  },
  {
    because: 'of an earlier year',
    given: { ...linked, violationFromEarlierYear: true },
    level: 'MANUAL',
    findings: ['BLOCK EARLIER_YEAR_VIOLATION'],
  },
  {
    because: 'self-detected and remedied',
    given: { ...linked, disciplinedSelfDetectedAndRemedied: true },
    level: 'MANUAL',
    findings: ['BLOCK SELF_REMEDIED'],
  },
  {
    because: 'both are said',
    given: { ...linked, violationFromEarlierYear: true, disciplinedSelfDetectedAndRemedied: true },
    level: 'MANUAL',
    findings: ['BLOCK EARLIER_YEAR_VIOLATION', 'BLOCK SELF_REMEDIED'],
  },
  {
    because: 'a trigger beside a lifted one fires',
    given: { ...linked, violationFromEarlierYear: true, degradationConcluded: true },
    level: 'KHT',
    findings: ['BLOCK DEGRADATION', 'BLOCK EARLIER_YEAR_VIOLATION'],
  },
  {
    because: 'degradation is not lifted by remedy',
    given: { degradationConcluded: true, disciplinedSelfDetectedAndRemedied: true },
    level: 'KHT',
    findings: ['BLOCK DEGRADATION'],
  },
  {
    because: 'below 50 beside an unknown link',
    given: { discipline: 'CANH_CAO', generalPoints: 10, resultPoints: 10 },
    level: 'KHT',
    findings: ['BLOCK DISCIPLINE_LINK_UNKNOWN', 'BLOCK SCORE_BELOW_50'],
  },
]

const ofMembers: Row[] = [
  {
    because: 'a forbidden act',
    given: { prohibitedActConcluded: true },
    level: 'KHT',
    findings: ['BLOCK PROHIBITED_ACT'],
  },
  {
    because: 'a forbidden act, remedied by oneself',
    given: { prohibitedActConcluded: true, disciplinedSelfDetectedAndRemedied: true },
    level: 'MANUAL',
    findings: ['BLOCK SELF_REMEDIED'],
  },
  { because: 'over half undone', given: done(4, 0, 6), level: 'KHT', findings: ['BLOCK FAILED_OVER_50'] },
  { because: 'under 70 % is no trigger of theirs', given: done(60, 0, 40), level: 'MANUAL', findings: tooFew },
  { because: 'late bars HTXSNV', given: done(9, 1, 0), level: 'HT', findings: ['INFO NOT_ON_TIME'] },
]

/** Both leading collectives and leaders answer for the year's programme and the five basic targets. */
const ofWhoLeads: Row[] = [
  { because: '69 of 100 done', given: done(69, 0, 31), level: 'KHT', findings: ['BLOCK UNIT_UNDER_70'] },
  { because: '70 of 100 done', given: done(70, 0, 30), level: 'MANUAL', findings: tooFew },
  {
    because: '69 of 100 under force majeure',
    given: { ...done(69, 0, 31), forceMajeureConfirmed: true },
    level: 'MANUAL',
    findings: ['BLOCK FORCE_MAJEURE', ...undone],
  },
  {
    because: 'all five targets missed',
    given: { basicTargetsAssigned: 5, basicTargetsMissed: 5 },
    level: 'KHT',
    findings: ['BLOCK BASIC_TARGETS'],
  },
  {
    because: 'one target missed',
    given: { basicTargetsAssigned: 5, basicTargetsMissed: 1 },
    level: 'MANUAL',
    findings: ['BLOCK BASIC_TARGETS'],
  },
  {
    because: 'none of those assigned missed',
    given: { basicTargetsAssigned: 5, basicTargetsMissed: 0 },
    level: 'XS',
    findings: [],
  },
  {
    because: 'all missed under force majeure',
    given: { basicTargetsAssigned: 5, basicTargetsMissed: 5, forceMajeureConfirmed: true },
    level: 'MANUAL',
    findings: ['BLOCK FORCE_MAJEURE'],
  },
  {
    because: 'more missed than assigned',
    given: { basicTargetsAssigned: 2, basicTargetsMissed: 3 },
    level: 'INVALID',
    findings: ['BLOCK COUNT_MISMATCH'],
  },
  {
    because: 'more than five assigned',
    given: { basicTargetsAssigned: 6, basicTargetsMissed: 0 },
    level: 'INVALID',
    findings: ['BLOCK COUNT_MISMATCH'],
  },
]

const ofLeaders: Row[] = [
  { because: 'late does not bar HTXSNV', given: done(9, 1, 0), level: 'XS', findings: ['WARN NOT_ON_TIME'] },
  {
    because: 'late bars HTTNV',
    given: { ...done(9, 1, 0), resultPoints: 50 },
    level: 'HT',
    findings: ['INFO NOT_ON_TIME', 'INFO SCORE_UNDER_90'],
  },
  {
    because: 'a forbidden act is not on their list',
    given: { prohibitedActConcluded: true },
    level: 'XS',
    findings: [],
  },
  {
    because: 'corruption found and remedied by themselves',
    given: { unitCorruptionDealtWith: true, disciplinedSelfDetectedAndRemedied: true },
    level: 'MANUAL',
    findings: ['BLOCK SELF_REMEDIED'],
  },
  {
    because: 'corruption in what they lead',
    given: { unitCorruptionDealtWith: true },
    level: 'KHT',
    findings: ['BLOCK UNIT_CORRUPTION'],
  },
]

/** What the list of collectives makes KHTNV; of organizations the same facts go to people. */
const listed = (level: 'KHT' | 'MANUAL'): Row[] => [
  { because: 'cadre work', given: { cadreWorkWrongdoingConcluded: true }, level, findings: ['BLOCK CADRE_WORK'] },
  { because: 'disunity', given: { disunityConcluded: true }, level, findings: ['BLOCK DISUNITY'] },
  {
    because: 'a member degraded',
    given: { collectiveMemberDegradationConcluded: true },
    level,
    findings: ['BLOCK MEMBER_DEGRADATION'],
  },
  {
    because: 'a member disciplined, linked',
    given: memberLinked,
    level,
    findings: ['BLOCK COLLECTIVE_MEMBER_DISCIPLINED'],
  },
  {
    because: 'a member disciplined, not linked or of an earlier unit',
    given: { ...memberLinked, collectiveMemberDisciplineLinked: false },
    level: 'T',
    findings: ['CAP COLLECTIVE_MEMBER_DISCIPLINED'],
  },
  {
    because: 'a member disciplined, link not known',
    given: { collectiveMemberDisciplined: 1 },
    level: 'MANUAL',
    findings: ['BLOCK DISCIPLINE_LINK_UNKNOWN'],
  },
  {
    because: 'a member disciplined, found and remedied in time',
    given: { ...memberLinked, disciplinedSelfDetectedAndRemedied: true },
    level: 'MANUAL',
    findings: ['BLOCK SELF_REMEDIED'],
  },
  {
    because: 'a unit below disciplined',
    given: { subordinateDisciplined: 1 },
    level: 'T',
    findings: ['INFO SUBORDINATE_DISCIPLINED'],
  },
]

const pages: [Asked, Row[]][] = [
  ['MEMBER_2B', [...ofPersons, ...ofMembers]],
  ['MEMBER_2A', [...ofPersons, ...ofMembers]],
  ['MEMBER_2C', [...ofPersons, ...ofMembers]],
  ['LEADER', [...ofPersons, ...ofWhoLeads, ...ofLeaders]],
  ['COLLECTIVE', [...listed('KHT'), ...ofWhoLeads]],
  ['CHI_BO', listed('MANUAL')],
  ['DB_CO_SO', listed('MANUAL')],
]

describe.each(pages)('%s under 366-QĐ/TW as read in December 2026', (subject, rows) => {
  test.each(rows)('$level when $because', ({ given, level, findings }) => {
    const answer = rateSubject({ ...flawlessFacts[subject], ...given }, subject, law)
    const told = answer.findings.map((one) => `${one.severity} ${one.code}`).sort()
    expect({ level: answer.level, told }).toEqual({ level, told: findings.sort() })
  })
})

test('50 rated HTTNV allow 10 XS and 48 allow 9; the exception needs the number of its decision', () => {
  const limit = (T: number, decisionNo: string | null) =>
    computeQuota({ ...law.options.quota, exception: { granted: true, decisionNo } }, [
      { key: 'a', counts: { XS: 12, T, HT: 9, KHT: 1 } },
    ]).limit
  expect([limit(50, null), limit(48, null), limit(48, '12-QĐ/ĐU')]).toEqual([10, 9, 12])
})

test('the new reading rates new years; the earlier one is kept beside it under the same code', () => {
  expect(ratingRuleSets[0]?.reading?.readOn).toBe('2026-12-07')
  expect(earlierReadings.map(({ code, reading }) => [code, reading])).toEqual([['G3', undefined]])
})
