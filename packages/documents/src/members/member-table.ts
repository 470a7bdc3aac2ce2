import { type MemberColumn, type MemberTexts, memberLabelsVi } from '@nq15/domain/members'
import { columnTexts } from '../reports/column-texts.ts'
import { mapColumns } from '../reports/map-columns.ts'
import { choicesOf, type TableColumn } from '../reports/table-column.ts'
import { writeTableTemplate } from '../reports/write-table-template.ts'

/** The columns of the member table, in the order of the template; shared by template and reading. */
export const memberColumns: readonly TableColumn<MemberColumn>[] = [
  {
    key: 'cardNumber',
    head: 'Số thẻ đảng viên',
    aliases: ['Số thẻ', 'Số thẻ ĐV', 'Thẻ đảng viên', 'Mã đảng viên', 'Card number'],
    required: false,
    kind: 'code',
    width: 16,
    note: 'Mười hai chữ số; thẻ chưa đổi thì theo mẫu cũ 01.123456. Nhập lại cùng số thẻ là cập nhật. Đảng viên dự bị chưa có thẻ thì ghi số lý lịch.',
  },
  {
    key: 'fileNumber',
    head: 'Số lý lịch',
    aliases: ['Số lý lịch đảng viên', 'Số LL', 'File number'],
    required: false,
    kind: 'code',
    width: 14,
    note: 'Bắt buộc khi chưa có số thẻ.',
  },
  {
    key: 'fullName',
    head: 'Họ và tên',
    aliases: ['Họ tên', 'Họ và tên khai sinh', 'Họ tên đảng viên', 'Tên đảng viên', 'Full name'],
    required: true,
    kind: 'text',
    width: 28,
    note: 'Họ, tên đệm, tên; có dấu.',
  },
  {
    key: 'bornOn',
    head: 'Ngày sinh',
    aliases: ['Ngày tháng năm sinh', 'Ngày, tháng, năm sinh', 'Sinh ngày', 'Date of birth'],
    required: false,
    kind: 'day',
    width: 13,
    note: 'Ngày/tháng/năm, ví dụ 05/02/1970.',
  },
  {
    key: 'admittedOn',
    head: 'Ngày vào Đảng',
    aliases: ['Ngày kết nạp', 'Ngày vào ĐCSVN', 'Kết nạp ngày', 'Date of admission'],
    required: true,
    kind: 'day',
    width: 13,
    note: 'Ngày/tháng/năm kết nạp.',
  },
  {
    key: 'fullOn',
    head: 'Ngày chính thức',
    aliases: ['Ngày công nhận chính thức', 'Chính thức ngày', 'Date of full membership'],
    required: false,
    kind: 'day',
    width: 13,
    note: 'Để trống nếu còn dự bị.',
  },
  {
    key: 'kind',
    head: 'Loại đảng viên',
    aliases: ['Loại', 'Chính thức dự bị', 'Đảng viên chính thức dự bị', 'Kind'],
    required: false,
    kind: 'code',
    width: 14,
    note: 'Để trống thì hiểu theo ngày chính thức.',
    choices: choicesOf(memberLabelsVi.kinds, {
      full: ['Đảng viên chính thức', 'CT'],
      probationary: ['Đảng viên dự bị', 'DB'],
    }),
  },
  {
    key: 'status',
    head: 'Tình trạng',
    aliases: ['Trạng thái', 'Tình trạng sinh hoạt', 'Status'],
    required: false,
    kind: 'code',
    width: 26,
    note: 'Chọn trong danh sách; để trống là đang sinh hoạt.',
    choices: choicesOf(memberLabelsVi.statuses, {
      active: ['Sinh hoạt', 'Bình thường'],
      exempt: ['Miễn sinh hoạt', 'Miễn sinh hoạt đảng', 'Miễn công tác, sinh hoạt đảng'],
      suspended: ['Đình chỉ', 'Đình chỉ sinh hoạt'],
      'temporary-transfer': ['Sinh hoạt tạm thời', 'Tạm chuyển'],
      'transferred-out': ['Chuyển đi', 'Chuyển sinh hoạt chính thức'],
      'struck-off': ['Đã xóa tên', 'Xoá tên'],
      deceased: ['Đã mất', 'Chết'],
    }),
  },
  {
    key: 'statusFrom',
    head: 'Tình trạng từ ngày',
    aliases: ['Từ ngày (tình trạng)', 'Ngày miễn sinh hoạt', 'Status from'],
    required: false,
    kind: 'day',
    width: 13,
    note: 'Ngày bắt đầu miễn, đình chỉ, chuyển tạm thời…',
  },
  {
    key: 'cellCode',
    head: 'Mã chi bộ',
    aliases: ['Chi bộ', 'Mã tổ chức đảng', 'Mã TCĐ', 'Cell code'],
    required: true,
    kind: 'code',
    width: 18,
    note: 'Mã của chi bộ đã có trong hệ thống.',
  },
  {
    key: 'cellFrom',
    head: 'Vào chi bộ từ ngày',
    aliases: ['Ngày về chi bộ', 'Ngày chuyển đến', 'Cell from'],
    required: false,
    kind: 'day',
    width: 13,
    note: 'Để trống thì lấy ngày vào Đảng hoặc ngày lập chi bộ.',
  },
  {
    key: 'post',
    head: 'Chức vụ Đảng',
    aliases: ['Chức vụ trong Đảng', 'Party post'],
    required: false,
    kind: 'code',
    width: 18,
    note: 'Để trống nếu không giữ chức vụ.',
    choices: choicesOf(memberLabelsVi.posts, {
      secretary: ['BT', 'Bí thư chi bộ'],
      'deputy-secretary': ['PBT', 'Phó bí thư chi bộ'],
      'committee-member': ['Chi ủy viên', 'Ủy viên', 'Đảng ủy viên'],
    }),
  },
  {
    key: 'workGroup',
    head: 'Nhóm công tác',
    aliases: ['Nhóm', 'Trong, ngoài hệ thống chính trị', 'Hệ thống chính trị', 'Work group'],
    required: true,
    kind: 'code',
    width: 26,
    note: 'Trong hệ thống chính trị hoặc không làm việc trong hệ thống chính trị (mẫu 2B hoặc 2C).',
    choices: choicesOf(memberLabelsVi.workGroups, {
      'in-political-system': ['Trong', 'Trong HTCT'],
      'outside-political-system': ['Ngoài', 'Ngoài HTCT', 'Ngoài hệ thống chính trị'],
    }),
  },
  {
    key: 'leads',
    head: 'Giữ chức lãnh đạo, quản lý',
    aliases: ['Giữ chức lãnh đạo', 'Lãnh đạo', 'Lãnh đạo, quản lý', 'Leads'],
    required: false,
    kind: 'code',
    width: 14,
    note: 'Có thì kiểm điểm theo mẫu 2A.',
    choices: choicesOf({ yes: 'Có', no: 'Không' }, { yes: ['x', '1', 'TRUE'], no: ['0', 'FALSE'] }),
  },
  {
    key: 'formerCard',
    head: 'Số thẻ cũ',
    aliases: ['Số thẻ đảng viên cũ', 'Số thẻ trước khi đổi', 'Former card number'],
    required: false,
    kind: 'code',
    width: 14,
    note: 'Khi đã đổi sang thẻ mười hai chữ số: số thẻ cũ, ví dụ 01.123456, để nhận ra người đang có trong hồ sơ.',
  },
]

