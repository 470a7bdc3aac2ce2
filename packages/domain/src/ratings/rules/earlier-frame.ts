import type { Confidence, LegalSource } from '../../shared/index.ts'
import type { RuleOptions } from '../rule-options.ts'
import type { RuleSet } from '../rule-set.ts'
import type { Subject } from '../schema.ts'
import { convention } from './earlier-sources.ts'
import { levelsSince2018 } from './rating-levels.ts'

export const earlierPersons = ['MEMBER', 'MEMBER_2A', 'MEMBER_2C', 'LEADER'] as const satisfies readonly Subject[]
export const earlierOrganizations = [
  'CHI_BO',
  'CB_CO_SO',
  'DB_BO_PHAN',
  'DB_TRUC_THUOC_CO_SO',
  'DB_CO_SO',
  'DB_DIRECT',
] as const satisfies readonly Subject[]
export const earlierCollectives = ['COLLECTIVE', ...earlierOrganizations] as const satisfies readonly Subject[]

/** Forms 2A and 2C did not part members before 2025: both are the one member of the older rules. */
export const earlierKinds = {
  MEMBER: 'MEMBER',
  MEMBER_2A: 'MEMBER',
  MEMBER_2C: 'MEMBER',
  LEADER: 'LEADER',
  COLLECTIVE: 'COLLECTIVE',
  CHI_BO: 'ORGANIZATION',
  CB_CO_SO: 'ORGANIZATION',
  DB_BO_PHAN: 'ORGANIZATION',
  DB_TRUC_THUOC_CO_SO: 'ORGANIZATION',
  DB_CO_SO: 'ORGANIZATION',
  DB_DIRECT: 'ORGANIZATION',
} as const satisfies RuleSet['kinds']

type Basis = (provision: string, confidence: Confidence) => LegalSource

/** Who is excluded in the generations before 2025; the marks say how well each is known there. */
export const earlierExclusions = (
  basis: Basis,
  marks: Readonly<Record<'EXEMPT' | 'SUSPENDED' | 'ADMITTED_LT_6M', Confidence>>,
): RuleSet['exclusions'] => [
  {
    code: 'EXEMPT',
    subjects: earlierPersons,
    effect: 'NOT_RATED',
    test: { metric: 'exempt', operator: '>', value: '0' },
    source: basis('đảng viên được miễn công tác và sinh hoạt đảng', marks.EXEMPT),
  },
  {
    code: 'SUSPENDED',
    subjects: earlierPersons,
    effect: 'NOT_RATED',
    test: { metric: 'suspended', operator: '>', value: '0' },
    source: basis('đảng viên bị đình chỉ sinh hoạt đảng', marks.SUSPENDED),
  },
  {
    // Two accounts differ on whether G1 knew this exclusion; the option decides.
    code: 'ADMITTED_LT_6M',
    subjects: earlierPersons,
    effect: 'memberUnderSixMonths',
    test: { metric: 'monthsSinceAdmission', operator: '<', value: '6' },
    source: basis('đảng viên kết nạp chưa đủ 6 tháng', marks.ADMITTED_LT_6M),
  },
  {
    code: 'ORG_LT_6M',
    subjects: earlierOrganizations,
    effect: 'organizationUnderSixMonths',
    test: { metric: 'monthsSinceFounded', operator: '<', value: '6' },
    source: basis('tổ chức đảng thành lập chưa đủ 6 tháng', 'M'),
  },
  {
    code: 'OTHER',
    subjects: [...earlierPersons, ...earlierCollectives],
    effect: 'NOT_RATED',
    test: null,
    source: convention('lý do khác, phải ghi rõ'),
  },
]

