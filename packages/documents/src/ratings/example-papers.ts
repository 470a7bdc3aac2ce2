import type { Level } from '@nq15/domain/ratings'
import { findPaperForm, generationOfYear, type PaperCode, type PaperTexts, paperForms } from '@nq15/domain/reports'
import type { Paper } from '../reports/paper-model.ts'
import { drawUpPaper, type PaperData } from './draw-up-paper.ts'
import type { PaperFrame } from './paper-frame.ts'
import { ratingBases } from './rating-words.ts'

const names = [
  'Nguyễn Thị Bích Hường',
  'Trần Quang Thịnh',
  'Phạm Văn Khuê',
  'Lê Thị Ngọc Diệp',
  'Đặng Hữu Nghĩa',
  'Vũ Thị Quỳnh Như',
  'Hoàng Đình Bảo',
  'Bùi Thị Mười',
  'Tạ Đức Hiển',
  'Ngô Xuân Phương',
  'Đỗ Thị Hạnh Nguyên',
  'Kiều Ưng Ẩn',
]

const texts: PaperTexts = {
  absent: '02 đồng chí (ốm, có báo cáo)',
  addressee: 'Chi bộ Tổ dân phố số 7',
  answers: 'Đã giải trình đầy đủ các vấn đề được gợi ý.',
  appeal: 'Khiếu nại, kiến nghị xem xét lại mức xếp loại, lý do: số nhiệm vụ vượt chưa được tính đủ.',
  appellant: 'đồng chí Trần Quang Thịnh',
  awardForm: 'Giấy khen',
  awards: 'Chi bộ Tổ dân phố số 7\nĐồng chí Nguyễn Thị Bích Hường',
  causes: 'Công tác kiểm tra, đôn đốc có lúc chưa thường xuyên.',
  chair: 'Nguyễn Thị Bích Hường',
  changes: 'Thay đổi nơi ở từ ngày 01/6/2026.\nHoàn thành lớp bồi dưỡng lý luận chính trị.',
  checks: 'Hồ sơ đủ bản kiểm điểm, biên bản kiểm phiếu, bảng tổng hợp.\nSố phiếu khớp với biên bản.',
  comment: 'Đảng viên gương mẫu, tham gia đầy đủ hoạt động của khu dân cư.',
  conclusion: 'Thống nhất với đề xuất của chi bộ.',
  direction: 'Tập trung khắc phục hạn chế đã nêu trong quý I.',
  endedAt: '21 giờ 30 phút',
  groups:
    'Tổ 1: đồng chí Nguyễn Văn Thiện, dự các chi bộ số 1, 2, 3\nTổ 2: đồng chí Lê Thị Hòa, dự các chi bộ số 4, 5, 6',
  guests: 'Đồng chí Nguyễn Văn Thiện, Ủy viên Ban Thường vụ Đảng ủy phường.',
  introducedOn: '2026-03-15',
  limitations: 'Một nhiệm vụ còn chậm so với kế hoạch.',
  newLevel: 'Hoàn thành xuất sắc nhiệm vụ',
  oldDecision: 'số 15-QĐ/ĐU ngày 08/12/2026',
  oldLevel: 'Hoàn thành tốt nhiệm vụ',
  opinions: 'Đồng chí chủ trì nêu mục đích, yêu cầu.\nTừng đảng viên trình bày bản kiểm điểm; hội nghị góp ý.',
  outcome: 'Khiếu nại, kiến nghị đúng một phần; điều chỉnh mức xếp loại theo quyết định riêng.',
  participation: 'Tham gia đủ các buổi họp với chi ủy nơi cư trú.',
  person: 'đồng chí Trần Quang Thịnh, Chi bộ Tổ dân phố số 7',
  place: 'Nhà văn hóa tổ dân phố số 7',
  purpose: 'Đánh giá đúng thực chất tổ chức đảng, đảng viên.\nLàm căn cứ cho công tác cán bộ và thi đua, khen thưởng.',
  quarter: 'III',
  questions: '1. Việc thực hiện nhiệm vụ chuyển đổi số.\n2. Việc khắc phục hạn chế của năm trước.',
  reason: 'số nhiệm vụ vượt được thẩm định lại là 4/10',
  remedied: 'Đã khắc phục xong 02/02 hạn chế.',
  replyOn: '2026-11-20',
  residenceCell: 'Chi bộ Tổ dân phố số 2, phường Sen Hồ',
  residenceCommittee: 'Đảng ủy phường Sen Hồ',
  seats: '02',
  secretary: 'Trần Quang Thịnh',
  selfLevel: 'Hoàn thành tốt nhiệm vụ',
  startedAt: '19 giờ 30 phút ngày 05/12/2026',
  strengths: 'Hoàn thành toàn diện các chỉ tiêu được giao.\nSinh hoạt chi bộ nền nếp.',
  subjects: 'Tổ chức đảng, tập thể lãnh đạo và đảng viên thuộc đảng bộ.',
  tasks: '10 nhiệm vụ; đúng hạn 10; vượt 3.',
  verification: 'Đã đối chiếu hồ sơ nhiệm vụ với cơ quan giao việc.',
}

