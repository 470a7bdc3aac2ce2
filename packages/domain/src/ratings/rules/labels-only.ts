import type { LegalSource } from '../../shared/index.ts'
import type { RuleSet } from '../rule-set.ts'
import { earlierFrame, earlierOptions } from './earlier-frame.ts'
import { convention, provisionOf } from './earlier-sources.ts'

const guidance2014 = provisionOf('27-HD/BTCTW')
const guidance2018 = provisionOf('16-HD/BTCTW')
const quarterly = provisionOf('02-HD/BTCTW')
const normalized = guidance2014('bốn mức; mã quy đổi là quy ước', 'M')

/** Nothing here is evaluated: the frame is there so that one shape serves all generations. */
const notEvaluated = (basis: ReturnType<typeof provisionOf>) =>
  ({
    ...earlierFrame(basis),
    method: 'LABELS_ONLY',
    kinds: {},
    levelConditions: {},
    triggers: [],
    exclusions: [],
    notExclusions: [],
    warnings: [],
    gap: { code: 'NOT_REACHING_HT', source: convention('không tự xếp mức') },
    forms: [],
    options: { ...earlierOptions, gapPolicy: 'MANUAL' },
  }) as const satisfies Partial<RuleSet>

const quotaOf = (source: LegalSource) =>
  ({ level: 'XS', groups: [], source, exceptionSource: convention('không có mức ngoại lệ nào được biết') }) as const

/** G0, rating years 2014 to 2017: other words, kept as written; "yếu kém" has its own numeric catalogue. */
export const ratingRules20140925 = {
  ...notEvaluated(guidance2014),
  code: 'G0',
  title: {
    vi: 'Đánh giá chất lượng tổ chức đảng, đảng viên, năm 2014–2017 (27-HD/BTCTW)',
    en: 'Quality rating of Party organizations and members, 2014–2017 (27-HD/BTCTW)',
  },
  inForce: { from: '2014-09-25', until: '2018-03-08' },
  ratingYears: { from: 2014, to: 2017 },
  confidence: 'S',
  legalBasis: [{ number: '27-HD/BTCTW', date: '2014-09-25', issuer: 'Ban Tổ chức Trung ương', confidence: 'S' }],
  labels: [
    { level: 'XS', of: 'ORGANIZATION', vi: 'Trong sạch, vững mạnh', en: 'Clean and strong', source: normalized },
    {
      level: 'XS',
      of: 'ORGANIZATION',
      vi: 'Trong sạch, vững mạnh tiêu biểu',
      en: 'Clean and strong, exemplary',
      source: normalized,
    },
    { level: 'T', of: 'ORGANIZATION', vi: 'Hoàn thành tốt nhiệm vụ', en: 'Duties well done', source: normalized },
    { level: 'HT', of: 'ORGANIZATION', vi: 'Hoàn thành nhiệm vụ', en: 'Duties done', source: normalized },
    { level: 'KHT', of: 'ORGANIZATION', vi: 'Yếu kém', en: 'Weak', source: normalized },
    {
      level: 'XS',
      of: 'MEMBER',
      vi: 'Đủ tư cách, hoàn thành xuất sắc nhiệm vụ',
      en: 'Qualified, duties excellently done',
      source: normalized,
    },
    {
      level: 'T',
      of: 'MEMBER',
      vi: 'Đủ tư cách, hoàn thành tốt nhiệm vụ',
      en: 'Qualified, duties well done',
      source: normalized,
    },
    {
      level: 'HT',
      of: 'MEMBER',
      vi: 'Đủ tư cách, hoàn thành nhiệm vụ',
      en: 'Qualified, duties done',
      source: normalized,
    },
    {
      level: 'KHT',
      of: 'MEMBER',
      vi: 'Vi phạm tư cách hoặc không hoàn thành nhiệm vụ',
      en: 'Unqualified or duties not done',
      source: normalized,
    },
  ],
  knownFacts: [
    {
      vi: 'Yếu kém của đảng bộ, chi bộ cơ sở: dưới 50/100 điểm, hoặc từ 50 điểm mà cấp ủy mất đoàn kết; tham nhũng, suy thoái có đảng viên bị kỷ luật; chính quyền cùng cấp ở mức thấp nhất; từ hai đoàn thể ở mức thấp nhất; quá 1/3 tổ chức trực thuộc yếu kém (cấp ủy) hoặc quá 1/2 đảng viên không hoàn thành (chi bộ)',
      en: 'Weak grassroots organization: under 50 of 100 points, or 50 and more with disunity; corruption or degradation with a disciplined member; government in the lowest class; two unions or more in the lowest class; over a third of subordinate organizations weak, or over half of the members of a cell not completing',
      source: guidance2014('tiêu chí yếu kém', 'T'),
    },
    {
      vi: 'Đảng viên xuất sắc không quá 15%; tổ chức "tiêu biểu" không quá 20% số trong sạch, vững mạnh',
      en: 'Excellent members at most 15%; exemplary organizations at most 20% of the clean and strong',
      source: guidance2014('tỷ lệ', 'M'),
    },
  ],
  quota: quotaOf(guidance2014('đảng viên xuất sắc không quá 15%', 'M')),
} as const satisfies RuleSet

