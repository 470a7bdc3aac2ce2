import JSZip from 'jszip'
import { expect, test } from 'vitest'
import { type PlanReportPaper, planReportPaper } from './plan-report-paper.ts'

const paper: PlanReportPaper = {
  ...{ organizationName: 'Chi bộ 5', isQuarter: false, periodName: 'tháng 11 năm 2026', asOf: '2026-11-25' },
  signed: { on: '2026-11-25', by: 'Trần Văn Bình', contentHash: 'ab12cd34ef56ab78ffff' },
  counts: { all: 5, due: 3, done: 1, late: 1, waiting: 1 },
  done: [{ title: 'Phân công', owner: 'Lan', day: '2026-11-09' }],
  late: [{ title: 'Đối thoại', owner: 'Lan', day: '2026-11-10' }],
  waiting: [{ title: 'Xin ý kiến', owner: 'Lan', day: '2026-11-02', waitingFor: 'Thanh tra' }],
  signs: [{ code: 'C5', atApproval: 'đỏ', before: 'đỏ', now: 'chưa có số liệu' }],
  ...{ goals: [], visits: [], review: null },
  forecast: { open: 3, slipDays: 15, daysLeft: -2, endsOn: '2026-11-23' },
  ...{ assessment: 'Chậm một việc.', help: 'Thanh tra trả lời sớm.', next: '' },
  generatedAt: '2026-11-25T03:00:00Z',
}
const textOf = async (of: PlanReportPaper) => {
  const xml =
    (await (await JSZip.loadAsync(await planReportPaper(of))).file('word/document.xml')?.async('string')) ?? ''
  return xml.replace(/<[^>]+>/gu, ' ').replace(/\s+/gu, ' ')
}

test('a month says what was done and late, for whom it waits, how signs moved, and who signed', async () => {
  const text = await textOf(paper)
  const said = [
    'Trần Văn Bình ký ngày 25/11/2026',
    '1 việc quá hạn',
    'chờ Thanh tra',
    'chưa có số liệu',
    'ab12cd34ef56ab78',
  ]
  for (const one of [...said, 'đã quá 2 ngày', 'Thanh tra trả lời sớm']) expect(text).toContain(one)
  expect(text).not.toContain('Mục tiêu so với')
})

test('a quarter without visits and review says so, and what is not signed says that', async () => {
  const text = await textOf({ ...paper, isQuarter: true, signed: null })
  for (const one of ['Trong kỳ chưa có ghi nhận nào', 'chưa có báo cáo xem xét', 'Chưa ký']) expect(text).toContain(one)
})
