import { levels } from '@nq15/domain/ratings'
import type { PaperGeneration, PaperTexts } from '@nq15/domain/reports'
import { heading, orDots, type Paper, type PaperBlock, said, writtenOr } from '../reports/paper-model.ts'
import { pointsText } from '../reports/party-words.ts'
import { letterPaper, type PaperFrame, roman } from './paper-frame.ts'
import { hasPoints, levelWords } from './rating-words.ts'
import { tasksAnnex } from './review-parts.ts'

const formIds: Readonly<Partial<Record<PaperGeneration, string>>> = {
  G1b: 'Mẫu 01-HD KĐ.ĐG 2019',
  G2: 'Mẫu 01-HD KĐ.ĐG 2023',
  G3: 'Mẫu 01-HD KĐ.ĐG 2025',
}

type Part = readonly [title: string, written: string | undefined]

/** The parts as they were printed before form 01 of 2025 could be read: by memory (M). */
const earlierParts = (texts: PaperTexts): readonly Part[] => [
  ['Ưu điểm, kết quả đạt được', texts.strengths],
  ['Kết quả thực hiện nhiệm vụ (được giao, đúng hạn, chậm, chưa hoàn thành, vượt)', texts.tasks],
  ['Hạn chế, khuyết điểm', texts.limitations],
  ['Nguyên nhân', texts.causes],
  ['Kết quả khắc phục hạn chế, khuyết điểm của kỳ trước', texts.remedied],
  ['Giải trình những vấn đề được gợi ý kiểm điểm (nếu có)', texts.answers],
  ['Trách nhiệm của tập thể, cá nhân', texts.responsibility],
  ['Phương hướng, biện pháp khắc phục', texts.direction],
]

/** Part A.I of form 01 of 2025 (read): what the collective did, under its four heads. */
const achievements = (texts: PaperTexts): readonly Part[] => [
  [
    'Chấp hành nguyên tắc tổ chức và hoạt động, nhất là tập trung dân chủ; thực hiện quy chế làm việc',
    texts.principles,
  ],
  ['Kết quả thực hiện mục tiêu, chỉ tiêu, nhiệm vụ được giao và nhiệm vụ phát sinh, đột xuất', texts.tasks],
  [
    'Xây dựng, chỉnh đốn Đảng và hệ thống chính trị; tổ chức bộ máy; nêu gương, giải trình; phòng, chống tham nhũng, lãng phí, tiêu cực, suy thoái; kiểm soát quyền lực; công tác cán bộ; kiểm tra, giám sát, kỷ luật; tiếp công dân, giải quyết khiếu nại, tố cáo',
    texts.building,
  ],
  [
    'Trách nhiệm của tập thể lãnh đạo, quản lý trong triển khai chủ trương, nghị quyết và thực hiện nhiệm vụ chính trị',
    texts.steering,
  ],
]

const numbered = (parts: readonly Part[]): PaperBlock[] =>
  parts.flatMap(([title, written], at): PaperBlock[] => [
    { kind: 'text', runs: [{ text: `${at + 1}. ${title}`, italic: true }], keepNext: true },
    ...writtenOr(written, 2),
  ])

/** Báo cáo kiểm điểm of a collective (paper 4, Mẫu 01): 2025 in all its parts as read, the earlier ones by memory (M). */
export function collectiveReview(frame: PaperFrame): Paper {
  const { year, texts, generation, organization } = frame
  const chosen = levels.find(
    (level) => levelWords[level].full === texts.selfLevel || levelWords[level].short === texts.selfLevel,
  )
  const boxes = levels.map((level) => said(`${chosen === level ? '☒' : '☐'} ${levelWords[level].full}`))
  const formId = formIds[generation]
  const letter = letterPaper(frame, {
    type: 'Báo cáo',
    about: hasPoints(generation)
      ? `kiểm điểm, tự đánh giá, xếp loại chất lượng của tập thể ${organization} năm ${year}`
      : `kiểm điểm tập thể ${organization} năm ${year}`,
    ...(formId === undefined ? {} : { formId }),
    blocks: hasPoints(generation)
      ? asRead(frame, boxes)
      : [
          ...earlierParts(texts).flatMap(([title, written], at) => [
            heading(`${roman(at + 1)}. ${title}`),
            ...writtenOr(written, 2),
          ]),
          heading(`${roman(9)}. Tự đề xuất xếp loại mức chất lượng`),
          ...boxes,
        ],
  })
  return hasPoints(generation)
    ? { ...letter, blocks: [...letter.blocks, ...tasksAnnex({}, `của ${organization} năm ${year}`)] }
    : letter
}

/** The sum of both groups, where both are written as numbers. */
function totalOf({ generalPoints = '', resultPoints = '' }: PaperTexts): string {
  const written = [generalPoints, resultPoints].map((one) => Number.parseFloat(one.replace(',', '.')))
  const total = written.reduce((sum, one) => sum + one, 0)
  return Number.isNaN(total) ? orDots(undefined) : pointsText(total)
}

/** Parts A and B of form 01 of 2025. */
function asRead({ texts }: PaperFrame, boxes: readonly PaperBlock[]): PaperBlock[] {
  return [
    heading('A. NỘI DUNG KIỂM ĐIỂM'),
    heading('I. Ưu điểm, kết quả đạt được'),
    ...(texts.strengths ? writtenOr(texts.strengths) : []),
    ...numbered(achievements(texts)),
    heading('II. Hạn chế, khuyết điểm và nguyên nhân'),
    ...numbered([
      ['Hạn chế, khuyết điểm', texts.limitations],
      ['Nguyên nhân của hạn chế, khuyết điểm', texts.causes],
    ]),
    heading(
      'III. Kết quả khắc phục những hạn chế, khuyết điểm đã được kết luận hoặc được chỉ ra ở các kỳ kiểm điểm trước (đã khắc phục; đang khắc phục; chưa khắc phục)',
    ),
    ...writtenOr(texts.remedied, 2),
    heading('IV. Giải trình những vấn đề được gợi ý kiểm điểm (nếu có)'),
    ...writtenOr(texts.answers, 2),
    heading('V. Trách nhiệm của tập thể, cá nhân'),
    ...writtenOr(texts.responsibility, 2),
    heading('VI. Phương hướng, biện pháp khắc phục hạn chế, khuyết điểm'),
    ...writtenOr(texts.direction, 2),
    heading('B. NỘI DUNG TỰ ĐÁNH GIÁ, XẾP LOẠI'),
    heading('I. Đánh giá theo các nhóm tiêu chí (Phụ lục 1 của Quy định số 366-QĐ/TW)'),
    said(`1. Nhóm tiêu chí chung: ${orDots(texts.generalPoints)}/30`),
    said(`2. Nhóm tiêu chí về kết quả thực hiện nhiệm vụ: ${orDots(texts.resultPoints)}/70`),
    said(`Tổng điểm: ${totalOf(texts)}/100`),
    heading('II. Đề xuất xếp loại mức chất lượng'),
    ...boxes,
    said('(Gửi kèm Phụ lục về kết quả thực hiện nhiệm vụ.)'),
  ]
}
