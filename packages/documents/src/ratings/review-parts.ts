import type { Level, ReviewEdition } from '@nq15/domain/ratings'
import type { PaperGeneration } from '@nq15/domain/reports'
import { heading, type PaperBlock, writtenOr } from '../reports/paper-model.ts'
import { roman } from './paper-frame.ts'
import type { MemberGroup } from './rating-words.ts'

/** One task of the year with what 43-HD/BTCTW 7.12 asks of it; `result` is how earlier forms say it in one. */
export type ReviewTask = {
  readonly title: string
  readonly result: string
  readonly product?: string
  readonly progress?: string
  readonly quality?: string
  /** How many papers prove it. */
  readonly evidence?: number
}

/** What a member has written of himself; an empty text leaves lines for the pen. */
export type WrittenReview = {
  /** The edition of the forms it is written on; the present one when absent. */
  readonly edition?: ReviewEdition
  /** Part I in one text, as it was written before its parts stood apart. */
  readonly strengths?: string
  readonly conduct?: string
  readonly tasks?: string
  /** Forms of leaders only. */
  readonly leading?: string
  readonly commitments?: string
  readonly taskItems?: readonly ReviewTask[]
  readonly limitations?: string
  readonly causes?: string
  readonly remedied?: string
  readonly explained?: string
  /** Questions of the superior; an open one leaves lines for the pen. */
  readonly hints?: readonly { readonly question: string; readonly answer: string }[]
  /** Own responsibility; in the forms before those of 2025 as read, of leaders only. */
  readonly responsibility?: string
  readonly direction?: string
  readonly generalPoints?: number
  readonly resultPoints?: number
  readonly selfProposed?: Level
  /** What the minutes say of him, what his cell proposes, and what was decided, in words. */
  readonly cellOpinion?: string
  readonly cellProposes?: string
  readonly decided?: string
}

/** Whether a review is on the forms of 43-HD/BTCTW as read. */
export const isAsRead = (generation: PaperGeneration, { edition = 2 }: WrittenReview): boolean =>
  generation === 'G3' && edition === 2

type Written = string | undefined | PaperBlock[]
type Of = { readonly generation: PaperGeneration; readonly group: MemberGroup; readonly review: WrittenReview }

/** The written parts of the form, each under its numeral, and how many numerals they take. */
export function reviewParts(of: Of): { readonly blocks: PaperBlock[]; readonly count: number } {
  const parts = isAsRead(of.generation, of.review) ? partsAsRead(of) : earlierParts(of)
  const blocks = parts.flatMap(([title, written], at): PaperBlock[] => [
    heading(`${roman(at + 1)}. ${title}`),
    ...(Array.isArray(written) ? written : writtenOr(written)),
  ])
  return { blocks, count: parts.length }
}

type Part = readonly [title: string, written: Written]

/** The parts of 02B, with the leaders' own in 02A (R for 02B; those of 02A and 02C by likeness). */
function partsAsRead({ group, review }: Of): readonly Part[] {
  const leads = group === 'leader'
  const { strengths, limitations, causes } = review
  return [
    [
      'Ưu điểm, kết quả đạt được',
      [
        ...(strengths ? writtenOr(strengths) : []),
        ...numbered([
          [
            'Phẩm chất chính trị, đạo đức, lối sống; đoàn kết nội bộ; ý thức tổ chức kỷ luật, nêu gương, những điều đảng viên không được làm; tác phong, lề lối làm việc; liên hệ các biểu hiện suy thoái',
            review.conduct,
          ],
          ['Nhiệm vụ, quyền hạn và kết quả thực hiện chỉ tiêu, nhiệm vụ được giao trong năm', review.tasks],
          ...(leads ? [['Kết quả lãnh đạo, quản lý, điều hành', review.leading] as const] : []),
          ['Việc thực hiện cam kết tu dưỡng, rèn luyện, phấn đấu', review.commitments],
        ]),
      ],
    ],
    [
      'Hạn chế, khuyết điểm và nguyên nhân',
      numbered([
        ['Hạn chế, khuyết điểm', limitations],
        ['Nguyên nhân', causes],
      ]),
    ],
    [
      'Kết quả khắc phục hạn chế, khuyết điểm đã được chỉ ra (đã khắc phục; đang khắc phục; chưa khắc phục)',
      review.remedied,
    ],
    ['Giải trình những vấn đề được gợi ý kiểm điểm (nếu có)', explainedOf(review)],
    [
      leads
        ? 'Trách nhiệm của cá nhân, trong đó có trách nhiệm đối với hạn chế, khuyết điểm của tập thể'
        : 'Trách nhiệm của cá nhân đối với hạn chế, khuyết điểm',
      review.responsibility,
    ],
    ['Phương hướng, biện pháp khắc phục hạn chế, khuyết điểm', review.direction],
  ]
}

