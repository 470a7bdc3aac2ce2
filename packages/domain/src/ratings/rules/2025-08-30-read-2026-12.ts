import type { LegalSource } from '../../shared/index.ts'
import type { Condition, RuleSet, Weighing } from '../rule-set.ts'
import type { Subject } from '../schema.ts'
import { ratingRules20250830 as first } from './2025-08-30.ts'
import { convention, regulation } from './2025-08-30-sources.ts'

/** Provisions of the regulation whose text was read. */
const article11 = (provision: string): LegalSource => regulation(`Điều 11 khoản ${provision}`, 'T')
const article5 = regulation('Điều 5', 'T')
const guidance = (provision: string): LegalSource => ({ document: '43-HD/BTCTW', provision, confidence: 'T' })

const ofCollective = article11('4 (tập thể lãnh đạo, quản lý)')
const ofLeader = article11('4 (cá nhân giữ chức vụ lãnh đạo, quản lý)')
const ofOthers = article11('4 (cá nhân không giữ chức vụ; không làm việc trong hệ thống chính trị)')
const earlierYear = article11('4 (lưu ý: vi phạm xảy ra từ năm trước, thời điểm trước)')
const unrelated = article11('4 (chỉ nêu vi phạm liên quan đến chức trách, nhiệm vụ)')

const members = ['MEMBER_2A', 'MEMBER_2B', 'MEMBER_2C'] as const satisfies readonly Subject[]
const leaders = ['LEADER'] as const satisfies readonly Subject[]
const leadingCollective = ['COLLECTIVE'] as const satisfies readonly Subject[]
const persons = [...members, ...leaders] as const satisfies readonly Subject[]
const organizations = [
  'CHI_BO',
  'CB_CO_SO',
  'DB_BO_PHAN',
  'DB_TRUC_THUOC_CO_SO',
  'DB_CO_SO',
  'DB_DIRECT',
] as const satisfies readonly Subject[]
const collectives = [...organizations, ...leadingCollective] as const satisfies readonly Subject[]

const pointsOf = (level: 'XS' | 'T') =>
  level === 'XS'
    ? ({ code: 'SCORE_UNDER_90', metric: 'totalScore', operator: '>=', value: '90', source: article11('1') } as const)
    : ({ code: 'SCORE_UNDER_70', metric: 'totalScore', operator: '>=', value: '70', source: article11('2') } as const)
const onTime = (source: LegalSource) =>
  ({ code: 'NOT_ON_TIME', metric: 'onTimeRate', operator: '=', value: '1', source }) as const satisfies Condition
const allDone = (source: LegalSource) =>
  ({ code: 'NOT_100_DONE', metric: 'doneRate', operator: '=', value: '1', source }) as const satisfies Condition
const exceeded = (source: LegalSource) =>
  ({ code: 'EXCEEDED_UNDER_30', metric: 'exceededRate', operator: '>=', value: '0.3', source }) as const
const remedied = {
  code: 'LIMITATIONS_NOT_REMEDIED',
  metric: 'limitationsRemediedRate',
  operator: '=',
  value: '1',
  source: article11('1.4'),
} as const satisfies Condition
const nobodyBelowDisciplined = {
  code: 'SUBORDINATE_DISCIPLINED',
  metric: 'subordinateDisciplined',
  operator: '=',
  value: '0',
  source: article11('1.1'),
} as const satisfies Condition
const completed = {
  level: 'HT',
  conditions: [
    allDone(article11('3')),
    { code: 'LATE_OVER_20', metric: 'lateRate', operator: '<=', value: '0.2', source: article11('3') },
  ],
} as const
const good = { level: 'T', conditions: [pointsOf('T'), onTime(article11('2'))] } as const

const conditionsOfCollectives = [
  {
    level: 'XS',
    conditions: [
      pointsOf('XS'),
      onTime(article11('1.1')),
      exceeded(article11('1.1')),
      remedied,
      nobodyBelowDisciplined,
    ],
  },
  good,
  completed,
] as const
const conditionsOfMembers = [
  { level: 'XS', conditions: [pointsOf('XS'), onTime(article11('1.3')), exceeded(article11('1.3')), remedied] },
  good,
  completed,
] as const
const conditionsOfLeaders = [
  {
    level: 'XS',
    conditions: [
      pointsOf('XS'),
      allDone(article11('1.2')),
      // "On time" is asked of what a leader leads for HTTNV only; for HTXSNV the text is silent.
      { ...onTime(article11('1.2')), warnsOnly: true },
      exceeded(article11('1.2')),
      remedied,
    ],
  },
  good,
  completed,
] as const

const selfRemedied = (source: LegalSource) =>
  ({ code: 'SELF_REMEDIED', metric: 'disciplinedSelfDetectedAndRemedied', source }) as const
