import type { Confidence } from '../../shared/index.ts'
import type { Condition, RuleSet } from '../rule-set.ts'
import type { Subject } from '../schema.ts'
import { procedure20250830 } from './2025-08-30-procedure.ts'
import { convention, practice, regulation } from './2025-08-30-sources.ts'

const article11 = (confidence: Confidence) => regulation('Điều 11', confidence)
const article11k1 = regulation('Điều 11 khoản 1', 'T')
/** The text of clause 4 was not seen: its triggers are known from implementing papers only. */
const trigger = (confidence: Confidence = 'S-code') =>
  practice('các trường hợp KHTNV (366 Điều 11 khoản 4)', confidence)

const persons = ['MEMBER_2A', 'MEMBER_2C', 'LEADER'] as const satisfies readonly Subject[]
const organizations = [
  'CHI_BO',
  'CB_CO_SO',
  'DB_BO_PHAN',
  'DB_TRUC_THUOC_CO_SO',
  'DB_CO_SO',
  'DB_DIRECT',
] as const satisfies readonly Subject[]
const collectives = [...organizations, 'COLLECTIVE'] as const satisfies readonly Subject[]
const everybody = [...persons, ...collectives] as const satisfies readonly Subject[]

const excellent = [
  { code: 'SCORE_UNDER_90', metric: 'totalScore', operator: '>=', value: '90', source: article11('T') },
  { code: 'NOT_ON_TIME', metric: 'onTimeRate', operator: '=', value: '1', source: article11k1 },
  { code: 'EXCEEDED_UNDER_30', metric: 'exceededRate', operator: '>=', value: '0.3', source: article11k1 },
  {
    code: 'LIMITATIONS_NOT_REMEDIED',
    metric: 'limitationsRemediedRate',
    operator: '=',
    value: '1',
    // The sentence is cut off in the text that was seen.
    source: article11k1,
  },
] as const satisfies readonly Condition[]
const nobodyDisciplined = [
  {
    code: 'SUBORDINATE_DISCIPLINED',
    metric: 'subordinateDisciplined',
    operator: '=',
    value: '0',
    source: article11k1,
  },
  {
    code: 'COLLECTIVE_MEMBER_DISCIPLINED',
    metric: 'collectiveMemberDisciplined',
    operator: '=',
    value: '0',
    source: article11k1,
  },
] as const satisfies readonly Condition[]
const good = [
  { code: 'SCORE_UNDER_70', metric: 'totalScore', operator: '>=', value: '70', source: article11('T') },
  { code: 'NOT_ON_TIME', metric: 'onTimeRate', operator: '=', value: '1', source: article11('T') },
] as const satisfies readonly Condition[]
/** The score of this band needs no condition of its own: below 50 is a trigger. */
const completed = (confidence: Confidence) =>
  [
    { code: 'NOT_100_DONE', metric: 'doneRate', operator: '=', value: '1', source: article11(confidence) },
    { code: 'LATE_OVER_20', metric: 'lateRate', operator: '<=', value: '0.2', source: article11(confidence) },
  ] as const satisfies readonly Condition[]

const ofCollectives = [
  { level: 'XS', conditions: [...excellent, ...nobodyDisciplined] },
  { level: 'T', conditions: good },
  { level: 'HT', conditions: completed('T') },
] as const
const ofPersons = [
  { level: 'XS', conditions: excellent },
  { level: 'T', conditions: good },
  { level: 'HT', conditions: completed('S-code') },
] as const

const unlisted = {
  subjects: collectives,
  operator: '>',
  value: '0',
  source: convention('danh mục KHTNV của tập thể, tổ chức (366 Điều 11 khoản 4) chưa có văn bản: chuyển người xem xét'),
} as const

/**
 * Generation G3: 366-QĐ/TW of 30/8/2025 with 43-HD/BTCTW of 31/10/2025, rating years from 2025. 366 in force on signing
 * is from memory [M], 43-HD on signing is read [T]. Open: text of Điều 11 khoản 4, the year-end letter of 2026, Hà Nội's own sheets.
 */
