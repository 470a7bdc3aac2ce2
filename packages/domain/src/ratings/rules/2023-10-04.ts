import type { Confidence } from '../../shared/index.ts'
import type { Condition, RuleSet } from '../rule-set.ts'
import {
  earlierCollectives,
  earlierExclusions,
  earlierFrame,
  earlierKinds,
  earlierOptions,
  earlierOrganizations,
  earlierPersons,
} from './earlier-frame.ts'
import { convention, provisionOf } from './earlier-sources.ts'

const regulation = provisionOf('124-QĐ/TW')
const article12 = (confidence: Confidence) => regulation('Điều 12', confidence)

const criteriaGood = (confidence: Confidence) =>
  ({
    code: 'CRITERION_BELOW_GOOD',
    metric: 'lowestCriterionGrade',
    operator: '>=',
    value: 'TOT',
    source: article12(confidence),
  }) as const
const tasksExcellent = (confidence: Confidence) =>
  ({
    code: 'TASK_CRITERION_NOT_EXCELLENT',
    metric: 'lowestTaskCriterionGrade',
    operator: '>=',
    value: 'XUAT_SAC',
    source: article12(confidence),
  }) as const
const criteriaAverage = (confidence: Confidence) =>
  ({
    code: 'CRITERION_BELOW_AVERAGE',
    metric: 'lowestCriterionGrade',
    operator: '>=',
    value: 'TRUNG_BINH',
    source: article12(confidence),
  }) as const
const tasksGood = (confidence: Confidence) =>
  ({
    code: 'TASK_CRITERION_BELOW_GOOD',
    metric: 'lowestTaskCriterionGrade',
    operator: '>=',
    value: 'TOT',
    source: article12(confidence),
  }) as const
const onTime = (confidence: Confidence) =>
  ({ code: 'NOT_ON_TIME', metric: 'onTimeRate', operator: '=', value: '1', source: article12(confidence) }) as const
const exceededHalf = (confidence: Confidence) =>
  ({
    code: 'EXCEEDED_UNDER_50',
    metric: 'exceededRate',
    operator: '>=',
    value: '0.5',
    source: article12(confidence),
  }) as const
const allDone = {
  code: 'NOT_100_DONE',
  metric: 'doneRate',
  operator: '=',
  value: '1',
  source: article12('M'),
} as const
/** Grades asked of persons only under the reading that they are asked as of collectives [M]. */
const asCollectives = <Rule extends Condition>(rule: Rule) =>
  ({ ...rule, onlyUnder: { personGrades: 'AS_COLLECTIVES' } }) as const

/** The text speaks of leadership collectives [T]; for organizations the same is taken from memory [M]. */
const ofCollectives = (confidence: Confidence) => {
  const nobody = (metric: 'subordinateDisciplined' | 'collectiveMemberDisciplined', code: string) =>
    ({ code, metric, operator: '=', value: '0', source: article12(confidence) }) as const
  // Self-detected and remedied discipline is excepted here, not for XS.
  const nobodyUndetected = {
    code: 'DISCIPLINED_NOT_SELF_DETECTED',
    metric: 'disciplinedNotSelfDetected',
    operator: '=',
    value: '0',
    source: article12(confidence),
  } as const
  return [
    {
      level: 'XS',
      conditions: [
        criteriaGood(confidence),
        tasksExcellent(confidence),
        nobody('subordinateDisciplined', 'SUBORDINATE_DISCIPLINED'),
        nobody('collectiveMemberDisciplined', 'COLLECTIVE_MEMBER_DISCIPLINED'),
      ],
    },
    { level: 'T', conditions: [criteriaAverage(confidence), tasksGood(confidence), nobodyUndetected] },
    {
      level: 'HT',
      conditions: [{ ...criteriaAverage(confidence), metric: 'lowestBasicCriterionGrade' }, nobodyUndetected],
    },
  ] as const
}

const concluded = { operator: '>', value: '0' } as const
const trigger = (confidence: Confidence) => regulation('các trường hợp không hoàn thành nhiệm vụ', confidence)
const ofOrganizations = [
  { code: 'DISUNITY', metric: 'disunityConcluded', ...concluded },
  { code: 'UNIT_CORRUPTION', metric: 'unitCorruptionDealtWith', ...concluded },
] as const

/**
 * Generation G2: 124-QĐ/TW of 4/10/2023 with 25-HD/BTCTW of 10/11/2023, rating years 2023 and 2024. Graded criteria, no
 * points; whoever does not reach HTNV is KHTNV, so there is no gap. The text of the KHT cases is cut off in what was seen.
 */
