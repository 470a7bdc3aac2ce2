import type { Writable } from 'node:stream'
import type { ExportColumn, ExportStatement, WrittenExport } from '../reports/export-statement.ts'
import { writeTableWorkbook } from '../reports/write-table-workbook.ts'

/** One line of the rights review, in words; days are legal days. */
export type RightsReviewLine = {
  readonly account: string
  readonly username: string
  readonly role: string
  readonly via: string
  readonly standing: string
  readonly reads: string
  readonly validFrom: string
  readonly validTo?: string
  readonly grantedBy?: string
  readonly reason?: string
  readonly lastUsedOn?: string
  readonly findings: string
}

const columns: readonly ExportColumn<RightsReviewLine>[] = [
  { head: 'Tài khoản', width: 26, kind: 'text', value: ({ account }) => account },
  { head: 'Tên đăng nhập', width: 18, kind: 'text', value: ({ username }) => username },
  { head: 'Vai trò', width: 22, kind: 'text', value: ({ role }) => role },
  { head: 'Giao tại', width: 30, kind: 'text', value: ({ via }) => via },
  { head: 'Vị trí', width: 14, kind: 'text', value: ({ standing }) => standing },
  { head: 'Được xem', width: 24, kind: 'text', value: ({ reads }) => reads },
  { head: 'Từ ngày', width: 12, kind: 'day', value: ({ validFrom }) => validFrom },
  { head: 'Đến ngày', width: 12, kind: 'day', value: ({ validTo }) => validTo },
  { head: 'Người giao', width: 22, kind: 'text', value: ({ grantedBy }) => grantedBy },
  { head: 'Lý do', width: 26, kind: 'text', value: ({ reason }) => reason },
  { head: 'Dùng gần nhất', width: 13, kind: 'day', value: ({ lastUsedOn }) => lastUsedOn },
  { head: 'Cần xem lại', width: 34, kind: 'text', value: ({ findings }) => findings },
]

/** Streams the Excel of a rights review into `target`; answers count and hash, which the file also carries. */
export function writeRightsReview(
  lines: Iterable<RightsReviewLine>,
  statement: ExportStatement,
  target: Writable,
): Promise<WrittenExport> {
  return writeTableWorkbook(lines, columns, { statement, sheetName: 'Rà soát quyền', target })
}
