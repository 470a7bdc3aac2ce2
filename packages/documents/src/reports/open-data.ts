import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type ReviewTableCode, reviewTables, sayReviewCell } from '@nq15/domain/reports'
import { type ExportColumn, type ExportStatement, statementLines } from './export-statement.ts'
import type { ReviewToWrite } from './review-paper.ts'
import { writeTableCsv } from './write-table-csv.ts'
import { zipEntries } from './zip-entries.ts'

/** Which columns of a signed report are open to everybody; a table that is not named stays inside. */
const openColumns: Partial<Record<ReviewTableCode, readonly string[] | 'all'>> = {
  T3: 'all',
  T6: ['answers', 'answered', 'publications', 'inTime'],
}

/** What of a report is left out of its open data, and why. */
const leftOut = [
  { what: 'T1', why: 'Cho biết tổ chức đảng nào cần củng cố: dùng trong nội bộ Đảng' },
  { what: 'T2', why: 'Cho biết địa bàn nào có vụ việc phức tạp: dùng trong nội bộ Đảng' },
  { what: 'T4', why: 'Kiểm tra, kỷ luật đảng: số nhỏ, dễ nhận ra người; dùng trong nội bộ Đảng' },
  { what: 'T5', why: 'Trách nhiệm của người phụ trách địa bàn: mỗi dòng ứng với rất ít người' },
  {
    what: 'T6: vấn đề mở, chưa trả lời, cập nhật quá hạn, ghi nhận dư luận',
    why: 'Cho biết nơi đang có vấn đề và dư luận ở đó; câu trả lời đã công bố có ở thư mục công khai',
  },
  {
    what: 'Chỉ tiêu, so sánh qua sắp xếp, biện pháp phòng ngừa',
    why: 'Dẫn lại số của T1, T2; nơi đề ra quyết định việc công bố',
  },
  { what: 'Lời văn, ý kiến', why: 'Văn bản của cấp ủy; phát hành theo quy định về văn bản' },
] as const

const meanings = [
  { value: 'số', meaning: 'Số đếm trong kỳ, hoặc tỷ lệ phần trăm với cột tỷ lệ' },
  { value: 'ẩn', meaning: 'Số từ 1 đến 4, hoặc số có thể suy ra số đó' },
  { value: 'chưa có', meaning: 'Chưa có số liệu; không phải là 0' },
] as const

/** Open data of a signed report with the licence that the committee gives them under; empty where none was set. */
export type OpenData = ReviewToWrite & { readonly licence: string }

const licenceOf = ({ licence }: OpenData) =>
  licence === '' ? 'Chưa khai giấy phép: hỏi nơi công bố trước khi dùng lại' : licence

/** The open tables with the columns that are open of each. */
const openTables = ({ content: { tables } }: OpenData) =>
  tables.flatMap(({ code, lines, total }) => {
    const asked = openColumns[code]
    if (asked === undefined) return []
    const columns = reviewTables[code].columns.filter(({ key }) => asked === 'all' || asked.includes(key))
    const rows = [...lines.map(({ name, values }) => ({ name, values })), { name: 'Tổng số', values: total }]
    return [{ code, columns, rows }]
  })

/** The open tables as JSON with their codebook, the licence, and what was left out and why. */
export function openJson(data: OpenData, statement: ExportStatement): string {
  const file = {
    statement: Object.fromEntries(statementLines(statement)),
    licence: licenceOf(data),
    signedHash: data.signature?.hash ?? null,
    codebook: {
      values: {
        number: 'Số đếm trong kỳ',
        hidden: 'Ẩn: số từ 1 đến 4, hoặc số có thể suy ra số đó',
        null: 'Chưa có số liệu; không phải là 0',
      },
      leftOut,
    },
    tables: openTables(data).map(({ code, columns, rows }) => ({
      ...{ code, title: reviewTables[code].title, source: reviewTables[code].source, cutOff: data.content.cutOff },
      columns: columns.map(({ key, head, is }) => ({ key, head, is })),
      rows: rows.map(({ name, values }) => ({
        name,
        values: Object.fromEntries(columns.map(({ key }) => [key, values[key] ?? null])),
      })),
    })),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

const text = <Row>(head: string, value: (row: Row) => string): ExportColumn<Row> => ({
  ...{ head, width: 40, kind: 'text', value },
})

/** The open tables as an archive of CSV files, with the description of every column, what was left out and why, and the licence. */
export async function packOpenData(data: OpenData, statement: ExportStatement): Promise<Buffer> {
  const tables = openTables(data)
  const csv = async <Row>(rows: readonly Row[], columns: readonly ExportColumn<Row>[]) => {
    const target = new PassThrough()
    const written = buffer(target)
    await writeTableCsv(rows, columns, { statement, target })
    return written
  }
  const entries = []
  for (const { code, columns, rows } of tables) {
    type Row = (typeof rows)[number]
    const content = await csv(rows, [
      text<Row>('Đơn vị', ({ name }) => name),
      ...columns.map(
        ({ key, head, is }): ExportColumn<Row> => ({
          ...{ head: head.vi, width: 14, kind: is === 'share' ? 'number' : 'count' },
          value: ({ values }) => {
            const cell = values[key]
            return typeof cell === 'number' ? cell : sayReviewCell(cell)
          },
        }),
      ),
    ])
    entries.push({ name: `${code}.csv`, content })
  }
  const described = tables.flatMap(({ code, columns }) =>
    columns.map(({ key, head, is }) => ({ code, key, head, is, source: reviewTables[code].source.vi })),
  )
  type Described = (typeof described)[number]
  const kinds = { flow: 'trong kỳ', start: 'đầu kỳ', end: 'cuối kỳ', share: 'tỷ lệ %', missing: 'chưa có sổ' } as const
  entries.push({
    name: 'mo-ta-cot.csv',
    content: await csv(described, [
      text<Described>('Biểu', ({ code }) => code),
      text<Described>('Mã cột', ({ key }) => key),
      text<Described>('Tên cột', ({ head }) => head.vi),
      text<Described>('Name', ({ head }) => head.en),
      text<Described>('Loại', ({ is }) => kinds[is]),
      text<Described>('Nguồn', ({ source }) => source),
    ]),
  })
  entries.push({
    name: 'gia-tri.csv',
    content: await csv(meanings, [
      text<(typeof meanings)[number]>('Giá trị', ({ value }) => value),
      text<(typeof meanings)[number]>('Nghĩa', ({ meaning }) => meaning),
    ]),
  })
  entries.push({
    name: 'khong-cong-bo.csv',
    content: await csv(leftOut, [
      text<(typeof leftOut)[number]>('Phần không công bố', ({ what }) => what),
      text<(typeof leftOut)[number]>('Vì sao', ({ why }) => why),
    ]),
  })
  entries.push({ name: 'giay-phep.txt', content: Buffer.from(`\uFEFF${licenceOf(data)}\r\n`) })
  return zipEntries(entries, new Date(statement.generatedAt))
}
