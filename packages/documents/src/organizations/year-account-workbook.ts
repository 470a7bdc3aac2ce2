import type { Writable } from 'node:stream'
import type { ExportColumn, ExportStatement, WrittenExport } from '../reports/export-statement.ts'
import { type ExportSheet, writeSheets } from '../reports/write-table-workbook.ts'
import type { YearAccountPaper } from './year-account-paper.ts'

type Line = readonly (string | number | undefined)[]
type Head = readonly [head: string, width: number, kind: ExportColumn<Line>['kind']]

const duty = [12, 'count'] as const
const memberHeads: readonly Head[] = [
  ['Họ tên', 28, 'text'],
  ['Chức vụ', 26, 'text'],
  ['Phụ trách', 40, 'text'],
  ['Số ngày phụ trách', ...duty],
  ['Việc đến hạn', ...duty],
  ['Việc xong', ...duty],
  ['Việc chậm', ...duty],
  ['Cam kết', ...duty],
  ['Cam kết giữ', ...duty],
  ['Cam kết lỡ', ...duty],
  ['Ngày đi cơ sở phải có', ...duty],
  ['Ngày đi cơ sở', ...duty],
  ['Ngày tiếp công dân phải có', ...duty],
  ['Ngày tiếp công dân', ...duty],
  ['Tổ chức dưới 70% nhiệm vụ', ...duty],
  ['Vụ việc phức tạp', ...duty],
]
const headHeads: readonly Head[] = [
  ['Tổ chức', 40, 'text'],
  ['Ngày không có người phụ trách', 14, 'count'],
  ['Việc đến hạn', ...duty],
  ['Việc xong', ...duty],
  ['Việc chậm', ...duty],
  ['Ngày tiếp công dân phải có', ...duty],
  ['Ngày tiếp công dân', ...duty],
  ['Nhiệm vụ được giao', ...duty],
  ['Nhiệm vụ hoàn thành', ...duty],
  ['Vụ việc phức tạp', ...duty],
  ['Ghi chú', 24, 'text'],
]

const sheet = (name: string, heads: readonly Head[], rows: readonly Line[]): ExportSheet<Line> => ({
  name,
  columns: heads.map(([head, width, kind], at) => ({ head, width, kind, value: (line) => line[at] })),
  rows,
})

/**
 * Streams the account of a year into `target` as a workbook: a sheet per person in charge, one per commune and its head. What
 * nobody has set or reported is an empty cell, never 0; nothing is added up to a score. Answers count and hash of each sheet.
 */
export function writeYearAccount(
  { members, heads }: Pick<YearAccountPaper, 'members' | 'heads'>,
  { statement, target }: { readonly statement: ExportStatement; readonly target: Writable },
): Promise<readonly (WrittenExport & { readonly name: string })[]> {
  const ofMembers = members.map(({ name, post, charges, counts, visits, receptions, targetsUnder, cases }): Line => {
    const places = charges.map(
      (one) => `${one.name}${one.isMain ? '' : ' (phụ trách cùng)'}, ${one.decisionNumber}, ${one.days} ngày`,
    )
    return [
      ...[name, post, places.join('; '), charges.reduce((sum, { days }) => sum + days, 0)],
      ...[counts.due, counts.done, counts.late, counts.promised, counts.kept, counts.missed],
      ...[visits.due ?? undefined, visits.held, receptions.due ?? undefined, receptions.held, targetsUnder],
      cases,
    ]
  })
  const ofHeads = heads.map(
    ({ name, daysWithout, tasks, receptions, targets, cases }): Line => [
      ...[name, daysWithout, tasks.due, tasks.done, tasks.late, receptions.due ?? undefined, receptions.held],
      ...[targets?.assigned, targets?.completed, cases],
      targets === null ? 'chưa có báo cáo' : targets.isUnder ? 'dưới 70%' : undefined,
    ],
  )
  const sheets = [
    sheet('Người phụ trách', memberHeads, ofMembers),
    sheet('Xã, phường, người đứng đầu', headHeads, ofHeads),
  ]
  return writeSheets(sheets, { statement, target })
}
