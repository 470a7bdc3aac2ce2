import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import ExcelJS from 'exceljs'
import JSZip from 'jszip'
import { expect, test } from 'vitest'
import { type YearAccountPaper, yearAccountPaper } from './year-account-paper.ts'
import { writeYearAccount } from './year-account-workbook.ts'

const account: YearAccountPaper = {
  ...{ year: 2026, until: '2026-11-27', source: 'Quy định 377-QĐ/TW' },
  members: [
    {
      ...{ name: 'Trần Văn Bình', post: 'Thành ủy viên', targetsUnder: 1, cases: 2 },
      charges: [{ name: 'Phường Hoa Gạo', days: 271, decisionNumber: '24-QĐ/TU', isMain: true }],
      counts: { due: 4, done: 2, late: 1, promised: 3, kept: 1, missed: 1 },
      ...{ visits: { due: 8, held: 2 }, receptions: { due: null, held: 1 } },
    },
  ],
  heads: [
    {
      ...{ name: 'Đảng bộ phường Hoa Gạo', daysWithout: 12, tasks: { due: 4, done: 2, late: 1 } },
      ...{ receptions: { due: 22, held: 3 }, targets: { assigned: 20, completed: 13, isUnder: true }, cases: 2 },
    },
  ],
  generatedAt: '2026-11-27T03:00:00Z',
}

test('the account counts and cites, says what nobody has set and what nobody keeps', async () => {
  const file = await yearAccountPaper(account)
  const xml = (await (await JSZip.loadAsync(file)).file('word/document.xml')?.async('string')) ?? ''
  const text = xml.replace(/<[^>]+>/gu, ' ').replace(/\s+/gu, ' ')
  const said = [
    '271 ngày, 24-QĐ/TU',
    '4 / 2 / 1',
    'đi 2/8; tiếp 1 (chưa quy định)',
    '13/20, dưới 70%',
    'chỉ ghi khi cơ quan có thẩm quyền kết luận',
  ]
  for (const one of [...said, '377-QĐ/TW']) expect(text).toContain(one)
})

test('the workbook says the same figures; what nobody has set or reported stays empty', async () => {
  const [first] = account.heads
  if (!first) throw new Error('the example has a head')
  const target = new PassThrough()
  const bytes = buffer(target)
  const statement = {
    ...{ title: 'Theo dõi trách nhiệm', filter: 'Năm 2026', scope: 'Hoa Gạo', asOf: '2026-11-27' },
    ...{ generatedAt: account.generatedAt, generatedBy: 'Lê Văn Sáu', rules: account.source },
  }
  const heads = [first, { ...first, name: 'Đảng bộ xã Hoa Ban', targets: null }]
  const written = await writeYearAccount({ ...account, heads }, { statement, target })
  expect(written.map(({ count }) => count)).toEqual([1, 2])
  const book = new ExcelJS.Workbook()
  await book.xlsx.load((await bytes).buffer as ArrayBuffer)
  const row = (sheet: string, at: number) => {
    const values = book.getWorksheet(sheet)?.getRow(at).values
    return Array.isArray(values) ? Array.from(values.slice(1), (value) => value ?? null) : []
  }
  expect(row('Người phụ trách', 5)).toEqual([
    ...['Trần Văn Bình', 'Thành ủy viên', 'Phường Hoa Gạo, 24-QĐ/TU, 271 ngày', 271, 4, 2, 1, 3, 1, 1],
    ...[8, 2, null, 1, 1, 2],
  ])
  expect(row('Xã, phường, người đứng đầu', 5).slice(5)).toEqual([22, 3, 20, 13, 2, 'dưới 70%'])
  expect(row('Xã, phường, người đứng đầu', 6).slice(7)).toEqual([null, null, 2, 'chưa có báo cáo'])
})
