import { type ListColumn, listTable } from '../reports/list-table.ts'
import { type Block, textWidth } from '../reports/party-paper.ts'
import { countText, pointsText } from '../reports/party-words.ts'
import { countLevels } from './count-levels.ts'
import { annexTitle, countLines, type DecisionFrame, packDecision, partHeading, roman } from './decision-paper.ts'
import { grades, gradeWords, type RatingOutcome } from './rating-words.ts'

/** One cell (or subordinate committee) of the list. */
export type DecidedCell = {
  readonly id: string
  readonly name: string
  readonly sector?: string
  readonly memberCount?: number
  readonly points?: number
  readonly outcome: RatingOutcome
  readonly notRatedReason?: string
}

/** What the decision on the rating of cells needs; cells come in the order in which they shall be listed. */
export type CellRatingDecision = DecisionFrame & {
  readonly year: number
  readonly organization: string
  readonly cells: readonly DecidedCell[]
}

/** Quyết định xếp loại chi bộ trực thuộc with its list (paper 16), as Word bytes; counts are counted from the list. */
export function cellRatingDecision(decision: CellRatingDecision): Promise<Buffer> {
  const { year, organization, cells } = decision
  const counts = countLevels(cells)
  const notRated =
    counts['not-rated'] > 0
      ? ` Không xếp loại ${countText(counts['not-rated'])} tổ chức đảng, lý do ghi trong danh sách.`
      : ''
  return packDecision(decision, {
    about: `xếp loại chất lượng chi bộ trực thuộc năm ${year}`,
    articles: [
      {
        text: `Xếp loại chất lượng năm ${year} đối với ${countText(counts.rated)} tổ chức đảng trực thuộc ${organization} (có danh sách kèm theo), trong đó:`,
        lines: countLines(counts, 'tổ chức đảng'),
      },
      {
        text: `Kết quả xếp loại được thông báo đến các tổ chức đảng trực thuộc và là căn cứ thực hiện công tác thi đua, khen thưởng theo quy định.${notRated}`,
      },
      {
        text: 'Văn phòng cấp ủy và các tổ chức đảng có tên trong danh sách chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực kể từ ngày ký.',
      },
    ],
    annex: (layout) => [
      ...annexTitle(`tổ chức đảng trực thuộc được xếp loại chất lượng năm ${year}`, decision),
      ...levelParts(cells, textWidth(layout)),
    ],
  })
}

const columns: readonly ListColumn[] = [
  { head: 'TT', width: 11, align: 'centre' },
  { head: 'Tổ chức đảng', width: 62, align: 'left' },
  { head: 'Loại hình', width: 36, align: 'left' },
  { head: 'Số đảng viên', width: 18, align: 'right' },
  { head: 'Điểm', width: 16, align: 'right' },
  { head: 'Mức', width: 22, align: 'centre' },
]

const notRatedColumns: readonly ListColumn[] = [
  ...columns.slice(0, 4),
  { head: 'Lý do không xếp loại', width: 38, align: 'left' },
]

function levelParts(cells: readonly DecidedCell[], within: number): Block[] {
  const outcomes: readonly RatingOutcome[] = [...grades, 'not-rated']
  const parts = outcomes
    .map((outcome) => ({ outcome, rows: cells.filter((cell) => cell.outcome === outcome) }))
    .filter(({ rows }) => rows.length > 0)
  return parts.flatMap(({ outcome, rows }, index) => {
    const totals = `Cộng: ${countText(rows.length)} tổ chức đảng`
    const heading = partHeading(
      `${roman(index + 1)}. ${gradeWords[outcome].full}: ${countText(rows.length)} tổ chức đảng`,
    )
    return outcome === 'not-rated'
      ? [heading, listTable(notRatedColumns, rows.map(notRatedRow), { totals, within })]
      : [heading, listTable(columns, rows.map(ratedRow), { totals, within })]
  })
}

const cellTexts = ({ name, sector = '', memberCount }: DecidedCell, index: number) => [
  String(index + 1),
  name,
  sector,
  memberCount === undefined ? '' : countText(memberCount),
]

const ratedRow = (cell: DecidedCell, index: number) => [
  ...cellTexts(cell, index),
  cell.points === undefined ? '' : pointsText(cell.points),
  gradeWords[cell.outcome].short,
]

const notRatedRow = (cell: DecidedCell, index: number) => [
  ...cellTexts(cell, index),
  cell.notRatedReason ?? 'Chưa ghi lý do',
]
