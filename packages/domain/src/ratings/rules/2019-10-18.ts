import type { RuleSet } from '../rule-set.ts'
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

const guidance = provisionOf('21-HD/BTCTW')
const member = guidance('các trường hợp đảng viên không hoàn thành nhiệm vụ', 'S')
const collective = guidance('các trường hợp tập thể lãnh đạo không hoàn thành nhiệm vụ', 'T')
/** The list for organizations is known from memory only; the option may hand these cases to people instead. */
const organization = guidance('các trường hợp tổ chức đảng không hoàn thành nhiệm vụ', 'M')

const targetsUnderHalf = {
  code: 'TARGETS_UNDER_50',
  metric: 'targetsCompletedRate',
  operator: '<',
  value: '0.5',
} as const
const mainTargetsNotDone = { metric: 'mainTargetsAllDone', operator: '=', value: '0' } as const
const concluded = { operator: '>', value: '0' } as const

/** The facts that organizations of this generation fall by, once as triggers and once as questions to people. */
const ofOrganizations = [
  { ...targetsUnderHalf, and: mainTargetsNotDone, unless: 'forceMajeureConfirmed' },
  { code: 'DISUNITY', metric: 'disunityConcluded', ...concluded },
  { code: 'UNIT_CORRUPTION', metric: 'unitCorruptionDealtWith', ...concluded },
  { code: 'COLLECTIVE_DISCIPLINED', metric: 'collectiveDisciplined', ...concluded },
] as const

/**
 * Generation G1b: 132-QĐ/TW of 8/3/2018 with 21-HD/BTCTW of 18/10/2019, rating years 2019 to 2022. It has no points and no
 * positive conditions that were seen: the proposed level stands unless a trigger of KHT fires.
 */
export const ratingRules20191018 = {
  ...earlierFrame(guidance),
  code: 'G1b',
  method: 'PROPOSED_LEVEL',
  title: {
    vi: 'Đánh giá, xếp loại chất lượng tổ chức đảng, đảng viên, năm 2019–2022 (132-QĐ/TW, 21-HD/BTCTW)',
    en: 'Quality rating of Party organizations and members, 2019–2022 (132-QĐ/TW, 21-HD/BTCTW)',
  },
  // Days of signing; the exact days in force were not seen.
  inForce: { from: '2019-10-18', until: '2023-10-04' },
  ratingYears: { from: 2019, to: 2022 },
  confidence: 'S',
  legalBasis: [
    { number: '132-QĐ/TW', date: '2018-03-08', issuer: 'Bộ Chính trị', confidence: 'S' },
    { number: '21-HD/BTCTW', date: '2019-10-18', issuer: 'Ban Tổ chức Trung ương', confidence: 'T' },
  ],
  knownFacts: [
    {
      vi: 'Nhóm tiêu chí của tổ chức: xây dựng Đảng và hệ thống chính trị; lãnh đạo thực hiện nhiệm vụ chính trị; khắc phục hạn chế, khuyết điểm',
      en: 'Criteria of organizations: building Party and political system; leading political tasks; remedying shortcomings',
      source: guidance('mục II.B §1.2', 'T'),
    },
    {
      vi: 'Tổ chức cơ sở đảng xuất sắc: 100% đơn vị trực thuộc từ HTNV, từ 80% từ HTTNV; chính quyền, mặt trận, đoàn thể cùng cấp từ HTTNV (chỉ lưu, không tính)',
      en: 'Excellent grassroots organizations: all units at least Completed, 80% at least Good; government, Front and unions at least Good (kept, not reckoned)',
      source: guidance('điều kiện xuất sắc của TCCSĐ', 'M'),
    },
    {
      vi: 'Ngày hiệu lực chính xác chưa có văn bản; lấy ngày ký',
      en: 'The exact days in force were not seen; days of signing are used',
      source: convention('ngày hiệu lực'),
    },
  ],
  kinds: earlierKinds,
  levelConditions: {},
  triggers: [
    { code: 'DEGRADATION', subjects: earlierPersons, metric: 'degradationConcluded', ...concluded, source: member },
    { ...targetsUnderHalf, subjects: earlierPersons, source: member },
    { code: 'EMPLOYER_KHT', subjects: earlierPersons, metric: 'employerKht', ...concluded, source: member },
    {
      code: 'DISCIPLINED',
      subjects: earlierPersons,
      metric: 'disciplined',
      ...concluded,
      unless: 'violationAlreadyCounted',
      source: member,
    },
    { code: 'DISUNITY', subjects: ['COLLECTIVE'], metric: 'disunityConcluded', ...concluded, source: collective },
    { code: 'DEGRADATION', subjects: ['COLLECTIVE'], metric: 'degradationConcluded', ...concluded, source: collective },
    {
      ...targetsUnderHalf,
      subjects: ['COLLECTIVE'],
      and: mainTargetsNotDone,
      unless: 'forceMajeureConfirmed',
      source: collective,
    },
    {
      code: 'COLLECTIVE_DISCIPLINED',
      subjects: ['COLLECTIVE'],
      metric: 'collectiveDisciplined',
      ...concluded,
      source: collective,
    },
    {
      code: 'MEMBER_DISCIPLINED_CANH_CAO',
      subjects: ['COLLECTIVE'],
      metric: 'collectiveMemberHighestDiscipline',
      operator: '>=',
      value: 'CANH_CAO',
      unless: 'violationAlreadyCounted',
      source: collective,
    },
    ...ofOrganizations.map((rule) => ({
      ...rule,
      subjects: earlierOrganizations,
      source: organization,
      onlyUnder: { organizationTriggers: 'KHT' } as const,
    })),
  ],
  handedToPeople: ofOrganizations.map(({ code, metric, operator, value }) => ({
    code,
    metric,
    operator,
    value,
    subjects: earlierOrganizations,
    source: organization,
    onlyUnder: { organizationTriggers: 'MANUAL' } as const,
  })),
  exclusions: earlierExclusions(guidance, { EXEMPT: 'S', SUSPENDED: 'M', ADMITTED_LT_6M: 'M' }),
  warnings: [{ code: 'VIOLATION_COUNTED_ONCE', source: guidance('một vi phạm chỉ tính một lần', 'S') }],
  gap: { code: 'NOT_REACHING_HT', source: guidance('không đạt mức hoàn thành nhiệm vụ', 'S') },
  quota: {
    level: 'XS',
    groups: ['MEMBER', ...earlierCollectives],
    source: guidance('không quá 20% số được xếp hoàn thành tốt', 'M'),
    exceptionSource: convention('không có mức ngoại lệ nào được biết trong thế hệ này'),
  },
  forms: [
    {
      id: 'Mẫu 01-HD KĐ.ĐG 2019',
      vi: 'Báo cáo kiểm điểm tập thể',
      en: 'Review report (collective)',
      subjects: ['COLLECTIVE'],
      source: guidance('Mẫu 01', 'M'),
    },
    {
      id: 'Mẫu 02-HD KĐ.ĐG 2019',
      vi: 'Bản kiểm điểm cá nhân',
      en: 'Self-review (person)',
      subjects: ['MEMBER', 'LEADER'],
      source: guidance('Mẫu 02', 'S'),
    },
  ],
  options: earlierOptions,
} as const satisfies RuleSet
