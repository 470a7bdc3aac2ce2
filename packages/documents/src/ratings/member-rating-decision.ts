import { checkPaper, type PaperFinding, type PaperIssuer } from '../reports/check-paper.ts'
import { type ListColumn, listTable } from '../reports/list-table.ts'
import { partyLayoutOn } from '../reports/party-layout.ts'
import { type Block, textWidth } from '../reports/party-paper.ts'
import { countText, dateLine, pointsText } from '../reports/party-words.ts'
import { countLevels } from './count-levels.ts'
import { annexTitle, countLines, type DecisionFrame, packDecision, partHeading, roman } from './decision-paper.ts'
import {
  grades,
  gradeWords,
  type MemberGroup,
  memberGroups,
  type RatingGeneration,
  type RatingOutcome,
} from './rating-words.ts'

/** One member of the list; `id` is any stable key, `points` the total of 100 when the generation has points. */
export type DecidedMember = {
  readonly id: string
  readonly name: string
  readonly cardNumber?: string
  readonly cell: string
  readonly group: MemberGroup
  readonly points?: number
  readonly outcome: RatingOutcome
  /** Required when not rated: the reason in words. */
  readonly notRatedReason?: string
}

/** What the decision on members' ratings needs; members come in the order in which they shall be listed. */
export type MemberRatingDecision = DecisionFrame & {
  readonly year: number
  readonly generation: RatingGeneration
  readonly issuer: PaperIssuer
  /** The organization whose members are rated: `Đảng bộ phường …`. */
  readonly organization: string
  /** The words of the campaign's rule set, best level first; checked against those printed here. */
  readonly levelLabels?: readonly string[]
  readonly members: readonly DecidedMember[]
}

/**
 * Quyết định công nhận xếp loại chất lượng đảng viên with its list (paper 15), as Word bytes. The counts of Điều 1 and
 * of the summary are counted from the list. Wording of the articles is a default [design].
 */
export function memberRatingDecision(decision: MemberRatingDecision): Promise<Buffer> {
  const { year, organization, members } = decision
  const counts = countLevels(members)
  const about = `công nhận xếp loại chất lượng đảng viên năm ${year}`
  const notRated =
    counts['not-rated'] > 0
      ? ` Không xếp loại ${countText(counts['not-rated'])} đảng viên, lý do ghi trong danh sách.`
      : ''
  return packDecision(decision, {
    about,
    articles: [
      {
        text: `Công nhận kết quả xếp loại chất lượng năm ${year} đối với ${countText(counts.rated)} đảng viên thuộc ${organization} (có danh sách kèm theo), trong đó:`,
        lines: countLines(counts, 'đảng viên'),
      },
      {
        text: `Kết quả xếp loại được thông báo đến chi bộ và đảng viên, lưu hồ sơ đảng viên và là căn cứ thực hiện công tác thi đua, khen thưởng, công tác cán bộ theo quy định.${notRated}`,
      },
      {
        text: 'Văn phòng cấp ủy, các tổ chức đảng có liên quan và đảng viên có tên trong danh sách chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực kể từ ngày ký.',
      },
    ],
    annex: (layout) => [
      ...annexTitle(`đảng viên được xếp loại chất lượng năm ${year}`, decision),
      ...summary(members, textWidth(layout)),
      ...levelParts(members, textWidth(layout)),
    ],
  })
}

/** The release checks of this paper against the levels that were decided; BLOCK findings keep the file back. */
export function checkMemberRatingDecision(
  decision: MemberRatingDecision,
  decided: readonly { readonly id: string; readonly level: RatingOutcome }[],
  options: { readonly registering?: boolean } = {},
): readonly PaperFinding[] {
  const { head, signature, issuer, members } = decision
  return checkPaper({
    kind: 'decision',
    issuer,
    formatVersion: partyLayoutOn(head.day).formatVersion,
    day: head.day,
    dateText: dateLine(head.place, head.day),
    ...(head.number === undefined ? {} : { number: head.number }),
    registering: options.registering ?? false,
    signingLines: [signature.forBody ?? '', signature.position],
    ...(signature.name === undefined ? {} : { signerName: signature.name }),
    bodyTexts: decision.bases,
    levelLabels: { printed: decision.levelLabels ?? [], ofGeneration: grades.map((grade) => gradeWords[grade].full) },
    list: { printed: members.map(({ id, outcome }) => ({ id, level: outcome })), decided },
  })
}