const fromEarlierYear = {
  code: 'EARLIER_YEAR_VIOLATION',
  metric: 'violationFromEarlierYear',
  source: earlierYear,
} as const
const forceMajeure = (source: LegalSource) =>
  ({ code: 'FORCE_MAJEURE', metric: 'forceMajeureConfirmed', source }) as const
const dutyLink = { fact: 'disciplineDutyRelated', unlinked: 'DISCIPLINED_UNRELATED', source: unrelated } as const
const linkToCollective = {
  fact: 'collectiveMemberDisciplineLinked',
  unlinked: null,
  source: ofCollective,
} as const satisfies Weighing['link']

const yes = { operator: '>', value: '0' } as const
/** The list of the law for leading collectives: KHTNV for those; of organizations the same facts go to people. */
const listOfCollectives = [
  { code: 'CADRE_WORK', metric: 'cadreWorkWrongdoingConcluded', ...yes, source: ofCollective },
  { code: 'DISUNITY', metric: 'disunityConcluded', ...yes, source: ofCollective },
  {
    code: 'COLLECTIVE_MEMBER_DISCIPLINED',
    metric: 'collectiveMemberDisciplined',
    ...yes,
    link: linkToCollective,
    discretion: [selfRemedied(ofCollective)],
    source: ofCollective,
  },
  { code: 'MEMBER_DEGRADATION', metric: 'collectiveMemberDegradationConcluded', ...yes, source: ofCollective },
  {
    code: 'UNIT_UNDER_70',
    metric: 'doneRate',
    operator: '<',
    value: '0.7',
    discretion: [forceMajeure(ofCollective)],
    source: ofCollective,
  },
] as const
const targets = (subjects: readonly Subject[], source: LegalSource) =>
  ({
    code: 'BASIC_TARGETS',
    subjects,
    metric: 'basicTargetsMissedRate',
    discretion: [forceMajeure(source)],
    source,
  }) as const

const unlisted = {
  subjects: collectives,
  ...yes,
  source: convention('ngoài danh mục KHTNV của tập thể (366 Điều 11 khoản 4): chuyển người có thẩm quyền xem xét'),
} as const
const disciplined = (subjects: readonly Subject[], source: LegalSource) =>
  ({
    code: 'DISCIPLINED',
    subjects,
    metric: 'disciplined',
    ...yes,
    unless: 'violationAlreadyCounted',
    link: dutyLink,
    discretion: [fromEarlierYear, selfRemedied(source)],
    source,
  }) as const

const exclusionSources: Readonly<Record<string, LegalSource>> = {
  EXEMPT: article5,
  SUSPENDED: article5,
  ADMITTED_LT_6M: article5,
  LONG_ABSENCE: guidance('mục 7.5: nghỉ ốm từ 3 tháng, nghỉ thai sản thì xếp loại theo kết quả làm việc thực tế'),
}

/**
 * Generation G3 as its text was read in December 2026: 366-QĐ/TW Điều 5, 11 and 43-HD/BTCTW. What is not named here is as in the
 * first reading, which stays for the campaigns opened with it. Open: a year-end letter of 2026, Hà Nội's own guidance; whether
 * one basic target missed or all is meant (people decide).
 */