/** The example row: an invented person. */
const example = {
  cardNumber: '01.000123',
  fullName: 'Nguyễn Thị Bích Hường',
  bornOn: '05/02/1970',
  admittedOn: '03/02/1998',
  fullOn: '03/02/1999',
  kind: memberLabelsVi.kinds.full,
  status: memberLabelsVi.statuses.active,
  cellCode: '01.001.005',
  cellFrom: '01/07/2025',
  post: memberLabelsVi.posts.secretary,
  workGroup: memberLabelsVi.workGroups['in-political-system'],
  leads: 'Có',
} as const

/** The template of the member import, as xlsx bytes; `generatedAt` is UTC as ISO text. */
export function memberTemplate(generatedAt: string): Promise<Buffer> {
  return writeTableTemplate({
    title: 'Danh sách đảng viên (mẫu nhập)',
    sheetName: 'Đảng viên',
    columns: memberColumns,
    examples: [example],
    generatedAt,
  })
}

/** What the heads of an uploaded file mean for members. */
export const mapMemberColumns = (heads: readonly string[]) => mapColumns(heads, memberColumns)

/** One mapped row as the domain's `readMemberRow` takes it. */
export const memberTexts = (
  cells: Readonly<Record<string, string>>,
  mapping: Readonly<Record<string, MemberColumn>>,
): MemberTexts => columnTexts(cells, mapping, memberColumns)