export const ratingRules20231004 = {
  ...earlierFrame(regulation),
  code: 'G2',
  method: 'GRADES',
  title: {
    vi: 'Kiểm điểm, đánh giá, xếp loại, năm 2023–2024 (124-QĐ/TW, 25-HD/BTCTW)',
    en: 'Review and yearly rating, 2023–2024 (124-QĐ/TW, 25-HD/BTCTW)',
  },
  // Days of signing; the exact days in force were not seen.
  inForce: { from: '2023-10-04', until: '2025-08-30' },
  ratingYears: { from: 2023, to: 2024 },
  confidence: 'T',
  legalBasis: [
    { number: '124-QĐ/TW', date: '2023-10-04', issuer: 'Bộ Chính trị', confidence: 'T' },
    { number: '25-HD/BTCTW', date: '2023-11-10', issuer: 'Ban Tổ chức Trung ương', confidence: 'T' },
  ],
  knownFacts: [
    {
      vi: 'Vi phạm của năm trước nay bị kỷ luật: xếp lại năm đó là không hoàn thành, hủy quyết định, thu hồi khen thưởng (có ý kiến khác: cấp quyết định được cân nhắc)',
      en: 'A violation of an earlier year disciplined now resets that year to Not completed, annuls the decision and revokes awards (another account: the deciding level may weigh it)',
      source: { document: '25-HD/BTCTW', provision: 'hiệu lực trở về trước', confidence: 'S' },
    },
    {
      vi: 'Ngày hiệu lực chính xác chưa có văn bản; lấy ngày ký',
      en: 'The exact days in force were not seen; days of signing are used',
      source: convention('ngày hiệu lực'),
    },
  ],
  kinds: earlierKinds,
  levelConditions: {
    COLLECTIVE: ofCollectives('T'),
    ORGANIZATION: ofCollectives('M'),
    MEMBER: [
      { level: 'XS', conditions: [onTime('T'), exceededHalf('T'), criteriaGood('T'), tasksExcellent('T')] },
      {
        level: 'T',
        conditions: [onTime('T'), asCollectives(criteriaAverage('M')), asCollectives(tasksGood('M'))],
      },
      {
        level: 'HT',
        conditions: [
          allDone,
          { code: 'LATE_OVER_20', metric: 'lateRate', operator: '<=', value: '0.2', source: article12('M') },
        ],
      },
    ],
    // The counts of a leader are those of the units led.
    LEADER: [
      {
        level: 'XS',
        conditions: [
          onTime('T'),
          exceededHalf('M'),
          asCollectives(criteriaGood('M')),
          asCollectives(tasksExcellent('M')),
        ],
      },
      {
        level: 'T',
        conditions: [
          allDone,
          { ...onTime('M'), operator: '>=', value: '0.8' },
          asCollectives(criteriaAverage('M')),
          asCollectives(tasksGood('M')),
        ],
      },
      {
        level: 'HT',
        conditions: [
          { code: 'UNIT_UNDER_70', metric: 'doneRate', operator: '>=', value: '0.7', source: article12('M') },
        ],
      },
    ],
  },
  triggers: [
    {
      code: 'DEGRADATION',
      subjects: earlierPersons,
      metric: 'degradationConcluded',
      ...concluded,
      source: trigger('T'),
    },
    {
      code: 'TARGETS_UNDER_50',
      subjects: earlierPersons,
      metric: 'targetsCompletedRate',
      operator: '<',
      value: '0.5',
      source: trigger('M'),
    },
    {
      code: 'DISCIPLINED',
      subjects: earlierPersons,
      metric: 'disciplined',
      ...concluded,
      // Whether one violation counts once in this generation was not seen: the option decides.
      unless: 'violationAlreadyCounted',
      source: trigger('M'),
    },
    {
      code: 'LOW_CONFIDENCE_OVER_50',
      subjects: ['LEADER'],
      metric: 'lowConfidenceRate',
      operator: '>',
      value: '0.5',
      source: trigger('M'),
    },
    ...ofOrganizations.map((rule) => ({ ...rule, subjects: ['COLLECTIVE'] as const, source: trigger('M') })),
    ...ofOrganizations.map((rule) => ({
      ...rule,
      subjects: earlierOrganizations,
      source: trigger('M'),
      onlyUnder: { organizationTriggers: 'KHT' } as const,
    })),
  ],
  handedToPeople: ofOrganizations.map((rule) => ({
    ...rule,
    subjects: earlierOrganizations,
    source: trigger('M'),
    onlyUnder: { organizationTriggers: 'MANUAL' } as const,
  })),
  exclusions: earlierExclusions(regulation, { EXEMPT: 'S', SUSPENDED: 'S', ADMITTED_LT_6M: 'S' }),
  warnings: [
    { code: 'EMPLOYER_KHT', source: convention('cơ quan xếp KHT nhưng mức tính được từ HT trở lên') },
    { code: 'VIOLATION_COUNTED_ONCE', source: convention('một vi phạm chỉ tính một lần (chưa rõ trong thế hệ này)') },
  ],
  noTasks: {
    code: 'NO_TASKS',
    subjects: earlierPersons,
    source: convention('không có nhiệm vụ được giao'),
  },
  gap: { code: 'NOT_REACHING_HT', source: regulation('không đạt mức hoàn thành nhiệm vụ (văn bản bị cắt)', 'T') },
  quota: {
    level: 'XS',
    groups: ['MEMBER', 'LEADER', ...earlierCollectives],
    // For collectives read [T], for persons from memory [M]: the weaker mark is kept.
    source: regulation('không quá 20% số được xếp hoàn thành tốt, theo nhóm tương đồng', 'M'),
    exceptionSource: convention('không có mức ngoại lệ nào được biết trong thế hệ này'),
  },
  forms: [
    {
      id: 'Mẫu 01-HD KĐ.ĐG 2023',
      vi: 'Báo cáo kiểm điểm tập thể',
      en: 'Review report (collective)',
      subjects: ['COLLECTIVE'],
      source: { document: '25-HD/BTCTW', provision: 'Mẫu 01', confidence: 'M' },
    },
    {
      id: 'Mẫu 02A-HD KĐ.ĐG 2023',
      vi: 'Bản kiểm điểm cá nhân (không giữ chức vụ lãnh đạo, quản lý)',
      en: 'Self-review (no leading post)',
      subjects: ['MEMBER'],
      source: { document: '25-HD/BTCTW', provision: 'Mẫu 02A', confidence: 'T' },
    },
    {
      id: 'Mẫu 02B-HD KĐ.ĐG 2023',
      vi: 'Bản kiểm điểm cá nhân (giữ chức vụ lãnh đạo, quản lý)',
      en: 'Self-review (leading post)',
      subjects: ['LEADER'],
      source: { document: '25-HD/BTCTW', provision: 'Mẫu 02B', confidence: 'T' },
    },
  ],
  options: earlierOptions,
} as const satisfies RuleSet
