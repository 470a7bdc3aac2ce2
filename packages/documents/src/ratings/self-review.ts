import type { PaperGeneration } from '@nq15/domain/reports'
import { heading, orDots, type Paper, type PaperBlock, said, writtenOr } from '../reports/paper-model.ts'
import type { Signature } from '../reports/party-paper.ts'
import { pointsText, shortDay } from '../reports/party-words.ts'
import { type PaperFrame, paperOf, roman } from './paper-frame.ts'
import { grades, gradeWords, hasPoints, type MemberGroup, memberGroups, type RatedGrade } from './rating-words.ts'

/** Who a paper of a member is about. */
export type Person = {
  readonly name: string
  readonly bornOn?: string
  readonly cardNumber?: string
  readonly partyPost?: string
  readonly statePost?: string
  readonly unionPost?: string
  readonly workplace?: string
  readonly cell: string
  readonly group: MemberGroup
}

/** What a member has written of himself; an empty text leaves lines for the pen. */
export type WrittenReview = {
  /** Part I in one text, as it was written before its parts stood apart. */
  readonly strengths?: string
  readonly conduct?: string
  readonly tasks?: string
  /** Forms of leaders only. */
  readonly leading?: string
  readonly taskItems?: readonly { readonly title: string; readonly result: string }[]
  readonly limitations?: string
  readonly remedied?: string
  readonly explained?: string
  /** Questions of the superior; an open one leaves lines for the pen. */
  readonly hints?: readonly { readonly question: string; readonly answer: string }[]
  /** Forms of leaders only: own responsibility for the collective's limitations. */
  readonly responsibility?: string
  readonly direction?: string
  readonly generalPoints?: number
  readonly resultPoints?: number
  readonly selfProposed?: RatedGrade
  /** What the minutes say of him, what his cell proposes, and what was decided, in words. */
  readonly cellOpinion?: string
  readonly cellProposes?: string
  readonly decided?: string
}

/** The form's id as its guidance names it (2C and those of 2023: T; 2A, 2B, 2019: S). */
export function reviewFormId(generation: PaperGeneration, group: MemberGroup): string | undefined {
  if (generation === 'G3') return `Mẫu ${group}-HD KĐ.ĐG 2025`
  if (generation === 'G2') return `Mẫu ${group === '2B' ? '02B' : '02A'}-HD KĐ.ĐG 2023`
  return generation === 'G1b' ? 'Mẫu 02-HD KĐ.ĐG 2019' : undefined
}

/**
 * Bản kiểm điểm (paper 5) of its generation: sections of ratings.md §10, the points where the rules have them, the proposed
 * level, and the places where head, cell and committee write. The wording of the 2025 form is second-hand (S-code).
 */
export function selfReview(frame: PaperFrame, { person, review }: { person: Person; review: WrittenReview }): Paper {
  const { generation, year, head } = frame
  const formId = reviewFormId(generation, person.group)
  const about =
    generation === 'G1b'
      ? `cá nhân năm ${year}`
      : `${generation === 'G2' ? groupTitle2023(person.group) : (memberGroups.find(({ code }) => code === person.group)?.label ?? '')}\u00a0– Năm ${year}`
  const half = (signature: Signature): PaperBlock => ({ kind: 'sign', signature })
  const { symbol: _, number: __, ...unnumbered } = head
  const sections = sectionsOf(person.group, review)
  return {
    ...paperOf(frame, {
      type: 'Bản kiểm điểm',
      about,
      sheet: 'A4',
      blocks: [
        ...(formId === undefined ? [] : [{ kind: 'form-id', text: formId } as const]),
        { kind: 'head', head: unnumbered },
        { kind: 'title', type: generation === 'G3' ? 'Bản kiểm điểm' : 'Bản kiểm điểm cá nhân', about },
        ...personFacts(person).map(said),
        ...sections.flatMap(([title, written], at): PaperBlock[] => [
          heading(`${roman(at + 1)}. ${title}`),
          ...(Array.isArray(written) ? written : writtenOr(written)),
        ]),
        ...(hasPoints(generation)
          ? [heading('Tự chấm điểm'), pointsTable(review), { kind: 'gap', points: 6 } as const]
          : []),
        heading(
          hasPoints(generation)
            ? 'Tự đề xuất xếp loại mức chất lượng'
            : `${roman(sections.length + 1)}. Tự nhận mức xếp loại chất lượng`,
        ),
        ...grades.map((grade) => said(`${review.selfProposed === grade ? '☒' : '☐'} ${gradeWords[grade].full}`)),
        half({ position: 'Người tự kiểm điểm', name: person.name }),
        { kind: 'gap', points: 8 },
        heading('Nhận xét, đề xuất của người đứng đầu'),
        { kind: 'pen', lines: 2 },
        heading('Nhận xét của chi ủy; chi bộ đề xuất xếp loại mức chất lượng'),
        ...(review.cellOpinion || review.cellProposes
          ? [
              ...writtenOr(review.cellOpinion, 1),
              ...(review.cellProposes ? [said(`Chi bộ đề xuất: ${review.cellProposes}.`)] : []),
            ]
          : [{ kind: 'pen', lines: 2 } as const]),
        half({ forBody: 'T/M CHI BỘ', position: 'Bí thư' }),
        { kind: 'gap', points: 8 },
        heading('Đảng ủy, chi ủy cơ sở xếp loại mức chất lượng'),
        ...(review.decided ? [said(`${review.decided}.`)] : [{ kind: 'pen', lines: 2 } as const]),
        half({ forBody: 'T/M ĐẢNG ỦY (CHI ỦY)', position: 'Bí thư' }),
      ],
    }),
    title: `Bản kiểm điểm năm ${year}`,
    description: formId ?? 'Bản kiểm điểm',
  }
}