const summaryColumns: readonly ListColumn[] = [
  { head: 'Nhóm', width: 48, align: 'left' },
  { head: 'Tổng số', width: 17, align: 'right' },
  ...grades.map(
    (grade, index): ListColumn => ({ head: gradeWords[grade].short, width: index === 0 ? 22 : 20, align: 'right' }),
  ),
  { head: 'Không xếp loại', width: 18, align: 'right' },
]

function summary(members: readonly DecidedMember[], within: number): Block[] {
  const line = (label: string, rows: readonly DecidedMember[]) => {
    const counts = countLevels(rows)
    return [label, counts.total, ...grades.map((grade) => counts[grade]), counts['not-rated']].map((value) =>
      typeof value === 'number' ? countText(value) : value,
    )
  }
  const groups = memberGroups
    .map(({ code, label }) => ({ code, label, rows: members.filter(({ group }) => group === code) }))
    .filter(({ rows }) => rows.length > 0)
  return [
    listTable(
      summaryColumns,
      groups.map(({ code, label, rows }) => line(`${label} (${code})`, rows)),
      {
        totals: line('Cộng', members),
        within,
      },
    ),
  ]
}

const memberColumns: readonly ListColumn[] = [
  { head: 'TT', width: 9, align: 'centre' },
  { head: 'Họ và tên', width: 45, align: 'left' },
  { head: 'Số thẻ đảng viên', width: 22, align: 'centre' },
  { head: 'Chi bộ', width: 40, align: 'left' },
  { head: 'Nhóm', width: 14, align: 'centre' },
]
const ratedColumns: readonly ListColumn[] = [
  ...memberColumns,
  { head: 'Điểm', width: 14, align: 'right' },
  { head: 'Mức', width: 21, align: 'centre' },
]
const notRatedColumns: readonly ListColumn[] = [
  ...memberColumns.map((column) => (column.head === 'Chi bộ' ? { ...column, width: 37 } : column)),
  { head: 'Lý do không xếp loại', width: 38, align: 'left' },
]

function levelParts(members: readonly DecidedMember[], within: number): Block[] {
  const outcomes: readonly RatingOutcome[] = [...grades, 'not-rated']
  const parts = outcomes
    .map((outcome) => ({ outcome, rows: members.filter((member) => member.outcome === outcome) }))
    .filter(({ rows }) => rows.length > 0)
  return parts.flatMap(({ outcome, rows }, index) => [
    partHeading(`${roman(index + 1)}. ${gradeWords[outcome].full}: ${countText(rows.length)} đảng viên`),
    outcome === 'not-rated'
      ? listTable(notRatedColumns, rows.map(notRatedRow), { totals: totals(rows.length), within })
      : listTable(ratedColumns, rows.map(ratedRow), { totals: totals(rows.length), within }),
  ])
}

const memberCells = (member: DecidedMember, index: number) => [
  String(index + 1),
  member.name,
  member.cardNumber ?? '',
  // A number stays with its word: "Chi bộ Tổ dân phố" over "số 1".
  member.cell.replace(/ (\S+) (\d+)$/u, ' $1\u00a0$2'),
  member.group,
]

const ratedRow = (member: DecidedMember, index: number) => [
  ...memberCells(member, index),
  member.points === undefined ? '' : pointsText(member.points),
  gradeWords[member.outcome].short,
]

const notRatedRow = (member: DecidedMember, index: number) => [
  ...memberCells(member, index),
  member.notRatedReason ?? 'Chưa ghi lý do',
]

const totals = (count: number) => `Cộng: ${countText(count)} đảng viên`
