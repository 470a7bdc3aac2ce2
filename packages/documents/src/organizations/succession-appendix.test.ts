import JSZip from 'jszip'
import { expect, test } from 'vitest'
import { type SuccessionAppendix, successionAppendix } from './index.ts'

const flawless: SuccessionAppendix = {
  title: 'Sáp nhập: Chi bộ 1, Chi bộ 2 → Chi bộ 3',
  issuer: 'Đảng ủy phường Mẫu',
  decisionNumber: '12-QĐ/ĐU',
  decidedOn: '2026-11-20',
  effectiveOn: '2027-01-01',
  isDraft: false,
  before: [
    { name: 'Chi bộ 1', ends: true },
    { name: 'Chi bộ 2', ends: true },
  ],
  after: [{ name: 'Chi bộ 3', isNew: true }],
  heirs: [{ from: 'Chi bộ 1', to: 'Chi bộ 3', inherits: true }],
  moving: [{ kind: 'Đảng viên', count: 1234, fate: 'Chuyển', from: 'Chi bộ 1', to: 'Chi bộ 3' }],
  warnings: ['Chi bộ 1 còn 2 hồ sơ'],
  generatedAt: '2026-11-24T03:00:00.000Z',
}
const textOf = async (appendix: SuccessionAppendix) => {
  const zip = await JSZip.loadAsync(await successionAppendix(appendix))
  return ((await zip.file('word/document.xml')?.async('string')) ?? '').replace(/<[^>]+>/gu, ' ').replace(/\s+/gu, ' ')
}

test.each([
  ['the decision', '12-QĐ/ĐU, ngày 20/11/2026'],
  ['its midnight', 'từ 0 giờ ngày 01/01/2027'],
  ['who ends', 'Chi bộ 2 (chấm dứt)'],
  ['who is new', 'Chi bộ 3 (mới)'],
  ['who inherits', 'Chi bộ 3 kế thừa hồ sơ của Chi bộ 1'],
  ['how many move', '1.234'],
  ['what should be known', 'Chi bộ 1 còn 2 hồ sơ'],
])('the appendix names %s', async (_, expected) => {
  expect(await textOf(flawless)).toContain(expected)
})

test('a draft says that it is one', async () => {
  expect(await textOf(flawless)).not.toContain('DỰ THẢO')
  expect(await textOf({ ...flawless, isDraft: true, decisionNumber: '', decidedOn: null })).toContain(
    'PHỤ LỤC (DỰ THẢO)',
  )
})
