import type { LegalSource } from '../shared/index.ts'
import type { RuleSet } from './rule-set.ts'

/** One reading of a point the law leaves open or on which sources differ, with the source that reads it so. */
export type OptionReading = {
  /** The path of the option, such as `quota.denominator`. */
  readonly option: string
  readonly reading: string
  readonly source: LegalSource
  /** Whether the rule set reads it so now, by default or by an overlay. */
  readonly chosen: boolean
}

type Reading = Omit<OptionReading, 'chosen'> & { readonly sets: readonly string[] }
const read = (
  sets: readonly string[],
  option: string,
  reading: string | boolean | number,
  source: LegalSource,
): Reading => ({ sets, option, reading: String(reading), source })
const source = (document: string, provision: string, confidence: LegalSource['confidence']): LegalSource => ({
  document,
  provision,
  confidence,
})
const design = (provision: string) => source('Quy ước của phần mềm NQ15', provision, 'design')

const all = ['G1b', 'G2', 'G3'] as const
const earlier = ['G1b', 'G2'] as const
const g3 = ['G3'] as const

const readings: readonly Reading[] = [
  read(
    g3,
    'quota.denominator',
    'T_OR_BETTER',
    source('NĐ 335/2025', 'Điều 20 khoản 5 theo phần mềm của một đơn vị', 'S-code'),
  ),
  read(
    g3,
    'quota.denominator',
    'T_ONLY',
    source('366-QĐ/TW', 'Điều 11 khoản 1.5: trên tổng số được xếp loại hoàn thành tốt', 'T'),
  ),
  read(
    g3,
    'quota.denominator',
    'ALL_RATED',
    source('Phần mềm của một đơn vị tại TP. Hồ Chí Minh', 'tính trên tổng số được xếp loại', 'S-code'),
  ),
  read(['G2'], 'quota.denominator', 'T_ONLY', source('124-QĐ/TW', 'tập thể [T]; cá nhân theo trí nhớ', 'M')),
  read(['G1b'], 'quota.denominator', 'T_ONLY', source('21-HD/BTCTW', 'tỷ lệ xuất sắc', 'M')),
  read(g3, 'quota.rounding', 'FLOOR', source('Phần mềm của một đơn vị tại Hà Nội', 'làm tròn xuống', 'S-code')),
  read(earlier, 'quota.rounding', 'FLOOR', design('văn bản về làm tròn chưa có')),
  read(all, 'quota.rounding', 'ROUND', design('văn bản về làm tròn chưa có')),
  read(all, 'quota.rounding', 'CEIL', design('văn bản về làm tròn chưa có')),
  read(all, 'quota.minOne', false, design('mặc định: nhóm nhỏ không có suất tối thiểu')),
  read(all, 'quota.minOne', true, source('Thực tế một số nơi', 'nhóm nhỏ được tối thiểu một', 'M')),
  read(
    g3,
    'quota.exceptionPercent',
    25,
    source('366-QĐ/TW', 'Điều 11 khoản 1.5: đơn vị có thành tích xuất sắc, nổi trội', 'T'),
  ),
  read(g3, 'gapPolicy', 'MANUAL', source('366-QĐ/TW', 'Điều 11 không có mức cho trường hợp này', 'design')),
  read(
    g3,
    'gapPolicy',
    'KHT',
    source('Tóm tắt của báo Lao Động về 366-QĐ/TW Điều 11', 'dưới hoàn thành là không hoàn thành', 'S'),
  ),
  read(
    earlier,
    'gapPolicy',
    'KHT',
    source('124-QĐ/TW, 21-HD/BTCTW', 'không đạt mức hoàn thành là không hoàn thành', 'S'),
  ),
  read(
    g3,
    'organizationUnderSixMonths',
    'WARN',
    source('Phường Yên Hòa 2025', 'tổ chức lập ngày 1/7/2025 vẫn được xếp loại', 'S'),
  ),
  read(
    all,
    'organizationUnderSixMonths',
    'NOT_RATED',
    source('Hướng dẫn các năm trước', 'tổ chức thành lập chưa đủ 6 tháng', 'M'),
  ),
  read(earlier, 'memberUnderSixMonths', 'NOT_RATED', source('124-QĐ/TW', 'Điều 5', 'S')),
  read(g3, 'memberUnderSixMonths', 'NOT_RATED', source('366-QĐ/TW', 'Điều 5', 'T')),
  read(['G1b'], 'memberUnderSixMonths', 'WARN', source('Một nguồn khác', 'quy định này chỉ có từ 124-QĐ/TW', 'M')),
  read(all, 'countViolationOnce', true, source('21-HD/BTCTW', 'một vi phạm chỉ tính một lần (áp dụng tiếp)', 'S')),
  read(['G2'], 'countViolationOnce', false, source('124-QĐ/TW', 'chưa rõ một vi phạm có chỉ tính một lần', 'M')),
  read(all, 'unstatedActs', 'PRESUME_NONE', design('không ai khai thì coi là chưa có trong hồ sơ, và nêu tên')),
  read(all, 'unstatedActs', 'MANUAL', design('không ai khai thì chuyển người xem xét')),
  read(
    all,
    'voting.base',
    'ELIGIBLE',
    source('Biểu quyết kỷ luật', 'tổng số đảng viên được triệu tập (tương tự)', 'S'),
  ),
  read(all, 'voting.base', 'PRESENT', source('Thực tế', 'số có mặt', 'M')),
  read(all, 'voting.num', 1, source('Câu hỏi về 208-QĐ/TW', 'quá nửa tán thành', 'S-code')),
  read(all, 'voting.num', 2, source('Thực tế một số nơi', 'hai phần ba với mức xuất sắc', 'M')),
  read(
    g3,
    'caps.HEAD_ABOVE_COLLECTIVE',
    true,
    source('Phường Yên Hòa 2025', 'người đứng đầu không cao hơn tập thể', 'S'),
  ),
  read(
    g3,
    'caps.QUARTER_BELOW_MIN',
    true,
    source('Văn bản địa phương dẫn CV 694', 'một quý dưới mức tối thiểu', 'S-code'),
  ),
  read(g3, 'caps.COLLECTIVE_UNDER_70', true, source('Văn bản địa phương', 'tập thể dưới 70%', 'S-code')),
  read(['G1b'], 'organizationTriggers', 'KHT', source('21-HD/BTCTW', 'các trường hợp của tổ chức', 'M')),
  read(['G2'], 'organizationTriggers', 'KHT', source('124-QĐ/TW', 'các trường hợp của tổ chức', 'M')),
  read(earlier, 'organizationTriggers', 'MANUAL', design('danh mục chưa có văn bản: chuyển người xem xét')),
  read(['G2'], 'personGrades', 'AS_LISTED', source('124-QĐ/TW', 'Điều 12, điều kiện đã thấy của cá nhân', 'T')),
  read(['G2'], 'personGrades', 'AS_COLLECTIVES', source('124-QĐ/TW', 'Điều 12, mức tiêu chí như tập thể', 'M')),
]

/** Every reading our sources give of the open points of a rule set, and which of them it follows. */
export function optionReadings(ruleSet: RuleSet): readonly OptionReading[] {
  return readings
    .filter(({ sets }) => sets.includes(ruleSet.code))
    .map(({ sets: _, ...reading }) => ({ ...reading, chosen: valueAt(ruleSet, reading.option) === reading.reading }))
}

function valueAt({ options }: RuleSet, path: string): string {
  const found = path.split('.').reduce<unknown>((value, key) => Object(value)[key], options)
  return String(found)
}
