import type { Writable } from 'node:stream'
import type { ExportColumn, ExportStatement, WrittenExport } from '../reports/export-statement.ts'
import { writeTableWorkbook } from '../reports/write-table-workbook.ts'
import type { BacktestReportLine } from './backtest-report.ts'

const columns: readonly ExportColumn<BacktestReportLine>[] = [
  { head: 'Mã', width: 8, kind: 'text', value: ({ code }) => code },
  { head: 'Chỉ số', width: 44, kind: 'text', value: ({ name }) => name },
  { head: 'Đã xét', width: 11, kind: 'count', value: ({ judged }) => judged },
  { head: 'Báo đúng', width: 11, kind: 'count', value: ({ hits }) => hits },
  { head: 'Báo nhầm', width: 11, kind: 'count', value: ({ falseAlarms }) => falseAlarms },
  { head: 'Bỏ sót', width: 11, kind: 'count', value: ({ missed }) => missed },
  { head: 'Sớm (tháng)', width: 13, kind: 'number', value: ({ leadMonths }) => leadMonths ?? undefined },
  { head: 'Đánh giá: đúng', width: 14, kind: 'count', value: ({ verdicts }) => verdicts.true },
  { head: 'Đánh giá: đã biết', width: 16, kind: 'count', value: ({ verdicts }) => verdicts.known },
  { head: 'Đánh giá: nhầm', width: 15, kind: 'count', value: ({ verdicts }) => verdicts.false },
]

/** Streams a back-test as a workbook into `target`; answers count and hash, which the file also carries. */
export function writeBacktest(
  lines: Iterable<BacktestReportLine>,
  { statement, target }: { readonly statement: ExportStatement; readonly target: Writable },
): Promise<WrittenExport> {
  return writeTableWorkbook(lines, columns, { statement, sheetName: 'Kiểm nghiệm', target })
}
