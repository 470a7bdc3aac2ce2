import {
  type OrganizationColumn,
  type OrganizationTexts,
  orgSectorLabelsVi,
  orgTypeLabelsVi,
} from '@nq15/domain/organizations'
import { columnTexts } from '../reports/column-texts.ts'
import { mapColumns } from '../reports/map-columns.ts'
import { choicesOf, type TableColumn } from '../reports/table-column.ts'
import { writeTableTemplate } from '../reports/write-table-template.ts'

/** The columns of the organization table, in the order of the template; shared by template and reading. */
export const organizationColumns: readonly TableColumn<OrganizationColumn>[] = [
  {
    key: 'code',
    head: 'Mã tổ chức đảng',
    aliases: ['Mã', 'Mã TCĐ', 'Mã tổ chức', 'Mã chi bộ', 'Code'],
    required: true,
    kind: 'code',
    width: 20,
    note: 'Mỗi mã một dòng; nhập lại cùng mã là cập nhật.',
  },
  {
    key: 'name',
    head: 'Tên tổ chức đảng',
    aliases: ['Tên', 'Tên TCĐ', 'Tên tổ chức', 'Tên chi bộ', 'Name'],
    required: true,
    kind: 'text',
    width: 40,
    note: 'Tên đầy đủ, ví dụ Chi bộ Tổ dân phố số 5.',
  },
  {
    key: 'parentCode',
    head: 'Mã cấp trên trực tiếp',
    aliases: ['Mã cấp trên', 'Cấp trên', 'Trực thuộc', 'Superior code'],
    required: true,
    kind: 'code',
    width: 20,
    note: 'Mã đã có trong hệ thống hoặc ở dòng trên.',
  },
  {
    key: 'kind',
    head: 'Loại hình',
    aliases: ['Loại hình tổ chức đảng', 'Loại', 'Loại TCĐ', 'Type'],
    required: true,
    kind: 'code',
    width: 26,
    note: 'Chọn trong danh sách.',
    choices: choicesOf(orgTypeLabelsVi, {
      'direct-org': ['Đảng bộ cấp trên trực tiếp cơ sở'],
      'subordinate-org': ['Đảng bộ trực thuộc đảng ủy cơ sở'],
      'subordinate-cell': ['Chi bộ trực thuộc đảng ủy cơ sở'],
    }),
  },
  {
    key: 'sector',
    head: 'Lĩnh vực, khối',
    aliases: ['Lĩnh vực', 'Khối', 'Lĩnh vực khối', 'Sector'],
    required: false,
    kind: 'code',
    width: 30,
    note: 'Chọn trong danh sách; để trống nếu chưa rõ.',
    choices: choicesOf(orgSectorLabelsVi, {
      neighbourhood: ['Tổ dân phố', 'Thôn', 'Khu dân cư'],
      agency: ['Cơ quan đảng, chính quyền, đoàn thể'],
      'public-service-unit': ['Sự nghiệp', 'Trường học', 'Trạm y tế'],
      'state-enterprise': ['DNNN', 'DN nhà nước'],
      'private-enterprise': ['DN ngoài nhà nước', 'Doanh nghiệp'],
      cooperative: ['HTX'],
      military: ['Quân sự'],
    }),
  },
  {
    key: 'validFrom',
    head: 'Ngày thành lập',
    aliases: ['Thành lập ngày', 'Ngày quyết định thành lập', 'Founded on'],
    required: true,
    kind: 'day',
    width: 14,
    note: 'Ngày/tháng/năm, ví dụ 01/07/2025.',
  },
  {
    key: 'validTo',
    head: 'Ngày chấm dứt',
    aliases: ['Ngày giải thể', 'Chấm dứt hoạt động', 'Ended on'],
    required: false,
    kind: 'day',
    width: 14,
    note: 'Để trống nếu đang hoạt động.',
  },
]

const examples = [
  {
    code: '01.001',
    name: 'Đảng bộ phường Hoa Ban',
    parentCode: '01',
    kind: 'Đảng bộ cơ sở',
    validFrom: '01/07/2025',
  },
  {
    code: '01.001.005',
    name: 'Chi bộ Tổ dân phố số 5',
    parentCode: '01.001',
    kind: 'Chi bộ trực thuộc',
    sector: 'Thôn, tổ dân phố',
    validFrom: '01/07/2025',
  },
]

/** The template of the organization import, as xlsx bytes; `generatedAt` is UTC as ISO text. */
export function organizationTemplate(generatedAt: string): Promise<Buffer> {
  return writeTableTemplate({
    title: 'Danh sách tổ chức đảng (mẫu nhập)',
    sheetName: 'Tổ chức đảng',
    columns: organizationColumns,
    examples,
    generatedAt,
  })
}

/** What the heads of an uploaded file mean for organizations. */
export const mapOrganizationColumns = (heads: readonly string[]) => mapColumns(heads, organizationColumns)

/** One mapped row as the domain's `readOrganizationRow` takes it. */
export const organizationTexts = (
  cells: Readonly<Record<string, string>>,
  mapping: Readonly<Record<string, OrganizationColumn>>,
): OrganizationTexts => columnTexts(cells, mapping, organizationColumns)
