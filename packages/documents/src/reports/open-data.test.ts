import { inflateRawSync } from 'node:zlib'
import { reviewTables } from '@nq15/domain/reports'
import { expect, test } from 'vitest'
import { type OpenData, openJson, packOpenData } from './open-data.ts'
import { openZip } from './open-zip.ts'

const table = (code: 'T1' | 'T3' | 'T6', values: Readonly<Record<string, number | 'hidden' | null>>) => ({
  ...{ code, total: values, years: [], reported: [] },
  lines: [{ key: 'a', name: 'Đảng bộ phường Hoa Ban', values }],
})
const data: OpenData = {
  ...{ words: {}, superior: '', issuer: 'Thành ủy', place: 'Hà Nội', licence: 'CC BY 4.0' },
  signature: { name: 'Người ký', title: 'Phó Bí thư', signedOn: '2026-12-31', hash: 'a'.repeat(64) },
  content: {
    ...{ version: '1', organization: { id: 'x', name: 'Đảng bộ Thành phố' }, firstYear: 2026, lastYear: 2026 },
    ...{ cutOff: '2026-12-31', findings: [], reform: [], measures: [], targets: [], narrative: [] },
    tables: [
      table('T1', { start: 7 }),
      table('T3', { visits: 31, people: 'hidden', petitions: null }),
      table('T6', { issues: 9, unanswered: 9, answers: 12, answered: 8, publications: 15, opinions: 99, inTime: 66.7 }),
    ],
  },
}
const statement = {
  ...{ title: 'Dữ liệu mở', filter: 'đủ', scope: 'Thành phố', asOf: '2026-12-31', rules: '1' },
  ...{ generatedAt: '2026-12-31T02:00:00.000Z', generatedBy: 'Ban Tổ chức' },
}

test('open data hold the two tables that may be public, every column described, and say what is left out and why', async () => {
  const bytes = await packOpenData(data, statement)
  const files = openZip(bytes)
  expect([...files.keys()]).toEqual([
    ...['T3.csv', 'T6.csv', 'mo-ta-cot.csv', 'gia-tri.csv', 'khong-cong-bo.csv', 'giay-phep.txt'],
  ])
  const said = (name: string) => {
    const { method, start, end } = files.get(name) ?? { method: 0, start: 0, end: 0 }
    const packed = bytes.subarray(start, end)
    return (method === 8 ? inflateRawSync(packed) : packed).toString('utf8')
  }
  expect(said('T3.csv')).toContain('ẩn')
  // Neither where questions are open nor what people think leaves.
  for (const head of ['Vấn đề mở', 'Chưa trả lời', 'Ghi nhận dư luận']) expect(said('T6.csv')).not.toContain(head)
  expect(said('T6.csv')).toContain('Lượt công bố')
  for (const { key } of reviewTables.T3.columns) expect(said('mo-ta-cot.csv')).toContain(`T3,${key},`)
  for (const code of ['T1', 'T2', 'T4', 'T5']) expect(said('khong-cong-bo.csv')).toContain(code)
  expect(said('giay-phep.txt')).toContain('CC BY 4.0')
})

test('the same as JSON; without a licence it says so, and nothing that is left out is in it', () => {
  const file = JSON.parse(openJson({ ...data, licence: '' }, statement))
  expect(file.licence).toMatch(/^Chưa khai giấy phép/)
  expect(file.tables.map(({ code }: { code: string }) => code)).toEqual(['T3', 'T6'])
  expect(file.tables[0].rows[0].values).toMatchObject({ visits: 31, people: 'hidden', petitions: null })
  expect(Object.keys(file.tables[1].rows[0].values)).toEqual(['answers', 'answered', 'publications', 'inTime'])
})
