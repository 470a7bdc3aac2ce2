import { Readable } from 'node:stream'
import { memberColumns as domainColumns, memberLabelsVi, readMemberRow } from '@nq15/domain/members'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { readTable, reasonHead } from '../reports/index.ts'
import { mapMemberColumns, memberColumns, memberTemplate, memberTexts } from './member-table.ts'

const heads = memberColumns.flatMap(({ head, aliases }) => [head, ...aliases])

test('the template has exactly the columns that the domain reads', () => {
  expect(memberColumns.map(({ key }) => key)).toEqual([...domainColumns])
})

test('no two columns share a head or alias', () => {
  for (const [index, column] of memberColumns.entries()) {
    const others = memberColumns.filter((_, at) => at !== index).map(({ head }) => head)
    expect(mapMemberColumns([column.head, ...column.aliases.slice(0, 0), ...others]).unknown).toEqual([])
  }
  const all = memberColumns.flatMap(({ head, aliases, key }) => [head, ...aliases].map((name) => ({ name, key })))
  for (const { name, key } of all) expect(mapMemberColumns([name]).mapping).toEqual({ [name]: key })
})

test('the example of the template is read by the domain without a fault', async () => {
  const bytes = await memberTemplate('2026-11-01T00:00:00Z')
  const table = await readTable(Readable.from([bytes]), 'xlsx', { heads, ignoredHeads: [reasonHead], sheet: 'Ví dụ' })
  if (!table.ok) throw new Error(table.refusal.code)
  const { mapping, missing, unknown } = mapMemberColumns(table.value.heads)
  expect({ missing, unknown, line: table.value.headLine }).toEqual({ missing: [], unknown: [], line: 3 })
  for await (const row of table.value.rows) {
    if (!row.ok) throw new Error(row.refusal.code)
    const cell = { organizationId: 'o1', validFrom: '2025-07-01' }
    const read = readMemberRow(memberTexts(row.value.cells, mapping), { day: '2026-11-01', cellOn: () => cell })
    expect(read).toMatchObject({
      ok: true,
      value: { fullName: 'Nguyễn Thị Bích Hường', bornOn: '1970-02-05', post: 'secretary', leads: true },
    })
  }
})

test('the template is frozen under its head and offers the lists of the domain', async () => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(new Uint8Array(await memberTemplate('2026-11-01T00:00:00Z')).buffer)
  const sheet = book.worksheets[0]
  expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 3 })
  expect(sheet?.getCell('A3').value).toBe('Số thẻ đảng viên')
  expect(sheet?.getCell('C3').value).toBe('Họ và tên *')
  const status = memberColumns.findIndex(({ key }) => key === 'status') + 1
  expect(sheet?.getCell(4, status).dataValidation).toMatchObject({ type: 'list' })
  const listed = book.getWorksheet('Danh mục')?.getColumn(2).values.slice(2)
  expect(listed).toEqual(Object.values(memberLabelsVi.statuses))
})

test.each([
  ['so the dang vien', 'cardNumber'],
  ['SỐ THẺ ĐV (*)', 'cardNumber'],
  ['Họ  và tên', 'fullName'],
  ['Ngày kết nạp', 'admittedOn'],
  ['Giữ chức lãnh đạo', 'leads'],
])('"%s" is the column %s', (head, key) => {
  expect(mapMemberColumns([head]).mapping).toEqual({ [head]: key })
})

test('a close head is suggested, not taken; the rest is unknown; required ones are missing', () => {
  const map = mapMemberColumns(['Họ và tênn', 'Số điện thoại', 'Ngày vào Đảng'])
  expect(map.mapping).toEqual({ 'Ngày vào Đảng': 'admittedOn' })
  expect(map.suggestions).toEqual({ 'Họ và tênn': 'fullName' })
  expect(map.unknown).toEqual(['Số điện thoại'])
  expect(map.missing).toEqual(['fullName', 'cellCode', 'workGroup'])
})

test('other words for a choice become its code, unknown words stay as typed', () => {
  const mapping = { 'Tình trạng': 'status', 'Chức vụ': 'post' } as const
  expect(memberTexts({ 'Tình trạng': 'Miễn sinh hoạt', 'Chức vụ': 'Trưởng thôn' }, mapping)).toEqual({
    status: 'exempt',
    post: 'Trưởng thôn',
  })
})