export const ratingRules20250830Read202612 = {
  ...first,
  reading: {
    readOn: '2026-12-07',
    vi: 'Đọc lại toàn văn Điều 5, Điều 11 Quy định 366-QĐ/TW: tỉ lệ xuất sắc tính trên số được xếp loại HTTNV; kỷ luật phải liên quan đến chức trách, nhiệm vụ; tập thể có danh mục KHTNV; các trường hợp do cấp có thẩm quyền xem xét',
    en: '366-QĐ/TW Điều 5 and 11 read in full: the share of Excellent is of those rated Good; discipline must be linked to duty; collectives have a list of Not completed; cases left to the competent level',
  },
  bands: [
    { level: 'XS', from: '90', below: null, source: article11('1') },
    { level: 'T', from: '70', below: '90', source: article11('2') },
    { level: 'HT', from: '50', below: '70', source: article11('3') },
    { level: 'KHT', from: '0', below: '50', source: article11('4') },
  ],
  kinds: { ...first.kinds, MEMBER_2A: 'MEMBER_2B', MEMBER_2B: 'MEMBER_2B' },
  levelConditions: {
    ORGANIZATION: conditionsOfCollectives,
    COLLECTIVE: conditionsOfCollectives,
    // The counts of a leader are those of the places, fields and units directly led.
    LEADER: conditionsOfLeaders,
    MEMBER_2B: conditionsOfMembers,
    MEMBER_2C: conditionsOfMembers,
  },
  triggers: [
    {
      code: 'SCORE_BELOW_50',
      subjects: [...persons, ...collectives],
      metric: 'totalScore',
      operator: '<',
      value: '50',
      source: article11('4'),
    },
    { code: 'DEGRADATION', subjects: leaders, metric: 'degradationConcluded', ...yes, source: ofLeader },
    { code: 'DEGRADATION', subjects: members, metric: 'degradationConcluded', ...yes, source: ofOthers },
    disciplined(leaders, ofLeader),
    disciplined(members, ofOthers),
    {
      code: 'PROHIBITED_ACT',
      subjects: members,
      metric: 'prohibitedActConcluded',
      ...yes,
      discretion: [fromEarlierYear, selfRemedied(ofOthers)],
      source: ofOthers,
    },
    { code: 'FAILED_OVER_50', subjects: members, metric: 'failedRate', operator: '>', value: '0.5', source: ofOthers },
    {
      code: 'UNIT_UNDER_70',
      subjects: leaders,
      metric: 'doneRate',
      operator: '<',
      value: '0.7',
      discretion: [forceMajeure(ofLeader)],
      source: ofLeader,
    },
    { ...targets(leaders, ofLeader), operator: '>=', value: '1' },
    { ...targets(leadingCollective, ofCollective), operator: '>=', value: '1' },
    {
      code: 'UNITS_KHT_OVER_50',
      subjects: leaders,
      metric: 'unitsKhtRate',
      operator: '>',
      value: '0.5',
      source: ofLeader,
    },
    {
      code: 'LOW_CONFIDENCE_OVER_50',
      subjects: leaders,
      metric: 'lowConfidenceRate',
      operator: '>',
      value: '0.5',
      source: ofLeader,
    },
    {
      code: 'UNIT_CORRUPTION',
      subjects: leaders,
      metric: 'unitCorruptionDealtWith',
      ...yes,
      discretion: [selfRemedied(ofLeader)],
      source: ofLeader,
    },
    ...listOfCollectives.map((rule) => ({ ...rule, subjects: leadingCollective })),
  ],
  handedToPeople: [
    ...listOfCollectives.map((rule) => ({ ...rule, subjects: organizations })),
    // Some missed and not all: the text can be read both ways.
    { ...targets(leaders, ofLeader), operator: '>', value: '0' },
    { ...targets(collectives, ofCollective), operator: '>', value: '0' },
    { code: 'DEGRADATION', metric: 'degradationConcluded', ...unlisted },
    { code: 'COLLECTIVE_DISCIPLINED', metric: 'collectiveDisciplined', ...unlisted },
    { code: 'UNIT_CORRUPTION', metric: 'unitCorruptionDealtWith', ...unlisted },
  ],
  caps: [
    ...first.caps,
    {
      code: 'COLLECTIVE_MEMBER_DISCIPLINED',
      subjects: collectives,
      of: 'ANYONE',
      metric: 'collectiveMemberDisciplinedUnlinked',
      ...yes,
      ceiling: 'T',
      source: article11('1.1'),
    },
  ],
  exclusions: first.exclusions.map((rule) => ({
    ...rule,
    subjects: (rule.subjects as readonly Subject[]).includes('MEMBER_2A')
      ? [...rule.subjects, 'MEMBER_2B' as const]
      : rule.subjects,
    source: exclusionSources[rule.code] ?? rule.source,
  })),
  quota: {
    ...first.quota,
    source: article11('1.5'),
    exceptionSource: article11('1.5 (thành tích xuất sắc, nổi trội: không quá 25%)'),
  },
  decision: {
    ...first.decision,
    order: regulation('Điều 12: thẩm định xong mới quyết định', 'T'),
    scheme: article11('1'),
  },
  procedure: { ...first.procedure, source: regulation('Điều 12 khoản 1', 'T') },
  forms: [
    {
      id: 'Mẫu 01',
      vi: 'Báo cáo kiểm điểm (tập thể)',
      en: 'Review report (collective)',
      subjects: ['COLLECTIVE'],
      source: guidance('Mẫu 01'),
    },
    {
      id: 'Mẫu 02A',
      vi: 'Bản kiểm điểm (giữ chức vụ lãnh đạo, quản lý)',
      en: 'Self-review (leading post)',
      subjects: ['LEADER'],
      source: guidance('Mẫu 02A'),
    },
    {
      id: 'Mẫu 02B',
      vi: 'Bản kiểm điểm (không giữ chức vụ lãnh đạo, quản lý)',
      en: 'Self-review (no leading post)',
      subjects: ['MEMBER_2A', 'MEMBER_2B'],
      source: guidance('Mẫu 02B'),
    },
    {
      id: 'Mẫu 02C',
      vi: 'Bản kiểm điểm (đảng viên không làm việc trong hệ thống chính trị)',
      en: 'Self-review (outside the political system)',
      subjects: ['MEMBER_2C'],
      source: guidance('Mẫu 02C'),
    },
  ],
  options: { ...first.options, quota: { ...first.options.quota, denominator: 'T_ONLY' } },
} as const satisfies RuleSet