export const ratingRules20250830 = {
  code: 'G3',
  title: {
    vi: 'Kiểm điểm, đánh giá, xếp loại theo thang 100 điểm, từ năm 2025 (366-QĐ/TW, 43-HD/BTCTW)',
    en: 'Review, assessment and rating on 100 points, 2025 onwards (366-QĐ/TW, 43-HD/BTCTW)',
  },
  inForce: { from: '2025-08-30', until: null },
  ratingYears: { from: 2025, to: null },
  confidence: 'T',
  legalBasis: [
    { number: '366-QĐ/TW', date: '2025-08-30', issuer: 'Bộ Chính trị', confidence: 'T' },
    { number: '198-KL/TW', date: '2025-10-08', issuer: 'Bộ Chính trị', confidence: 'S' },
    { number: '43-HD/BTCTW', date: '2025-10-31', issuer: 'Ban Tổ chức Trung ương', confidence: 'T' },
    { number: '10072-CV/BTCTW', date: '2025-11-06', issuer: 'Ban Tổ chức Trung ương', confidence: 'T' },
    {
      number: '02-HD/BTCTW',
      date: '2026-05-22',
      issuer: 'Ban Tổ chức Trung ương',
      confidence: 'S-code',
      note: 'quarterly assessment of leading cadres, six result axes',
    },
  ],
  levels: [
    {
      code: 'XS',
      vi: 'Hoàn thành xuất sắc nhiệm vụ',
      en: 'Excellent completion of duties',
      abbreviation: 'HTXSNV',
      rank: 4,
    },
    { code: 'T', vi: 'Hoàn thành tốt nhiệm vụ', en: 'Good completion of duties', abbreviation: 'HTTNV', rank: 3 },
    { code: 'HT', vi: 'Hoàn thành nhiệm vụ', en: 'Completion of duties', abbreviation: 'HTNV', rank: 2 },
    { code: 'KHT', vi: 'Không hoàn thành nhiệm vụ', en: 'Non-completion of duties', abbreviation: 'KHTNV', rank: 1 },
  ],
  outcomes: [
    { code: 'NOT_RATED', vi: 'Không thuộc diện đánh giá, xếp loại', en: 'Not rated' },
    { code: 'MANUAL', vi: 'Cần người có thẩm quyền xem xét', en: 'To be decided by people' },
    { code: 'INVALID', vi: 'Hồ sơ chưa hợp lệ', en: 'Invalid file' },
  ],
  scoreModel: {
    total: '100',
    groups: [
      {
        fact: 'generalPoints',
        vi: 'Nhóm tiêu chí chung',
        en: 'General criteria',
        max: '30',
        source: regulation('Phụ lục: nhóm tiêu chí chung', 'T'),
      },
      {
        fact: 'resultPoints',
        vi: 'Nhóm tiêu chí kết quả thực hiện nhiệm vụ',
        en: 'Task results',
        max: '70',
        source: regulation('Phụ lục: nhóm tiêu chí kết quả thực hiện nhiệm vụ', 'S'),
      },
    ],
    precision: 'at least 3 decimals stored; compared exactly; cut for display',
    itemModes: ['BINARY', 'BAND', 'FREE', 'DERIVED'],
    resultAxes: {
      subjects: ['LEADER'],
      vi: [
        'kinh tế - xã hội và nhiệm vụ chính trị',
        'thể chế, phân cấp, kiểm tra',
        'khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số',
        'xây dựng Đảng, đoàn kết, phòng, chống tham nhũng',
        'văn hóa, con người, an sinh',
        'quốc phòng, an ninh, đối ngoại',
      ],
      source: { document: '02-HD/BTCTW', provision: '6 trục kết quả trọng tâm', confidence: 'S-code' },
    },
  },
  bands: [
    { level: 'XS', from: '90', below: null, source: article11('T') },
    { level: 'T', from: '70', below: '90', source: article11('T') },
    { level: 'HT', from: '50', below: '70', source: article11('T') },
    { level: 'KHT', from: '0', below: '50', source: article11('S-code') },
  ],
  kinds: {
    MEMBER_2A: 'MEMBER_2A',
    MEMBER_2C: 'MEMBER_2C',
    LEADER: 'LEADER',
    COLLECTIVE: 'COLLECTIVE',
    CHI_BO: 'ORGANIZATION',
    CB_CO_SO: 'ORGANIZATION',
    DB_BO_PHAN: 'ORGANIZATION',
    DB_TRUC_THUOC_CO_SO: 'ORGANIZATION',
    DB_CO_SO: 'ORGANIZATION',
    DB_DIRECT: 'ORGANIZATION',
  },
  levelConditions: {
    ORGANIZATION: ofCollectives,
    COLLECTIVE: ofCollectives,
    // The counts of a leader are those of the places, fields and units directly led.
    LEADER: ofPersons,
    MEMBER_2A: ofPersons,
    MEMBER_2C: ofPersons,
  },
  triggers: [
    {
      code: 'SCORE_BELOW_50',
      subjects: everybody,
      metric: 'totalScore',
      operator: '<',
      value: '50',
      source: trigger(),
    },
    {
      code: 'DEGRADATION',
      subjects: persons,
      metric: 'degradationConcluded',
      operator: '>',
      value: '0',
      source: trigger(),
    },
    {
      // "One violation counts once" is carried over from 21-HD [S]; one local text narrows the trigger to violations
      // linked to task performance.
      code: 'DISCIPLINED',
      subjects: persons,
      metric: 'disciplined',
      operator: '>',
      value: '0',
      unless: 'violationAlreadyCounted',
      source: trigger(),
    },
    { code: 'FAILED_OVER_50', subjects: persons, metric: 'failedRate', operator: '>', value: '0.5', source: trigger() },
    {
      code: 'UNIT_UNDER_70',
      subjects: ['LEADER'],
      metric: 'doneRate',
      operator: '<',
      value: '0.7',
      unless: 'forceMajeureConfirmed',
      source: trigger(),
    },
    {
      code: 'UNITS_KHT_OVER_50',
      subjects: ['LEADER'],
      metric: 'unitsKhtRate',
      operator: '>',
      value: '0.5',
      source: trigger(),
    },
    {
      code: 'LOW_CONFIDENCE_OVER_50',
      subjects: ['LEADER'],
      metric: 'lowConfidenceRate',
      operator: '>',
      value: '0.5',
      source: trigger(),
    },
    {
      code: 'UNIT_CORRUPTION',
      subjects: ['LEADER'],
      metric: 'unitCorruptionDealtWith',
      operator: '>',
      value: '0',
      source: trigger(),
    },
  ],
  // Of the triggers of collectives only the score is known; these facts were triggers of 21-HD and go to people.
  handedToPeople: [
    { code: 'DISUNITY', metric: 'disunityConcluded', ...unlisted },
    { code: 'DEGRADATION', metric: 'degradationConcluded', ...unlisted },
    { code: 'COLLECTIVE_DISCIPLINED', metric: 'collectiveDisciplined', ...unlisted },
    { code: 'UNIT_CORRUPTION', metric: 'unitCorruptionDealtWith', ...unlisted },
  ],
  caps: [
    {
      // A newly moved head may be excepted by decision of the superior [S, analogy].
      code: 'HEAD_ABOVE_COLLECTIVE',
      subjects: ['LEADER'],
      of: 'HEAD',
      ceiling: 'collectiveLevel',
      source: practice(
        'người đứng đầu không cao hơn tập thể (phường Yên Hòa 2025; NĐ 233/2026 Điều 12 khoản 7 tương tự)',
        'S',
      ),
    },
    {
      code: 'QUARTER_BELOW_MIN',
      subjects: ['LEADER'],
      of: 'ANYONE',
      metric: 'quarterBelowMinimum',
      operator: '>',
      value: '0',
      ceiling: 'T',
      source: practice('một quý dưới mức tối thiểu thì không xếp XS cả năm'),
    },
    {
      code: 'COLLECTIVE_UNDER_70',
      subjects: ['LEADER'],
      of: 'NOT_HEAD',
      metric: 'collectiveDoneRate',
      operator: '<',
      value: '0.7',
      unless: 'forceMajeureConfirmed',
      ceiling: 'T',
      source: practice('tập thể hoàn thành dưới 70%: cấp phó, thành viên không xếp XS'),
    },
  ],
  exclusions: [
    {
      code: 'EXEMPT',
      subjects: persons,
      effect: 'NOT_RATED',
      test: { metric: 'exempt', operator: '>', value: '0' },
      source: practice('đảng viên được miễn công tác và sinh hoạt đảng', 'M'),
    },
    {
      code: 'SUSPENDED',
      subjects: persons,
      effect: 'NOT_RATED',
      test: { metric: 'suspended', operator: '>', value: '0' },
      source: practice('đảng viên bị đình chỉ sinh hoạt đảng (124-QĐ/TW Điều 5, áp dụng tiếp)', 'M'),
    },
    {
      code: 'ADMITTED_LT_6M',
      subjects: persons,
      effect: 'memberUnderSixMonths',
      test: { metric: 'monthsSinceAdmission', operator: '<', value: '6' },
      source: practice('đảng viên kết nạp chưa đủ 6 tháng', 'M'),
    },
    {
      // Organizations founded on 1/7/2025 were rated at the end of 2025 in a ward of Hà Nội.
      code: 'ORG_LT_6M',
      subjects: organizations,
      effect: 'organizationUnderSixMonths',
      test: { metric: 'monthsSinceFounded', operator: '<', value: '6' },
      source: practice('tổ chức đảng thành lập chưa đủ 6 tháng', 'M'),
    },
    {
      code: 'TRANSFERRED',
      subjects: persons,
      effect: 'NOT_RATED',
      test: null,
      source: practice('chuyển sinh hoạt chính thức: xếp loại ở nơi sinh hoạt chính thức', 'M'),
    },
    {
      code: 'UNDER_INVESTIGATION',
      subjects: everybody,
      effect: 'WARN',
      test: null,
      source: practice('đang kiểm tra, xác minh', 'M'),
    },
    { code: 'LONG_ABSENCE', subjects: persons, effect: 'WARN', test: null, source: practice('vắng mặt dài ngày') },
    { code: 'DECEASED', subjects: persons, effect: 'NOT_RATED', test: null, source: convention('từ trần') },
    {
      code: 'OTHER',
      subjects: everybody,
      effect: 'NOT_RATED',
      test: null,
      source: convention('lý do khác, phải ghi rõ'),
    },
  ],
  notExclusions: [
    {
      fact: 'committeePostSuspended',
      source: practice('chỉ bị đình chỉ chức vụ cấp ủy: vẫn xếp loại', 'M'),
    },
  ],
  warnings: [
    { code: 'EMPLOYER_KHT', source: convention('cơ quan xếp KHT nhưng mức tính được từ HT trở lên') },
    {
      code: 'VIOLATION_COUNTED_ONCE',
      source: { document: '21-HD/BTCTW', provision: 'một vi phạm chỉ tính một lần (áp dụng tiếp)', confidence: 'S' },
    },
  ],
  noTasks: { code: 'NO_TASKS', source: convention('không có nhiệm vụ được giao') },
  gap: { code: 'GAP_NO_BAND', source: convention('366 Điều 11 không có mức cho trường hợp này') },
  quota: {
    level: 'XS',
    // The least division for members; a committee may divide further by similar position.
    groups: ['LEADER', 'MEMBER_2A', 'MEMBER_2C'],
    source: practice('tỷ lệ XS tối đa theo nhóm vị trí tương đồng (NĐ 335/2025 Điều 20 khoản 5 tương tự)'),
    exceptionSource: practice('đến 25% theo quyết định của cấp có thẩm quyền (NĐ 335/2025 Điều 20 khoản 5b tương tự)'),
  },
  voting: {
    rounds: [
      { round: 1, vi: 'Phiếu xếp loại chất lượng đảng viên', en: 'One level per valid ballot' },
      { round: 2, vi: 'Phiếu bình chọn đảng viên HTXSNV', en: 'At most as many names as seats per valid ballot' },
    ],
    attendanceWarnBelow: { num: 2, den: 3 },
    source: practice('biểu quyết bằng phiếu kín, quá nửa tán thành'),
    checkSource: convention('các phép kiểm biên bản kiểm phiếu'),
    attendanceSource: practice('dự họp từ hai phần ba trở lên', 'M'),
  },
  decision: {
    order: {
      document: '124-QĐ/TW',
      provision: 'Điều 11 (áp dụng tiếp): thẩm định xong mới quyết định',
      confidence: 'M',
    },
    form: { document: '399-QĐ/TW', provision: 'thể thức văn bản: số, ngày, người ký', confidence: 'S-code' },
    scheme: article11('T'),
    override: convention('máy đề xuất, người quyết định và ghi lý do'),
    onePerYear: convention('mỗi đối tượng một hồ sơ mỗi năm'),
  },
  ...procedure20250830,
  options: {
    gapPolicy: 'MANUAL',
    organizationUnderSixMonths: 'WARN',
    memberUnderSixMonths: 'NOT_RATED',
    countViolationOnce: true,
    unstatedActs: 'PRESUME_NONE',
    secondEntryRequired: true,
    quota: { denominator: 'T_OR_BETTER', rounding: 'FLOOR', percent: 20, exceptionPercent: 25, minOne: false },
    caps: { HEAD_ABOVE_COLLECTIVE: true, QUARTER_BELOW_MIN: true, COLLECTIVE_UNDER_70: true },
    // "More than half" is practice [S-code]; of whom is open: all entitled, as in votes on discipline, until confirmed.
    voting: { num: 1, den: 2, strict: true, base: 'ELIGIBLE' },
  },
  overlays: [],
} as const satisfies RuleSet
