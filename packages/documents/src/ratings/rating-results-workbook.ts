import type { Writable } from 'node:stream'
import type { DecidedOutcome } from '@nq15/domain/ratings'
import type { ExportColumn, ExportStatement, WrittenExport } from '../reports/export-statement.ts'
import { writeTableWorkbook } from '../reports/write-table-workbook.ts'
import { groupLetter, levelWords, type MemberGroup } from './rating-words.ts'

/** One line of the results; points are exact (at most 7 decimals are shown), days legal days. */
export type RatingResult = {
  readonly cell: string
  readonly name: string
  readonly cardNumber?: string
  readonly group: MemberGroup
  readonly position?: string
  readonly generalPoints?: number
  readonly resultPoints?: number
  readonly points?: number
  readonly selfProposed?: DecidedOutcome
  readonly cellProposed?: DecidedOutcome
  readonly votes?: number
  readonly validBallots?: number
  readonly outcome?: DecidedOutcome
  readonly notRatedReason?: string
  readonly decisionNumber?: string
  readonly decidedOn?: string
}

const full = (outcome: DecidedOutcome | undefined) => (outcome === undefined ? undefined : levelWords[outcome].full)
const short = (outcome: DecidedOutcome | undefined) => (outcome === undefined ? undefined : levelWords[outcome].short)

const columns: readonly ExportColumn<RatingResult>[] = [
  { head: 'Chi bộ', width: 28, kind: 'text', value: ({ cell }) => cell },
  { head: 'Họ và tên', width: 26, kind: 'text', value: ({ name }) => name },
  { head: 'Số thẻ đảng viên', width: 13, kind: 'text', value: ({ cardNumber }) => cardNumber },
  { head: 'Nhóm', width: 8, kind: 'text', value: ({ group }) => groupLetter(group) },
  { head: 'Chức vụ', width: 18, kind: 'text', value: ({ position }) => position },
  { head: 'Điểm tiêu chí chung', width: 11, kind: 'number', value: ({ generalPoints }) => generalPoints },
  { head: 'Điểm kết quả nhiệm vụ', width: 12, kind: 'number', value: ({ resultPoints }) => resultPoints },
  { head: 'Tổng điểm', width: 10, kind: 'number', value: ({ points }) => points },
  { head: 'Tự đề xuất', width: 11, kind: 'text', value: ({ selfProposed }) => short(selfProposed) },
  { head: 'Chi bộ đề xuất', width: 11, kind: 'text', value: ({ cellProposed }) => short(cellProposed) },
  { head: 'Số phiếu đồng ý', width: 9, kind: 'count', value: ({ votes }) => votes },
  { head: 'Số phiếu hợp lệ', width: 9, kind: 'count', value: ({ validBallots }) => validBallots },
  { head: 'Mức xếp loại', width: 20, kind: 'text', value: ({ outcome }) => full(outcome) },
  { head: 'Lý do không xếp loại', width: 22, kind: 'text', value: ({ notRatedReason }) => notRatedReason },
  { head: 'Số quyết định', width: 14, kind: 'text', value: ({ decisionNumber }) => decisionNumber },
  { head: 'Ngày quyết định', width: 12, kind: 'day', value: ({ decidedOn }) => decidedOn },
]

/** Streams the Excel of rating results into `target`; rows are never all in memory. Answers count and hash. */
export function writeRatingResults(
  results: Iterable<RatingResult> | AsyncIterable<RatingResult>,
  statement: ExportStatement,
  target: Writable,
): Promise<WrittenExport> {
  return writeTableWorkbook(results, columns, { statement, sheetName: 'Kết quả xếp loại', target })
}