/** What a set of the years before 2025 shares with the others: levels, reports, steps; nothing of it decides a level. */
export const earlierFrame = (basis: Basis) =>
  ({
    ...levelsSince2018,
    scoreModel: {
      total: '0',
      groups: [],
      precision: 'no points in this generation',
      itemModes: [],
      resultAxes: { subjects: [], vi: [], source: convention('thế hệ này không chấm điểm') },
    },
    bands: [],
    handedToPeople: [],
    caps: [],
    notExclusions: [
      {
        fact: 'committeePostSuspended',
        source: basis('chỉ bị đình chỉ chức vụ cấp ủy: vẫn xếp loại', 'M'),
      },
    ],
    voting: {
      rounds: [{ round: 1, vi: 'Phiếu xếp loại chất lượng đảng viên', en: 'One level per valid ballot' }],
      attendanceWarnBelow: { num: 2, den: 3 },
      source: basis('biểu quyết bằng phiếu kín, quá nửa tán thành', 'S-code'),
      checkSource: convention('các phép kiểm biên bản kiểm phiếu'),
      attendanceSource: basis('dự họp từ hai phần ba trở lên', 'M'),
    },
    decision: {
      order: basis('thẩm định xong mới quyết định', 'M'),
      form: basis('quyết định có số, ngày, người ký', 'M'),
      scheme: basis('bốn mức xếp loại', 'S'),
      override: convention('máy đề xuất, người quyết định và ghi lý do'),
      onePerYear: convention('mỗi đối tượng một hồ sơ mỗi năm'),
    },
    procedure: {
      steps: [
        { vi: 'tự đánh giá, xếp loại', en: 'self-assessment' },
        { vi: 'thẩm định và đề xuất', en: 'appraisal and proposal' },
        { vi: 'cấp có thẩm quyền quyết định', en: 'decision of the competent body' },
      ],
      source: basis('quy trình xếp loại', 'M'),
    },
    deciders: [
      {
        subjects: ['MEMBER', 'MEMBER_2A', 'MEMBER_2C'],
        vi: 'đảng ủy, chi ủy cơ sở (ban thường vụ khi được ủy quyền)',
        en: 'grassroots committee or grassroots cell committee (standing committee when delegated)',
        source: basis('thẩm quyền xếp loại đảng viên', 'M'),
      },
      {
        subjects: ['LEADER'],
        vi: 'cấp quản lý cán bộ theo phân cấp',
        en: 'the level that manages the cadre',
        source: basis('thẩm quyền xếp loại cán bộ', 'M'),
      },
      {
        subjects: ['CHI_BO', 'DB_BO_PHAN', 'DB_TRUC_THUOC_CO_SO'],
        vi: 'đảng ủy cơ sở',
        en: 'grassroots committee',
        source: basis('thẩm quyền xếp loại tổ chức', 'M'),
      },
      {
        subjects: ['CB_CO_SO', 'DB_CO_SO', 'DB_DIRECT'],
        vi: 'ban thường vụ cấp ủy cấp trên trực tiếp',
        en: 'standing committee of the direct superior',
        source: basis('thẩm quyền xếp loại tổ chức', 'M'),
      },
    ],
    calendar: { rows: [], shiftToNextWorkingDay: true, source: convention('chưa có lịch của các năm này') },
    reports: [],
    overlays: [],
  }) as const satisfies Partial<RuleSet>

/** The defaults of the generations before 2025, where the law is open or was not seen. */
export const earlierOptions = {
  gapPolicy: 'KHT',
  organizationUnderSixMonths: 'NOT_RATED',
  memberUnderSixMonths: 'NOT_RATED',
  countViolationOnce: true,
  unstatedActs: 'PRESUME_NONE',
  secondEntryRequired: true,
  organizationTriggers: 'KHT',
  personGrades: 'AS_LISTED',
  // No exception above 20 % is known before 2025.
  quota: { denominator: 'T_ONLY', rounding: 'FLOOR', percent: 20, exceptionPercent: 20, minOne: false },
  caps: { HEAD_ABOVE_COLLECTIVE: true, QUARTER_BELOW_MIN: true, COLLECTIVE_UNDER_70: true },
  voting: { num: 1, den: 2, strict: true, base: 'ELIGIBLE' },
} as const satisfies RuleOptions
