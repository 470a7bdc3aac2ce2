import type { Writable } from 'node:stream'
import type { ExportColumn, ExportStatement, WrittenExport } from '../reports/export-statement.ts'
import { writeTableWorkbook } from '../reports/write-table-workbook.ts'

/** A line of the register of reception with the twelve columns of form 03/TCD, as they shall be printed. */
export type ReceptionLine = {
  readonly number: number
  readonly visitedOn: string
  readonly who: string
  readonly idHint: string
  readonly content: string
  readonly kind: string
  readonly sameContent: number
  readonly settledBy: string
  readonly inCompetence: string
  readonly guidedTo: string
  readonly forwardedTo: string
  readonly result: string
}

const columns: readonly ExportColumn<ReceptionLine>[] = [
  { head: 'STT', width: 6, kind: 'count', value: ({ number }) => number },
  { head: 'Ngày tiếp', width: 12, kind: 'day', value: ({ visitedOn }) => visitedOn },
  { head: 'Họ tên, địa chỉ', width: 30, kind: 'text', value: ({ who }) => who },
  { head: 'Căn cước, hộ chiếu, giấy tờ', width: 14, kind: 'text', value: ({ idHint }) => idHint },
  { head: 'Tóm tắt nội dung', width: 44, kind: 'text', value: ({ content }) => content },
  { head: 'Phân loại', width: 14, kind: 'text', value: ({ kind }) => kind },
  { head: 'Số công dân có đơn cùng nội dung', width: 12, kind: 'count', value: ({ sameContent }) => sameContent },
  { head: 'Cơ quan đã giải quyết hết thẩm quyền', width: 22, kind: 'text', value: ({ settledBy }) => settledBy },
  { head: 'Thuộc thẩm quyền', width: 14, kind: 'text', value: ({ inCompetence }) => inCompetence },
  { head: 'Hướng dẫn đến, số văn bản', width: 22, kind: 'text', value: ({ guidedTo }) => guidedTo },
  { head: 'Chuyển đến, số văn bản', width: 22, kind: 'text', value: ({ forwardedTo }) => forwardedTo },
  { head: 'Theo dõi quá trình, kết quả', width: 26, kind: 'text', value: ({ result }) => result },
]

/** The register 03/TCD as an Excel workbook. */
export const writeReceptionRegister = (
  lines: Iterable<ReceptionLine>,
  { statement, target }: { readonly statement: ExportStatement; readonly target: Writable },
): Promise<WrittenExport> => writeTableWorkbook(lines, columns, { statement, sheetName: '03-TCD', target })
