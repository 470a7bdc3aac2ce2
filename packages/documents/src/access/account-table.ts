import { type AccountColumn, type AccountTexts, accountRowMessagesVi, roleLabelsVi } from '@nq15/domain/access'
import { columnTexts } from '../reports/column-texts.ts'
import { mapColumns } from '../reports/map-columns.ts'
import { choicesOf, type TableColumn } from '../reports/table-column.ts'
import { writeTableTemplate } from '../reports/write-table-template.ts'

const heads = accountRowMessagesVi.columns

/** The columns of the account table, in the order of the template; shared by template and reading. */
export const accountColumns: readonly TableColumn<AccountColumn>[] = [
  {
    key: 'username',
    head: heads.username,
    aliases: ['Tài khoản', 'Username', 'User'],
    required: true,
    kind: 'code',
    width: 22,
    note: 'Chữ a–z không dấu, chữ số, dấu chấm; mỗi vai trò một dòng, người nhiều vai trò ghi nhiều dòng.',
  },
  {
    key: 'displayName',
    head: heads.displayName,
    aliases: ['Họ tên', 'Tên', 'Name'],
    required: true,
    kind: 'text',
    width: 30,
    note: 'Đúng như trong hồ sơ, có dấu.',
  },
  {
    key: 'cardNumber',
    head: heads.cardNumber,
    aliases: ['Số thẻ', 'Số thẻ ĐV', 'Card number'],
    required: false,
    kind: 'code',
    width: 18,
    note: 'Để người này xem được hồ sơ của mình; họ tên phải khớp với thẻ.',
  },
  {
    key: 'role',
    head: heads.role,
    aliases: ['Chức năng', 'Quyền', 'Role'],
    required: true,
    kind: 'code',
    width: 26,
    note: 'Chọn trong danh sách.',
    choices: choicesOf(roleLabelsVi, {}),
  },
  {
    key: 'organizationCode',
    head: heads.organizationCode,
    aliases: ['Mã tổ chức', 'Mã TCĐ', 'Mã chi bộ', 'Organization code'],
    required: false,
    kind: 'code',
    width: 20,
    note: 'Nơi giữ vai trò. Quản trị, kiểm tra nhật ký, giữ danh tính: để trống.',
  },
  {
    key: 'validFrom',
    head: heads.validFrom,
    aliases: ['Ngày bắt đầu', 'From'],
    required: false,
    kind: 'day',
    width: 14,
    note: 'Ngày/tháng/năm; để trống là từ hôm nay.',
  },
  {
    key: 'validTo',
    head: heads.validTo,
    aliases: ['Đến ngày', 'Ngày kết thúc', 'To'],
    required: false,
    kind: 'day',
    width: 14,
    note: 'Ngày cuối cùng giữ vai trò; để trống nếu chưa định.',
  },
  {
    key: 'reason',
    head: heads.reason,
    aliases: ['Lý do', 'Số quyết định', 'Reason'],
    required: false,
    kind: 'text',
    width: 34,
    note: 'Bắt buộc khi kiêm nhiệm những việc nên tách.',
  },
]

const examples = [
  {
    username: 'tdp5.bithu',
    displayName: 'Nguyễn Văn An',
    role: roleLabelsVi['org-secretary'],
    organizationCode: '01.001.005',
    validFrom: '01/12/2026',
    reason: 'QĐ số 12-QĐ/ĐU',
  },
  {
    username: 'hoaban.vanphong',
    displayName: 'Trần Thị Bình',
    role: roleLabelsVi['grassroots-office'],
    organizationCode: '01.001',
  },
]

/** The template of the account import, as xlsx bytes; `generatedAt` is UTC as ISO text. */
export function accountTemplate(generatedAt: string): Promise<Buffer> {
  return writeTableTemplate({
    title: 'Danh sách tài khoản và vai trò (mẫu nhập)',
    sheetName: 'Tài khoản',
    columns: accountColumns,
    examples,
    generatedAt,
  })
}

/** What the heads of an uploaded file mean for accounts. */
export const mapAccountColumns = (given: readonly string[]) => mapColumns(given, accountColumns)

/** One mapped row as the domain's `readAccountRow` takes it. */
export const accountTexts = (
  cells: Readonly<Record<string, string>>,
  mapping: Readonly<Record<string, AccountColumn>>,
): AccountTexts => columnTexts(cells, mapping, accountColumns)
