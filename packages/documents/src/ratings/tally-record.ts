import { type ListColumn, listTable } from '../reports/list-table.ts'
import { packPaper } from '../reports/pack-paper.ts'
import { partyLayoutOn } from '../reports/party-layout.ts'
import {
  type Block,
  bodyText,
  type PaperHead,
  paperHead,
  paperTitle,
  partyPaper,
  type Signature,
  textWidth,
  twoSignatures,
} from '../reports/party-paper.ts'
import { countText } from '../reports/party-words.ts'
import { grades, gradeWords } from './rating-words.ts'

/** Votes of one member, by level; each valid ballot marks one level for him. */
export type MemberVotes = { readonly name: string } & Readonly<Record<(typeof grades)[number], number>>

/** What the record of a count needs: counts only, never who voted what. */
export type TallyRecord = {
  readonly head: PaperHead
  readonly year: number
  readonly round: number
  /** When and where the ballots were counted, in words. */
  readonly countedAt: string
  /** The counting group; empty leaves its line for the pen. */
  readonly tellers: readonly { readonly name: string; readonly role: string }[]
  readonly eligible: number
  readonly present: number
  readonly issued: number
  readonly collected: number
  readonly valid: number
  readonly invalid: number
  readonly votes: readonly MemberVotes[]
  /** The threshold and its base in words: `trên 50 % số phiếu thu về`. */
  readonly threshold: string
  readonly signatures: { readonly left: Signature; readonly right: Signature }
  readonly generatedAt: string
}

/** Biên bản kiểm phiếu (paper 11) as Word bytes: attendance, ballots, votes per member and level, signatures. */
export function tallyRecord(record: TallyRecord): Promise<Buffer> {
  const layout = partyLayoutOn(record.head.day)
  const text = (words: string) => bodyText(layout, words)
  const tellers = record.tellers.map(({ name, role }) => `${name} (${role})`).join(', ')
  const about = `xếp loại chất lượng đảng viên năm ${record.year} (vòng ${record.round})`
  const blocks: Block[] = [
    paperHead(record.head, layout),
    ...paperTitle('Biên bản kiểm phiếu', about, layout),
    text(`Thời gian, địa điểm: ${record.countedAt}.`),
    text(
      record.tellers.length === 0
        ? 'Tổ kiểm phiếu gồm …… đồng chí: ………………………………………………'
        : `Tổ kiểm phiếu gồm ${countText(record.tellers.length)} đồng chí: ${tellers}.`,
    ),
    text('Kết quả kiểm phiếu như sau:'),
    ...counts(record).map(([label, count]) => text(`- ${label}: ${countText(count)}.`)),
    text('Số phiếu của từng đảng viên theo mức xếp loại:'),
    listTable(
      columns,
      record.votes.map((votes, index) => [
        String(index + 1),
        votes.name,
        ...grades.map((grade) => countText(votes[grade])),
      ]),
      { totals: `Cộng: ${countText(record.votes.length)} đảng viên được bỏ phiếu`, within: textWidth(layout) },
    ),
    text(''),
    text(`Mức xếp loại được đề xuất khi đạt ${record.threshold}.`),
    text('Biên bản được lập xong, đọc lại để mọi người cùng nghe và thống nhất ký tên.'),
    twoSignatures(record.signatures.left, record.signatures.right, layout),
  ]
  const paper = partyPaper(blocks, layout, {
    title: `Biên bản kiểm phiếu ${about}`,
    issuer: record.head.issuer,
    description: about,
  })
  return packPaper(paper, record.generatedAt)
}

const counts = (record: TallyRecord): readonly (readonly [string, number])[] => [
  ['Tổng số đảng viên được triệu tập', record.eligible],
  ['Số đảng viên có mặt', record.present],
  ['Số phiếu phát ra', record.issued],
  ['Số phiếu thu về', record.collected],
  ['Số phiếu hợp lệ', record.valid],
  ['Số phiếu không hợp lệ', record.invalid],
]

const columns: readonly ListColumn[] = [
  { head: 'TT', width: 11, align: 'centre' },
  { head: 'Họ và tên', width: 62, align: 'left' },
  ...grades.map((grade): ListColumn => ({ head: gradeWords[grade].short, width: 23, align: 'right' })),
]