const sixLevels: readonly Level[] = ['XS', 'T', 'T', 'HT', 'T', 'XS']
const groupsOf = ['member', 'leader', 'outside'] as const

const person = {
  name: 'Nguyễn Thị Bích Hường',
  bornOn: '1962-02-08',
  cardNumber: '01.123456',
  partyPost: 'Bí thư chi bộ',
  workplace: 'Trường Tiểu học Hoa Ban',
  cell: 'Chi bộ Tổ dân phố số 7',
  group: 'leader',
} as const

/** A whole year of an invented ward: every fact a paper can be filled from. */
export const exampleData: PaperData = {
  steps: [
    { what: 'Chốt danh sách', day: '2026-11-01' },
    { what: 'Đảng viên nộp bản tự kiểm điểm', day: '2026-11-20' },
    { what: 'Chi bộ họp, bỏ phiếu, gửi hồ sơ', day: '2026-12-05' },
    { what: 'Đảng ủy quyết định', day: '2026-12-15' },
  ],
  members: names.map((name, at) => ({ name, post: at === 0 ? 'Bí thư' : '' })),
  proposals: names.map((name, at) => ({
    name,
    post: at === 0 ? 'Bí thư chi bộ' : '',
    group: groupsOf[at % 3] ?? 'member',
    ...(at === 9
      ? { outcome: 'NOT_RATED' as const, notRatedReason: 'Miễn công tác và sinh hoạt đảng' }
      : {
          generalPoints: 26 + (at % 4),
          resultPoints: 55.25 + at,
          points: 81.25 + at + (at % 4),
          tasks: { assigned: 10, onTime: 10, exceeded: at % 5 },
          selfProposed: sixLevels[at % 6] ?? 'T',
          votes: 21 - at,
          outcome: sixLevels[at % 6] ?? 'T',
        }),
    ...(at === 3 ? { byRules: 'T' as const, reason: 'Chi bộ đề xuất thấp hơn mức theo quy định' } : {}),
  })),
  tally: {
    heldOn: '2026-12-05',
    place: 'nhà văn hóa tổ dân phố số 7',
    eligible: 25,
    present: 23,
    issued: 23,
    collected: 22,
    valid: 21,
    invalid: 1,
    votes: names.slice(0, 9).map((name, at) => ({ name, XS: at, T: 20 - at, HT: 1, KHT: 0 })),
    threshold: 'trên 1/2 số đảng viên được triệu tập',
    second: {
      heldOn: '2026-12-05',
      place: 'nhà văn hóa tổ dân phố số 7',
      ...{ eligible: 25, present: 23, issued: 23, collected: 23, valid: 22, invalid: 1, seats: 2 },
      votes: names.slice(0, 3).map((name, at) => ({ name, votes: 20 - 6 * at, chosen: at < 2 })),
      threshold: 'trên 1/2 số đảng viên được triệu tập',
    },
  },
  decided: names.map((name, at) => ({
    id: String(at),
    name,
    cardNumber: `01.${100000 + at}`,
    cell: `Chi bộ Tổ dân phố số ${(at % 3) + 1}`,
    group: groupsOf[at % 3] ?? 'member',
    points: 81.25 + at,
    outcome: at === 9 ? 'NOT_RATED' : (sixLevels[at % 6] ?? 'T'),
    ...(at === 9 ? { notRatedReason: 'Miễn công tác và sinh hoạt đảng' } : {}),
  })),
  decision: { number: '15-QĐ/ĐU', decidedOn: '2026-12-08' },
  organizations: Array.from({ length: 8 }, (_, at) => ({
    id: String(at),
    name: `Chi bộ Tổ dân phố số ${at + 1}`,
    sector: 'Tổ dân phố',
    memberCount: 20 + at,
    points: 79.5 + 2 * at,
    outcome: at === 7 ? ('NOT_RATED' as const) : (sixLevels[at % 6] ?? 'T'),
    ...(at === 7 ? { notRatedReason: 'Thành lập chưa đủ 6 tháng' } : {}),
  })),
  led: [
    { id: '20', name: 'Tập thể Chi ủy Chi bộ Tổ dân phố số 1', points: 93, outcome: 'XS' },
    { id: '21', name: 'Bí thư Chi bộ Tổ dân phố số 1 (mã ĐV-0417)', points: 91.5, outcome: 'T' },
  ],
  exceptionNumber: '88-QĐ/TU',
  review: {
    conduct: 'Chấp hành nghiêm chủ trương, đường lối của Đảng.',
    tasks: 'Hoàn thành toàn diện nhiệm vụ được giao.',
    leading: 'Giữ vững nền nếp sinh hoạt; thực hiện đủ cam kết đã đăng ký.',
    taskItems: [
      {
        title: 'Chuyển đổi số trong sinh hoạt chi bộ',
        result: 'Vượt mức: 100% đảng viên dùng sổ tay điện tử',
        product: 'Quy trình sinh hoạt chi bộ trên nền tảng số',
        progress: 'Vượt mức',
        quality: '100% đảng viên dùng sổ tay điện tử',
        evidence: 2,
      },
      { title: 'Vận động xây dựng nhà văn hóa', result: 'Đúng hạn', progress: 'Đúng hạn' },
    ],
    hints: [{ question: 'Việc khắc phục hạn chế của năm trước?', answer: 'Đã khắc phục xong 02/02 hạn chế.' }],
    commitments: 'Đã thực hiện đủ cam kết tu dưỡng, rèn luyện đã đăng ký.',
    limitations: 'Có lúc chưa quyết liệt trong đôn đốc.',
    causes: 'Chưa sắp xếp thời gian hợp lý.',
    remedied: 'Đã khắc phục hạn chế của năm trước.',
    direction: 'Đôn đốc hằng tuần.',
    generalPoints: 28.5,
    resultPoints: 64.25,
    selfProposed: 'XS',
  },
  ownLevel: { words: 'Hoàn thành xuất sắc nhiệm vụ', decision: '15-QĐ/ĐU', decidedOn: '2026-12-08' },
  superior: 'Ban Thường vụ Đảng ủy phường Hoa Ban',
  quota: ['Nhóm 2A: được 1, đề nghị 1', 'Nhóm 2B: được 2, đề nghị 2'],
  cell: 'Chi bộ Tổ dân phố số 7',
  tablesNote: 'Số liệu đến ngày 08/12/2026, chưa ký duyệt',
  tables: [
    {
      code: 'B3',
      title: 'Kết quả xếp loại chất lượng đảng viên',
      blockTitle: 'Theo tổ chức',
      columns: [
        { head: 'Đơn vị', width: 55, align: 'left' },
        { head: 'Tổng số', width: 20, align: 'right' },
        { head: 'HTXSNV', width: 20, align: 'right' },
        { head: 'HTTNV', width: 20, align: 'right' },
        { head: 'HTNV', width: 20, align: 'right' },
        { head: 'KHTNV', width: 20, align: 'right' },
      ],
      rows: [
        ['Chi bộ Tổ dân phố số 1', '25', '4', '18', '3', '0'],
        ['Chi bộ Tổ dân phố số 2', '31', '5', '22', '4', '0'],
      ],
      totals: ['Cộng', '56', '9', '40', '7', '0'],
    },
  ],
}

