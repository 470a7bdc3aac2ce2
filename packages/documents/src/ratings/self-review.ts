import { levels, type ReviewEdition } from '@nq15/domain/ratings'
import type { PaperGeneration } from '@nq15/domain/reports'
import { heading, orDots, type Paper, type PaperBlock, said, writtenOr } from '../reports/paper-model.ts'
import type { Signature } from '../reports/party-paper.ts'
import { pointsText, shortDay } from '../reports/party-words.ts'
import { type PaperFrame, paperOf, roman } from './paper-frame.ts'
import { groupLetter, hasPoints, levelWords, type MemberGroup, memberGroups } from './rating-words.ts'
import { isAsRead, reviewParts, tasksAnnex, type WrittenReview } from './review-parts.ts'

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

/** The form's id as its guidance names it; one begun on the forms given out first keeps its id (2019 and 02A, 02C: S). */
export function reviewFormId(
  generation: PaperGeneration,
  group: MemberGroup,
  edition: ReviewEdition = 2,
): string | undefined {
  if (generation === 'G3') return `Mẫu ${edition === 1 ? '' : '0'}${groupLetter(group, edition)}-HD KĐ.ĐG 2025`
  if (generation === 'G2') return `Mẫu ${group === 'leader' ? '02B' : '02A'}-HD KĐ.ĐG 2023`
  return generation === 'G1b' ? 'Mẫu 02-HD KĐ.ĐG 2019' : undefined
}

type Drawn = { readonly person: Person; readonly review: WrittenReview }

/**
 * Bản kiểm điểm (paper 5) on the form and edition it was written on: its parts, the points where the rules have them, the
 * proposed level, and the places where cell, leading collective and committee write.
 */
export function selfReview(frame: PaperFrame, { person, review }: Drawn): Paper {
  const { generation, year, head } = frame
  const formId = reviewFormId(generation, person.group, review.edition)
  const asRead = isAsRead(generation, review)
  const about = aboutOf(frame, person.group)
  const { symbol: _, number: __, ...unnumbered } = head
  const { blocks: parts, count } = reviewParts({ generation, group: person.group, review })
  return {
    ...paperOf(frame, {
      type: 'Bản kiểm điểm',
      about,
      sheet: 'A4',
      blocks: [
        ...(formId === undefined ? [] : [{ kind: 'form-id', text: formId } as const]),
        { kind: 'head', head: unnumbered },
        { kind: 'title', type: generation === 'G3' ? 'Bản kiểm điểm' : 'Bản kiểm điểm cá nhân', about },
        ...(generation === 'G3' && !asRead ? [earlierNote] : []),
        ...personFacts(person).map(said),
        ...parts,
        ...ownLevel(generation, { review, count, asRead }),
        sign({ position: 'Người tự kiểm điểm', name: person.name }),
        { kind: 'gap', points: 8 },
        ...(asRead ? saidAsRead(review) : saidEarlier(review)),
        ...(asRead ? tasksAnnex(review, `của đồng chí ${person.name} năm ${year}`) : []),
      ],
    }),
    title: `Bản kiểm điểm năm ${year}`,
    description: formId ?? 'Bản kiểm điểm',
  }
}

const aboutOf = ({ generation, year }: PaperFrame, group: MemberGroup): string => {
  if (generation === 'G1b') return `cá nhân năm ${year}`
  const who =
    generation === 'G2' ? groupTitle2023(group) : (memberGroups.find(({ code }) => code === group)?.label ?? '')
  return `${who}\u00a0– Năm ${year}`
}

const earlierNote: PaperBlock = {
  kind: 'centred',
  runs: [
    { text: '(Viết theo mẫu phát hành trước khi có mẫu 02A, 02B, 02C của Hướng dẫn số 43-HD/BTCTW)', italic: true },
  ],
  size: 12,
  after: 6,
}

const sign = (signature: Signature): PaperBlock => ({ kind: 'sign', signature })

type Own = { readonly review: WrittenReview; readonly count: number; readonly asRead: boolean }

