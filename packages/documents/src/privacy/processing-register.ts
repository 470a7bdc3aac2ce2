import type { Writable } from 'node:stream'
import type { ExportColumn, ExportStatement, WrittenExport } from '../reports/export-statement.ts'
import { type ListColumn, listTable } from '../reports/list-table.ts'
import { packPaper } from '../reports/pack-paper.ts'
import { partyLayoutOn } from '../reports/party-layout.ts'
import { type Block, bodyText, paperTitle, partyPaper, textWidth } from '../reports/party-paper.ts'
import { writeTableWorkbook } from '../reports/write-table-workbook.ts'

/** One line of the register of processing, in words. */
export type PrintedLine = {
  readonly room: string
  readonly table: string
  readonly field: string
  readonly purpose: string
  readonly basis: string
  readonly sensitivity: string
  readonly retention: string
}

const columns: readonly ExportColumn<PrintedLine>[] = [
  { head: 'Phần việc', width: 20, kind: 'text', value: ({ room }) => room },
  { head: 'Bảng', width: 24, kind: 'text', value: ({ table }) => table },
  { head: 'Trường', width: 24, kind: 'text', value: ({ field }) => field },
  { head: 'Mục đích', width: 44, kind: 'text', value: ({ purpose }) => purpose },
  { head: 'Căn cứ', width: 44, kind: 'text', value: ({ basis }) => basis },
  { head: 'Mức nhạy cảm', width: 18, kind: 'text', value: ({ sensitivity }) => sensitivity },
  { head: 'Thời hạn lưu', width: 34, kind: 'text', value: ({ retention }) => retention },
]

/** Streams the register of processing as a workbook, one row a field. Answers count and hash. */
export function writeProcessingRegister(
  lines: readonly PrintedLine[],
  statement: ExportStatement,
  target: Writable,
): Promise<WrittenExport> {
  return writeTableWorkbook(lines, columns, { statement, sheetName: 'Sổ xử lý dữ liệu', target })
}

const printed: readonly ListColumn[] = [
  { head: 'Bảng, trường', width: 48, align: 'left' },
  { head: 'Mục đích', width: 44, align: 'left' },
  { head: 'Mức nhạy cảm', width: 24, align: 'left' },
  { head: 'Thời hạn lưu', width: 34, align: 'left' },
]

/**
 * The register of processing as Word bytes: by room and basis, each table with what its fields say and how long they are
 * kept. Technical fields are left to the workbook, which has every line.
 */
export function processingRegister(
  lines: readonly PrintedLine[],
  { issuer, day, generatedAt, technical }: { issuer: string; day: string; generatedAt: string; technical: string },
): Promise<Buffer> {
  const layout = partyLayoutOn(day)
  const rooms = [...new Set(lines.map(({ room }) => room))]
  const blocks: Block[] = [
    ...paperTitle('Sổ hoạt động xử lý dữ liệu cá nhân', issuer, layout),
    bodyText(
      layout,
      `Lập từ từ điển dữ liệu của phần mềm ngày ${day.split('-').reverse().join('/')}: ${lines.length} trường, trong đó các trường kỹ thuật (khóa, phiên bản, thời điểm) có đủ trong bản Excel.`,
    ),
    ...rooms.flatMap((room): Block[] => {
      const own = lines.filter((line) => line.room === room && line.sensitivity !== technical)
      const bases = [...new Set(own.map(({ basis }) => basis))]
      return [
        bodyText(layout, `${room}. Căn cứ: ${bases.join('; ')}.`, { keepNext: true }),
        listTable(printed, rowsOf(own), { size: 11, within: textWidth(layout) }),
        bodyText(layout, ''),
      ]
    }),
  ]
  const paper = partyPaper(blocks, layout, {
    title: 'Sổ hoạt động xử lý dữ liệu cá nhân',
    issuer,
    description: 'Mục đích, căn cứ, mức nhạy cảm và thời hạn lưu của từng trường',
  })
  return packPaper(paper, generatedAt)
}

/** Fields of a table that say the same stand in one row. */
function rowsOf(lines: readonly PrintedLine[]): string[][] {
  const groups = new Map<string, { line: PrintedLine; fields: string[] }>()
  for (const line of lines) {
    const key = [line.table, line.purpose, line.sensitivity, line.retention].join('|')
    const group = groups.get(key) ?? { line, fields: [] }
    group.fields.push(line.field)
    groups.set(key, group)
  }
  return [...groups.values()].map(({ line, fields }) => [
    `${line.table}: ${fields.join(', ')}`,
    line.purpose,
    line.sensitivity,
    line.retention,
  ])
}
