import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file as the browser uploads it. */
type Upload = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

const csv = (name: string, head: string, rows: readonly (readonly string[])[]): Upload => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(`\uFEFF${[head, ...rows.map((row) => row.join(','))].join('\r\n')}\r\n`),
})

/** Two cells of an invented committee under the commune `00004`. */
export const cells = {
  street: { code: '00004.01', name: 'Chi bộ Tổ dân phố Hoa Ban' },
  school: { code: '00004.02', name: 'Chi bộ Trường Hoa Sen' },
} as const

/** The file of the two cells, as the template has its columns. */
export const cellFile = (): Upload =>
  csv('chi-bo.csv', 'Mã tổ chức đảng,Tên tổ chức đảng,Mã cấp trên trực tiếp,Loại hình,Lĩnh vực,Ngày thành lập', [
    [cells.street.code, cells.street.name, '00004', 'Chi bộ', 'Tổ dân phố', '01/07/2025'],
    [cells.school.code, cells.school.name, '00004', 'Chi bộ', 'Đơn vị sự nghiệp', '01/07/2025'],
  ])

export type Person = {
  readonly name: string
  readonly card: string
  readonly cell: keyof typeof cells
  readonly post?: 'Bí thư'
  readonly newcomer?: true
  /** The level that the year's work makes by the rules; `null` for who is not rated. */
  readonly level: 'XS' | 'T' | null
}

/** Invented people: in each cell a head, one more for "xuất sắc" than the quota of both cells together allows. */
export const people: readonly Person[] = [
  { name: 'Nguyễn Văn An', card: '01.900001', cell: 'street', post: 'Bí thư', level: 'T' },
  { name: 'Trần Thị Bình', card: '01.900002', cell: 'street', level: 'XS' },
  { name: 'Lê Văn Cường', card: '01.900003', cell: 'street', level: 'T' },
  { name: 'Phạm Thị Dung', card: '01.900004', cell: 'street', level: 'T' },
  { name: 'Vũ Thị Hà', card: '01.900005', cell: 'street', newcomer: true, level: null },
  { name: 'Hoàng Văn Giáp', card: '01.900006', cell: 'school', post: 'Bí thư', level: 'T' },
  { name: 'Bùi Thị Lan', card: '01.900007', cell: 'school', level: 'XS' },
  { name: 'Đỗ Văn Kiên', card: '01.900008', cell: 'school', level: 'T' },
  { name: 'Ngô Thị Mai', card: '01.900009', cell: 'school', level: 'T' },
  { name: 'Đặng Văn Nam', card: '01.900010', cell: 'school', level: 'T' },
]

export const ratedIn = (cell: keyof typeof cells): readonly Person[] =>
  people.filter((one) => one.cell === cell && one.level !== null)

/** The file of the members; `broken` spoils one row, as people do. */
export function memberFile({ admitted, broken }: { admitted: string; broken: boolean }): Upload {
  const rows = people.map(({ name, card, cell, post = '', newcomer }, index) => [
    broken && index === 3 ? '01.9004' : card,
    name,
    `${String(index + 10)}/03/1975`,
    newcomer ? admitted : '19/05/2005',
    newcomer ? '' : '19/05/2006',
    cells[cell].code,
    newcomer ? admitted : '01/07/2025',
    post,
    'Ngoài',
    post ? 'Có' : 'Không',
  ])
  const head =
    'Số thẻ đảng viên,Họ và tên,Ngày sinh,Ngày vào Đảng,Ngày chính thức,Mã chi bộ,Vào chi bộ từ ngày,Chức vụ Đảng,Nhóm công tác,Giữ chức lãnh đạo'
  return csv(broken ? 'dang-vien-loi.csv' : 'dang-vien.csv', head, rows)
}

/** A folder with the five files of a small city for `import hanoi`, where the real ones are not at hand. */
export async function ownCityFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nq15-e2e-city-'))
  const files: Readonly<Record<string, string>> = {
    'districts-before-2025-07.csv': 'code,name\n001,Quận Ba Đình\n',
    'communes-before-2025-07.csv':
      'code,name,district_code,district_name\n00004,Phường Trúc Bạch,001,Quận Ba Đình\n00013,Phường Quán Thánh,001,Quận Ba Đình\n',
    'communes-since-2025-07.csv':
      'code,name,kind,area_km2,main_former_district\n00004,Phường Ba Đình,Phường,2.97,Quận Ba Đình\n',
    'succession-2025-07.csv':
      'new_code,new_name,old_code,old_name,old_district,old_unit_split_between\n00004,Phường Ba Đình,00004,Phường Trúc Bạch,Quận Ba Đình,1\n00004,Phường Ba Đình,00013,Phường Quán Thánh,Quận Ba Đình,1\n',
    'commune-tiles.csv': 'code,name,column,row\n00004,Phường Ba Đình,9,4\n',
  }
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)))
  return folder
}