type Example = {
  readonly code: PaperCode
  readonly year?: number
  readonly day?: string
  readonly group?: 'leader' | 'member' | 'outside'
  /** The edition of the forms of self-review; the present one when absent. */
  readonly edition?: 1 | 2
  readonly of?: 'cell' | 'member'
  readonly number?: number
}

/** A frame of an invented ward for one form. */
export function exampleFrame({ code, year = 2026, day = `${year}-12-08`, number }: Example): PaperFrame {
  const form = findPaperForm(code)
  if (!form) throw new Error(`no form ${code}`)
  const isCell = form.issuedBy === 'cell'
  const generation = generationOfYear(year)
  return {
    form,
    generation,
    year,
    head: {
      superior: isCell ? 'Đảng bộ phường Hoa Ban' : 'Đảng bộ thành phố Hà Nội',
      issuer: isCell ? 'Chi bộ Tổ dân phố số 7' : 'Đảng ủy phường Hoa Ban',
      ...(form.symbol === null ? {} : { symbol: `${form.symbol}/${isCell ? 'CB' : 'ĐU'}` }),
      ...(number === undefined ? {} : { number }),
      place: 'Hoa Ban',
      day,
    },
    issuer: isCell ? 'cell' : 'standing-committee',
    decidedBy: isCell ? 'Chi bộ Tổ dân phố số 7' : 'Ban Thường vụ Đảng ủy phường Hoa Ban',
    organization: isCell ? 'Chi bộ Tổ dân phố số 7' : 'Đảng bộ phường Hoa Ban',
    bases: ['Căn cứ Điều lệ Đảng', ...ratingBases[generation].map((base) => `Căn cứ ${base.text}`)],
    signature: isCell
      ? { forBody: 'T/M CHI BỘ', position: 'Bí thư', name: 'Nguyễn Thị Bích Hường' }
      : { forBody: 'T/M BAN THƯỜNG VỤ', position: 'Bí thư', name: 'Nguyễn Văn Thiện' },
    recipients: isCell ? ['Đảng ủy phường', 'Lưu Chi bộ'] : ['Các chi bộ trực thuộc', 'Lưu Văn phòng Đảng ủy'],
    texts,
    subjectPrefix: 'về việc',
  }
}