/** The parts as they were printed before the forms could be read, and by the earlier generations. */
function earlierParts({ group, review }: Of): readonly Part[] {
  const responsibility: Part = [
    'Trách nhiệm của cá nhân đối với hạn chế, khuyết điểm của tập thể',
    review.responsibility,
  ]
  // What was typed into a part of the present forms is still printed.
  const limitations = [review.limitations, review.causes].filter(Boolean).join('\n') || undefined
  return [
    ['Ưu điểm, kết quả đạt được', strengthsOf(group, review)],
    ['Hạn chế, khuyết điểm và nguyên nhân', limitations],
    ['Kết quả khắc phục hạn chế, khuyết điểm của kỳ trước', review.remedied],
    ['Giải trình những vấn đề được gợi ý kiểm điểm (nếu có)', explainedOf(review)],
    ...(group === 'leader' ? [responsibility] : []),
    ['Phương hướng, biện pháp khắc phục hạn chế, khuyết điểm', review.direction],
  ]
}

const numbered = (parts: readonly (readonly [string, string | undefined])[]): PaperBlock[] =>
  parts.flatMap(([title, written], at): PaperBlock[] => [italic(`${at + 1}. ${title}`), ...writtenOr(written, 2)])

const italic = (text: string): PaperBlock => ({ kind: 'text', runs: [{ text, italic: true }], keepNext: true })

/** Part I by its parts where one of them is written, else the one text. */
function strengthsOf(
  group: MemberGroup,
  { strengths, conduct, tasks, leading, taskItems = [] }: WrittenReview,
): Written {
  if (!conduct && !tasks && !leading && taskItems.length === 0) return strengths
  const parts: readonly (readonly [string, string | undefined, readonly PaperBlock[]])[] = [
    ['Phẩm chất chính trị, đạo đức, lối sống, ý thức kỷ luật, tác phong, lề lối làm việc', conduct, []],
    ['Kết quả thực hiện chức trách, nhiệm vụ được giao', tasks, tasksTable(taskItems)],
    ...(group === 'leader'
      ? [['Kết quả lãnh đạo, quản lý, điều hành; thực hiện cam kết tu dưỡng', leading, []] as const]
      : []),
  ]
  return [
    ...(strengths ? writtenOr(strengths) : []),
    ...parts.flatMap(([title, written, more], at): PaperBlock[] => [
      italic(`${at + 1}. ${title}`),
      ...(written || more.length === 0 ? writtenOr(written, 2) : []),
      ...more,
    ]),
  ]
}

function tasksTable(items: readonly ReviewTask[]): PaperBlock[] {
  if (items.length === 0) return []
  return [
    {
      kind: 'list',
      columns: [
        { head: 'TT', width: 11, align: 'centre' },
        { head: 'Nhiệm vụ được giao', width: 92, align: 'left' },
        { head: 'Kết quả', width: 62, align: 'left' },
      ],
      rows: items.map(({ title, result }, at) => [String(at + 1), title, result]),
      totals: `Cộng: ${items.length} nhiệm vụ`,
    },
    { kind: 'gap', points: 6 },
  ]
}

const emptyRows = 5

/** The annex on results: each task with product, progress, quality and evidence (43-HD/BTCTW 7.12); empty rows for the pen. */
export function tasksAnnex({ taskItems = [] }: WrittenReview, about: string): PaperBlock[] {
  const rows =
    taskItems.length === 0
      ? Array.from({ length: emptyRows }, (_, at) => [String(at + 1), '', '', '', '', ''])
      : taskItems.map(({ title, product = '', progress = '', quality = '', evidence = 0 }, at) => [
          String(at + 1),
          title,
          product,
          progress,
          quality,
          evidence === 0 ? '' : `${evidence} tài liệu`,
        ])
  return [
    { kind: 'new-page' },
    { kind: 'centred', runs: [{ text: 'PHỤ LỤC', bold: true }] },
    { kind: 'centred', runs: [{ text: `Kết quả thực hiện nhiệm vụ ${about}`, bold: true }], after: 8 },
    {
      kind: 'list',
      columns: [
        { head: 'TT', width: 11, align: 'centre' },
        { head: 'Nhiệm vụ', width: 44, align: 'left' },
        { head: 'Sản phẩm', width: 36, align: 'left' },
        { head: 'Tiến độ', width: 26, align: 'left' },
        { head: 'Chất lượng', width: 28, align: 'left' },
        { head: 'Minh chứng', width: 20, align: 'left' },
      ],
      rows,
      totals: `Cộng: ${taskItems.length === 0 ? '……' : taskItems.length} nhiệm vụ`,
    },
  ]
}

function explainedOf({ explained, hints = [] }: WrittenReview): Written {
  if (hints.length === 0) return explained
  return [
    ...hints.flatMap(({ question, answer }): PaperBlock[] => [italic(`Gợi ý: ${question}`), ...writtenOr(answer, 2)]),
    ...(explained ? writtenOr(explained) : []),
  ]
}