function ownLevel(generation: PaperGeneration, { review, count, asRead }: Own): PaperBlock[] {
  const next = roman(count + 1)
  return [
    ...(hasPoints(generation)
      ? [
          heading(asRead ? `${next}. Tự chấm điểm và nhận mức xếp loại chất lượng` : 'Tự chấm điểm'),
          pointsTable(review),
          { kind: 'gap', points: 6 } as const,
        ]
      : []),
    ...(asRead
      ? []
      : [
          heading(
            hasPoints(generation) ? 'Tự đề xuất xếp loại mức chất lượng' : `${next}. Tự nhận mức xếp loại chất lượng`,
          ),
        ]),
    ...levels.map((level) => said(`${review.selfProposed === level ? '☒' : '☐'} ${levelWords[level].full}`)),
    ...(asRead ? [said('(Gửi kèm Phụ lục về kết quả thực hiện nhiệm vụ.)')] : []),
  ]
}

/** Opinion of the cell, of the leading collective, and the decision. */
const saidAsRead = (review: WrittenReview): PaperBlock[] => [
  heading('Nhận xét, đánh giá, đề xuất xếp loại của chi bộ'),
  ...cellSaid(review),
  sign({ forBody: 'T/M CHI BỘ', position: 'Bí thư' }),
  { kind: 'gap', points: 8 },
  heading('Nhận xét, đánh giá của tập thể lãnh đạo, quản lý nơi công tác (nếu có)'),
  { kind: 'pen', lines: 2 },
  sign({ forBody: 'T/M TẬP THỂ LÃNH ĐẠO', position: 'Thủ trưởng' }),
  { kind: 'gap', points: 8 },
  heading('Cấp có thẩm quyền đánh giá, xếp loại chất lượng'),
  ...decidedSaid(review),
  sign({ forBody: 'T/M CẤP ỦY', position: 'Bí thư' }),
]

const saidEarlier = (review: WrittenReview): PaperBlock[] => [
  heading('Nhận xét, đề xuất của người đứng đầu'),
  { kind: 'pen', lines: 2 },
  heading('Nhận xét của chi ủy; chi bộ đề xuất xếp loại mức chất lượng'),
  ...cellSaid(review),
  sign({ forBody: 'T/M CHI BỘ', position: 'Bí thư' }),
  { kind: 'gap', points: 8 },
  heading('Đảng ủy, chi ủy cơ sở xếp loại mức chất lượng'),
  ...decidedSaid(review),
  sign({ forBody: 'T/M ĐẢNG ỦY (CHI ỦY)', position: 'Bí thư' }),
]

const cellSaid = ({ cellOpinion, cellProposes }: WrittenReview): PaperBlock[] =>
  cellOpinion || cellProposes
    ? [...writtenOr(cellOpinion, 1), ...(cellProposes ? [said(`Chi bộ đề xuất: ${cellProposes}.`)] : [])]
    : [{ kind: 'pen', lines: 2 }]

const decidedSaid = ({ decided }: WrittenReview): PaperBlock[] =>
  decided ? [said(`${decided}.`)] : [{ kind: 'pen', lines: 2 }]

const groupTitle2023 = (group: MemberGroup) =>
  group === 'leader' ? 'Cá nhân giữ chức vụ lãnh đạo, quản lý' : 'Cá nhân không giữ chức vụ lãnh đạo, quản lý'

/** The lines that say who a member's paper is about. */
export function personFacts(person: Person): string[] {
  return [
    `Họ và tên: ${person.name}. Ngày sinh: ${person.bornOn === undefined ? '…………' : shortDay(person.bornOn)}.`,
    `Chức vụ Đảng: ${orDots(person.partyPost)}. Chức vụ chính quyền: ${orDots(person.statePost)}. Chức vụ đoàn thể: ${orDots(person.unionPost)}.`,
    `Đơn vị công tác: ${orDots(person.workplace)}. Chi bộ: ${person.cell}.`,
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
