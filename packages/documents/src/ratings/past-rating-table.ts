import { type PastRatingColumn, type PastRatingTexts, pastRatingMessagesVi } from '@nq15/domain/ratings'
import { columnTexts } from '../reports/column-texts.ts'
import { mapColumns } from '../reports/map-columns.ts'
import type { TableColumn } from '../reports/table-column.ts'
import { writeTableTemplate } from '../reports/write-table-template.ts'

const heads = pastRatingMessagesVi.columns
const column = (
  key: PastRatingColumn,
  rest: Pick<TableColumn, 'aliases' | 'kind' | 'width' | 'note'> & { readonly required?: boolean },
): TableColumn<PastRatingColumn> => ({ key, head: heads[key], required: false, ...rest })

/** The columns of the table of past ratings, in the order of the template; shared by template and reading. */
export const pastRatingTableColumns: readonly TableColumn<PastRatingColumn>[] = [
  column('cardNumber', {
    aliases: ['Số thẻ', 'Số thẻ ĐV', 'Card number'],
    kind: 'code',
    width: 18,
    note: 'Để trống nếu dòng này là của tổ chức.',
  }),
  column('fullName', {
    aliases: ['Họ tên', 'Name'],
    kind: 'text',
    width: 28,
    note: 'Phải khớp với thẻ; để trống với tổ chức.',
  }),
  column('organizationCode', {
    aliases: ['Mã tổ chức', 'Mã TCĐ', 'Organization code'],
    required: true,
    kind: 'code',
    width: 20,
    note: 'Nơi được xếp loại, theo mã lúc đó.',
  }),
  column('year', { aliases: ['Năm', 'Year'], required: true, kind: 'code', width: 12, note: 'Bốn chữ số.' }),
  column('generation', {
    aliases: ['Bộ quy tắc', 'Thế hệ', 'Rule set'],
    kind: 'code',
    width: 12,
    note: 'G0, G1, G1b, G2; để trống thì lấy theo năm.',
  }),
  column('label', {
    aliases: ['Xếp loại', 'Mức', 'Kết quả xếp loại', 'Level'],
    required: true,
    kind: 'text',
    width: 36,
    note: 'Đúng chữ trên quyết định năm đó.',
  }),
  column('decisionNumber', { aliases: ['Quyết định', 'Decision'], kind: 'code', width: 18, note: 'Nếu có.' }),
  column('decidedOn', {
    aliases: ['Ngày', 'Decided on'],
    kind: 'day',
    width: 14,
    note: 'Ngày/tháng/năm; để trống thì lấy ngày cuối năm.',
  }),
  column('decidedBy', { aliases: ['Cơ quan quyết định', 'Decided by'], kind: 'text', width: 28, note: 'Nếu có.' }),
]

const examples = [
  {
    cardNumber: '01.123456',
    fullName: 'Nguyễn Văn Mẫu',
    organizationCode: '01.001.005',
    year: '2016',
    label: 'Đủ tư cách, hoàn thành tốt nhiệm vụ',
    decisionNumber: '12-QĐ/ĐU',
    decidedOn: '20/12/2016',
    decidedBy: 'Đảng ủy phường',
  },
  { organizationCode: '01.001.005', year: '2016', label: 'Trong sạch, vững mạnh', decisionNumber: '14-QĐ/ĐU' },
]

/** The template of the import of past ratings, as xlsx bytes; `generatedAt` is UTC as ISO text. */
export function pastRatingTemplate(generatedAt: string): Promise<Buffer> {
  return writeTableTemplate({
    title: 'Kết quả xếp loại các năm trước (mẫu nhập)',
    sheetName: 'Xếp loại',
    columns: pastRatingTableColumns,
    examples,
    generatedAt,
  })
}

/** What the heads of an uploaded file mean for past ratings. */
export const mapPastRatingColumns = (given: readonly string[]) => mapColumns(given, pastRatingTableColumns)

/** One mapped row as the domain's `readPastRating` takes it. */
export const pastRatingTexts = (
  cells: Readonly<Record<string, string>>,
  mapping: Readonly<Record<string, PastRatingColumn>>,
): PastRatingTexts => columnTexts(cells, mapping, pastRatingTableColumns)