const groupTitle2023 = (group: MemberGroup) =>
  group === '2B' ? 'Cá nhân giữ chức vụ lãnh đạo, quản lý' : 'Cá nhân không giữ chức vụ lãnh đạo, quản lý'

/** The lines that say who a member's paper is about. */
export function personFacts(person: Person): string[] {
  return [
    `Họ và tên: ${person.name}. Ngày sinh: ${person.bornOn === undefined ? '…………' : shortDay(person.bornOn)}.`,
    `Chức vụ Đảng: ${orDots(person.partyPost)}. Chức vụ chính quyền: ${orDots(person.statePost)}. Chức vụ đoàn thể: ${orDots(person.unionPost)}.`,
    `Đơn vị công tác: ${orDots(person.workplace)}. Chi bộ: ${person.cell}.`,
  ]
}

type Written = string | undefined | PaperBlock[]

function sectionsOf(group: MemberGroup, review: WrittenReview): (readonly [string, Written])[] {
  const responsibility = [
    'Trách nhiệm của cá nhân đối với hạn chế, khuyết điểm của tập thể',
    review.responsibility,
  ] as const
  return [
    ['Ưu điểm, kết quả đạt được', strengthsOf(group, review)],
    ['Hạn chế, khuyết điểm và nguyên nhân', review.limitations],
    ['Kết quả khắc phục hạn chế, khuyết điểm của kỳ trước', review.remedied],
    ['Giải trình những vấn đề được gợi ý kiểm điểm (nếu có)', explainedOf(review)],
    ...(group === '2B' ? [responsibility] : []),
    ['Phương hướng, biện pháp khắc phục hạn chế, khuyết điểm', review.direction],
  ]
}

/** Part I by its parts where one of them is written, else the one text. */
function strengthsOf(
  group: MemberGroup,
  { strengths, conduct, tasks, leading, taskItems = [] }: WrittenReview,
): Written {
  if (!conduct && !tasks && !leading && taskItems.length === 0) return strengths
  const parts: readonly (readonly [string, string | undefined, readonly PaperBlock[]])[] = [
    ['Phẩm chất chính trị, đạo đức, lối sống, ý thức kỷ luật, tác phong, lề lối làm việc', conduct, []],
    ['Kết quả thực hiện chức trách, nhiệm vụ được giao', tasks, tasksTable(taskItems)],
    ...(group === '2B'
      ? [['Kết quả lãnh đạo, quản lý, điều hành; thực hiện cam kết tu dưỡng', leading, []] as const]
      : []),
  ]
  return [
    ...(strengths ? writtenOr(strengths) : []),
    ...parts.flatMap(([title, written, more], at): PaperBlock[] => [
      { kind: 'text', runs: [{ text: `${at + 1}. ${title}`, italic: true }], keepNext: true },
      ...(written || more.length === 0 ? writtenOr(written, 2) : []),
      ...more,
    ]),
  ]
}

function tasksTable(items: NonNullable<WrittenReview['taskItems']>): PaperBlock[] {
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

function explainedOf({ explained, hints = [] }: WrittenReview): Written {
  if (hints.length === 0) return explained
  return [
    ...hints.flatMap(({ question, answer }): PaperBlock[] => [
      { kind: 'text', runs: [{ text: `Gợi ý: ${question}`, italic: true }], keepNext: true },
      ...writtenOr(answer, 2),
    ]),
    ...(explained ? writtenOr(explained) : []),
  ]
}

function pointsTable({ generalPoints, resultPoints }: WrittenReview): PaperBlock {
  const shown = (points: number | undefined) => (points === undefined ? '' : pointsText(points))
  const total = generalPoints === undefined || resultPoints === undefined ? undefined : generalPoints + resultPoints
  return {
    kind: 'list',
    columns: [
      { head: 'Nhóm', width: 14, align: 'centre' },
      { head: 'Nội dung', width: 91, align: 'left' },
      { head: 'Điểm tối đa', width: 30, align: 'right' },
      { head: 'Tự chấm', width: 30, align: 'right' },
    ],
    rows: [
      ['A', 'Nhóm tiêu chí chung', '30', shown(generalPoints)],
      ['B', 'Nhóm tiêu chí kết quả thực hiện nhiệm vụ', '70', shown(resultPoints)],
    ],
    totals: ['', 'Tổng điểm', '100', shown(total)],
  }
}
