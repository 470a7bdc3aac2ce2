import { type ListColumn, listTable } from '../reports/list-table.ts'
import { packPaper } from '../reports/pack-paper.ts'
import { partyLayoutOn } from '../reports/party-layout.ts'
import {
  type Block,
  bodyText,
  centred,
  type PaperHead,
  paperHead,
  paperTitle,
  partyPaper,
  penLines,
  plainTable,
  run,
  signatureBlock,
  textWidth,
} from '../reports/party-paper.ts'
import { pointsText, shortDay } from '../reports/party-words.ts'
import { grades, gradeWords, type MemberGroup } from './rating-words.ts'

/** What a member's self-review holds; an empty text leaves lines for the pen. */
export type SelfReview = {
  readonly head: PaperHead
  readonly form: MemberGroup
  readonly year: number
  readonly name: string
  readonly bornOn?: string
  readonly partyPost?: string
  readonly statePost?: string
  readonly unionPost?: string
  readonly workplace?: string
  readonly cell: string
  readonly strengths?: string
  readonly limitations?: string
  readonly remedied?: string
  readonly explained?: string
  /** Form 2B only: own responsibility for the collective's limitations. */
  readonly responsibility?: string
  readonly direction?: string
  readonly generalPoints?: number
  readonly resultPoints?: number
  readonly selfProposed?: (typeof grades)[number]
  readonly generatedAt: string
}

/** The form's id as 43-HD/BTCTW names it (2C: T; 2A and 2B: S/M). */
export const reviewFormId = (form: MemberGroup) => `Mẫu ${form}-HD KĐ.ĐG 2025`

/**
 * Bản kiểm điểm 2A, 2B or 2C (paper 5) as Word bytes: sections of `ratings.md` §10, the points, the proposed level, and
 * the three places where head, cell and committee write. The wording of the 2025 form is second-hand (S-code).
 */
export function selfReview(review: SelfReview): Promise<Buffer> {
  const layout = partyLayoutOn(review.head.day)
  const text = (words: string) => bodyText(layout, words)
  const heading = (words: string) => bodyText(layout, [run(words, { bold: true })], { keepNext: true })
  const sign = (block: Parameters<typeof signatureBlock>[0]): Block => {
    const half = textWidth(layout) / 2
    return plainTable([half, half], [[[centred([])], signatureBlock(block, layout)]], 10)
  }
  const blocks: Block[] = [
    bodyText(layout, [run(reviewFormId(review.form), { italic: true, size: 12 })]),
    paperHead(review.head, layout),
    ...paperTitle('Bản kiểm điểm', `${formWords[review.form]}\u00a0– Năm ${review.year}`, layout),
    ...facts(review).map(text),
    ...sections(review).flatMap(([title, written], index) => [
      heading(`${roman[index] ?? ''}. ${title}`),
      ...(paragraphs(written).length > 0 ? paragraphs(written).map(text) : penLines(layout, 3)),
    ]),
    heading('Tự chấm điểm'),
    pointsTable(review, textWidth(layout)),
    bodyText(layout, ''),
    heading('Tự đề xuất xếp loại mức chất lượng'),
    ...grades.map((grade) => text(`${review.selfProposed === grade ? '☒' : '☐'} ${gradeWords[grade].full}`)),
    sign({ position: 'Người tự kiểm điểm', name: review.name }),
    text(''),
    heading('Nhận xét, đề xuất của người đứng đầu'),
    ...penLines(layout, 2),
    heading('Nhận xét của chi ủy; chi bộ đề xuất xếp loại mức chất lượng'),
    ...penLines(layout, 2),
    sign({ forBody: 'T/M CHI BỘ', position: 'Bí thư' }),
    text(''),
    heading('Đảng ủy, chi ủy cơ sở xếp loại mức chất lượng'),
    ...penLines(layout, 2),
    sign({ forBody: 'T/M ĐẢNG ỦY (CHI ỦY)', position: 'Bí thư' }),
  ]
  const paper = partyPaper(blocks, layout, {
    title: `Bản kiểm điểm năm ${review.year}`,
    issuer: review.cell,
    description: reviewFormId(review.form),
  })
  return packPaper(paper, review.generatedAt)
}

const roman = ['I', 'II', 'III', 'IV', 'V', 'VI']

const formWords: Readonly<Record<MemberGroup, string>> = {
  '2A': 'Đảng viên không giữ chức vụ lãnh đạo, quản lý',
  '2B': 'Đảng viên giữ chức vụ lãnh đạo, quản lý',
  '2C': 'Đảng viên không làm việc trong hệ thống chính trị',
}

function facts(review: SelfReview): string[] {
  const born = review.bornOn === undefined ? '…………' : shortDay(review.bornOn)
  return [
    `Họ và tên: ${review.name}. Ngày sinh: ${born}.`,
    `Chức vụ Đảng: ${review.partyPost ?? '…………'}. Chức vụ chính quyền: ${review.statePost ?? '…………'}. Chức vụ đoàn thể: ${review.unionPost ?? '…………'}.`,
    `Đơn vị công tác: ${review.workplace ?? '…………'}. Chi bộ: ${review.cell}.`,
  ]
}

function sections(review: SelfReview): (readonly [string, string | undefined])[] {
  const responsibility = [
    'Trách nhiệm của cá nhân đối với hạn chế, khuyết điểm của tập thể',
    review.responsibility,
  ] as const
  return [
    ['Ưu điểm, kết quả đạt được', review.strengths],
    ['Hạn chế, khuyết điểm và nguyên nhân', review.limitations],
    ['Kết quả khắc phục hạn chế, khuyết điểm của kỳ trước', review.remedied],
    ['Giải trình những vấn đề được gợi ý kiểm điểm (nếu có)', review.explained],
    ...(review.form === '2B' ? [responsibility] : []),
    ['Phương hướng, biện pháp khắc phục hạn chế, khuyết điểm', review.direction],
  ]
}

const paragraphs = (written = '') => written.split(/\n+/u).filter((line) => line.trim() !== '')

const columns: readonly ListColumn[] = [
  { head: 'Nhóm', width: 14, align: 'centre' },
  { head: 'Nội dung', width: 91, align: 'left' },
  { head: 'Điểm tối đa', width: 30, align: 'right' },
  { head: 'Tự chấm', width: 30, align: 'right' },
]

function pointsTable({ generalPoints, resultPoints }: SelfReview, within: number): Block {
  const shown = (points: number | undefined) => (points === undefined ? '' : pointsText(points))
  const total = generalPoints === undefined || resultPoints === undefined ? undefined : generalPoints + resultPoints
  return listTable(
    columns,
    [
      ['A', 'Nhóm tiêu chí chung', '30', shown(generalPoints)],
      ['B', 'Nhóm tiêu chí kết quả thực hiện nhiệm vụ', '70', shown(resultPoints)],
    ],
    { totals: ['', 'Tổng điểm', '100', shown(total)], within },
  )
}