/** G1, rating year 2018: the four levels of 132-QĐ/TW under its first guidance. */
export const ratingRules20180308 = {
  ...notEvaluated(guidance2018),
  code: 'G1',
  title: {
    vi: 'Đánh giá, xếp loại chất lượng tổ chức đảng, đảng viên, năm 2018 (132-QĐ/TW, 16-HD/BTCTW)',
    en: 'Quality rating of Party organizations and members, 2018 (132-QĐ/TW, 16-HD/BTCTW)',
  },
  inForce: { from: '2018-03-08', until: '2019-10-18' },
  ratingYears: { from: 2018, to: 2018 },
  confidence: 'S',
  legalBasis: [
    { number: '132-QĐ/TW', date: '2018-03-08', issuer: 'Bộ Chính trị', confidence: 'S' },
    { number: '16-HD/BTCTW', date: '2018-09-24', issuer: 'Ban Tổ chức Trung ương', confidence: 'T' },
  ],
  knownFacts: [
    {
      vi: 'Các trường hợp đảng viên không hoàn thành nhiệm vụ giống 21-HD/BTCTW (G1b)',
      en: 'The cases of members not completing are those of 21-HD/BTCTW (G1b)',
      source: guidance2018('các trường hợp đảng viên không hoàn thành nhiệm vụ', 'S'),
    },
    {
      vi: 'Xuất sắc không quá 20% số được xếp hoàn thành tốt',
      en: 'Excellent at most 20% of those rated Good',
      source: guidance2018('tỷ lệ', 'M'),
    },
  ],
  quota: quotaOf(guidance2018('không quá 20% số được xếp hoàn thành tốt', 'M')),
} as const satisfies RuleSet

/** G3q: the quarterly assessment of leading cadres; what of it counts for the year is evaluated by G3. */
export const ratingRules20260522 = {
  ...notEvaluated(quarterly),
  code: 'G3q',
  period: 'QUARTER',
  title: {
    vi: 'Đánh giá hằng quý cán bộ lãnh đạo, quản lý, từ quý II/2026 (02-HD/BTCTW)',
    en: 'Quarterly assessment of leading cadres, from the second quarter of 2026 (02-HD/BTCTW)',
  },
  inForce: { from: '2026-05-22', until: null },
  ratingYears: { from: 2026, to: null },
  confidence: 'S-code',
  legalBasis: [
    { number: '366-QĐ/TW', date: '2025-08-30', issuer: 'Bộ Chính trị', confidence: 'T' },
    { number: '198-KL/TW', date: '2025-10-08', issuer: 'Bộ Chính trị', confidence: 'S' },
    { number: '02-HD/BTCTW', date: '2026-05-22', issuer: 'Ban Tổ chức Trung ương', confidence: 'S-code' },
  ],
  knownFacts: [
    {
      vi: 'Sáu trục kết quả trọng tâm; mức tối đa từng trục do cá nhân đề xuất, tập thể duyệt, tổng 70 điểm',
      en: 'Six result axes; the maximum of each proposed by the person, approved by the collective, 70 points in all',
      source: quarterly('6 trục kết quả trọng tâm', 'S-code'),
    },
    {
      vi: 'Hồ sơ tự đánh giá ngày 20 tháng cuối quý, tổng hợp ngày 25, họp ngày 30, báo cáo ngày 3 quý sau',
      en: 'Self-file on day 20 of the last month, compiled on day 25, meeting on day 30, report on day 3 of the next quarter',
      source: quarterly('lịch hằng quý (một đơn vị)', 'S-code'),
    },
    {
      vi: 'Một quý dưới mức tối thiểu: cả năm không xếp xuất sắc',
      en: 'One quarter below the minimum: not Excellent for the year',
      source: quarterly('hệ quả với năm (văn bản địa phương)', 'S-code'),
    },
  ],
  quota: quotaOf(convention('không có tỷ lệ theo quý')),
} as const satisfies RuleSet
