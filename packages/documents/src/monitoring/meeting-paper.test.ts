import JSZip from 'jszip'
import { expect, test } from 'vitest'
import { type MeetingPaper, meetingPaper } from './meeting-paper.ts'

const one = {
  name: 'Đảng bộ xã Sông Mây',
  level: 'Cần củng cố',
  severity: 2,
  listedOn: '2026-10-05',
  reviewOn: '2027-01-05',
  stateLabel: 'Chờ kế hoạch',
  signs: [{ code: 'C5', evidence: 'Báo cáo 12-BC/ĐU', observedOn: '2026-09-30' }],
  now: [{ code: 'C5', sentence: 'Năm trên 24 vụ việc quá hạn.' }],
  decisions: [
    {
      onDay: '2026-10-05',
      number: '12-QĐ/TU',
      body: 'BTV',
      reason: 'Có biểu hiện kéo dài.',
      label: 'Đưa vào danh sách',
    },
  ],
}
const paper: MeetingPaper = {
  listName: 'Danh sách của Thành ủy',
  issuer: 'Đảng bộ thành phố Sông Mây',
  day: '2026-12-08',
  quarter: { year: 2026, quarter: 4, start: 22, added: 4, removed: 2, merged: 1, end: 23, difference: 0 },
  organizations: [one, { ...one, name: 'Đảng bộ xã Hoa Gạo' }],
  generatedAt: '2026-12-08T03:00:00Z',
}

const textOf = async (of: MeetingPaper) => {
  const xml = (await (await JSZip.loadAsync(await meetingPaper(of))).file('word/document.xml')?.async('string')) ?? ''
  return { xml, text: xml.replace(/<[^>]+>/gu, ' ').replace(/\s+/gu, ' ') }
}

test('the paper prints the equation, the list and a page for each organization', async () => {
  const { xml, text } = await textOf(paper)
  expect(text).toContain('22 + 4 − 2 − 1 = 23')
  expect(text).toContain('Đảng bộ xã Sông Mây')
  expect(text).toContain('12-QĐ/TU')
  expect(xml.match(/w:br w:type="page"/gu)).toHaveLength(2)
})

test('a difference is said, and an organization without signs is not called good', async () => {
  const { text } = await textOf({
    ...paper,
    quarter: { ...paper.quarter, difference: 1, end: 24 },
    organizations: [{ ...one, now: [], reviewOn: null }],
  })
  expect(text).toContain('Chênh lệch 1 tổ chức')
  expect(text).toContain('chưa có số liệu không phải là tốt')
  expect(text).toContain('chưa định ngày')
})
