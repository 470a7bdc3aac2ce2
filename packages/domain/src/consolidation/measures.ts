import type { Confidence } from '../shared/index.ts'

/** A measure that is known from practice: against which signs, and where it is reported. */
export type Measure = {
  readonly code: string
  /** Signs it answers; empty for any. */
  readonly signCodes: readonly string[]
  readonly title: string
  readonly output: string
  readonly source: string
  readonly confidence: Confidence
}

const template = { source: 'Khung kế hoạch, quy ước của sản phẩm', confidence: 'design' } as const

/** The library of measures: reported ones with their source (weak units, section 6.1), then the kinds of tasks of the template. */
const measures: readonly Measure[] = [
  {
    code: 'replace-cadres',
    signCodes: [],
    title: 'Xem xét, thay thế cán bộ để xảy ra yếu kém',
    output: 'Quyết định điều động, phân công hoặc thay thế',
    source: 'Báo chí về Nghị quyết 15-NQ/TU (W2)',
    confidence: 'S',
  },
  {
    code: 'two-members',
    signCodes: [],
    title: 'Phân công hai cấp ủy viên cùng phụ trách địa bàn khó khăn',
    output: 'Quyết định phân công có hai người phụ trách',
    source: 'Cách làm của Nghệ An với xã tái định cư khó khăn (W31)',
    confidence: 'S',
  },
  {
    code: 'settle-petitions',
    signCodes: ['C1', 'C2', 'C3', 'C4', 'C5'],
    title: 'Giải quyết dứt điểm đơn thư, vụ việc là nguyên nhân của yếu kém ngay tại cơ sở',
    output: 'Kết quả giải quyết từng vụ việc',
    source: 'Tạp chí Cộng sản (W68)',
    confidence: 'S',
  },
  {
    code: 'send-cadres',
    signCodes: ['A5'],
    title: 'Luân chuyển, tăng cường cán bộ từ cấp trên xuống',
    output: 'Quyết định tăng cường cán bộ',
    source: 'Kinh nghiệm thực tế, chưa có văn bản',
    confidence: 'M',
  },
  {
    code: 'unity-meeting',
    signCodes: [],
    title: 'Họp tự phê bình và phê bình, củng cố đoàn kết nội bộ',
    output: 'Biên bản, kết luận hội nghị',
    ...template,
  },
  {
    code: 'fill-posts',
    signCodes: ['A5'],
    title: 'Kiện toàn cấp ủy, bí thư còn khuyết',
    output: 'Quyết định chuẩn y',
    ...template,
  },
  {
    code: 'working-rules',
    signCodes: ['A1', 'A2', 'A3', 'A4'],
    title: 'Sửa đổi, thực hiện quy chế làm việc; nâng chất lượng sinh hoạt',
    output: 'Quy chế ban hành, sổ sinh hoạt',
    ...template,
  },
  {
    code: 'inspection',
    signCodes: [],
    title: 'Kiểm tra, giám sát việc thực hiện',
    output: 'Thông báo kết luận',
    ...template,
  },
  {
    code: 'support-unit',
    signCodes: [],
    title: 'Phân công đơn vị giúp đỡ và nội dung giúp đỡ',
    output: 'Văn bản phân công',
    ...template,
  },
]

/** The measures that answer some signs, those made for them first. */
export function measuresFor(signCodes: readonly string[]): readonly Measure[] {
  const made = ({ signCodes: of }: Measure) => of.some((code) => signCodes.includes(code))
  return [...measures.filter(made), ...measures.filter((one) => one.signCodes.length === 0)]
}