/** The paper of one form filled with the invented year. */
export function examplePaper(example: Example): Paper {
  const { person: _, ...data } = { person, ...exampleData }
  const of = example.of ?? findPaperForm(example.code)?.of[0]
  return drawUpPaper(
    exampleFrame(example),
    of === 'member'
      ? {
          ...data,
          person: { ...person, group: example.group ?? 'leader' },
          review: { ...data.review, edition: example.edition ?? 2 },
        }
      : data,
  )
}

/** Every paper that must keep its looks: each form today, and those whose form or words differ in earlier generations. */
export const goldenPapers: readonly { readonly name: string; readonly example: Example }[] = [
  ...paperForms.flatMap((form) =>
    form.of.map((of) => ({
      name: `${String(form.number).padStart(2, '0')}-${form.code}${form.of.length > 1 ? `-${of}` : ''}-2026`,
      example: { code: form.code, ...(of === 'committee' ? {} : { of }), ...(form.number === 15 ? { number: 5 } : {}) },
    })),
  ),
  { name: '04-collective-review-2019', example: { code: 'collective-review', year: 2019 } },
  { name: '04-collective-review-2023', example: { code: 'collective-review', year: 2023 } },
  { name: '05-self-review-02B-2026', example: { code: 'self-review', group: 'member' } },
  { name: '05-self-review-02C-2026', example: { code: 'self-review', group: 'outside' } },
  { name: '05-self-review-first-2B-2026', example: { code: 'self-review', group: 'leader', edition: 1 } },
  { name: '05-self-review-02A-2023', example: { code: 'self-review', group: 'member', year: 2023 } },
  { name: '05-self-review-02B-2023', example: { code: 'self-review', group: 'leader', year: 2023 } },
  { name: '05-self-review-02-2019', example: { code: 'self-review', group: 'member', year: 2019 } },
  { name: '09-ballot-2017', example: { code: 'ballot', year: 2017 } },
  { name: '15-member-decision-2017', example: { code: 'member-decision', year: 2017 } },
  { name: '15-member-decision-2018', example: { code: 'member-decision', year: 2018 } },
  { name: '15-member-decision-2024', example: { code: 'member-decision', year: 2024 } },
  { name: '16-cell-decision-2017', example: { code: 'cell-decision', year: 2017 } },
]
