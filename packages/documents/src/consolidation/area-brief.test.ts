import JSZip from 'jszip'
import { expect, test } from 'vitest'
import { type AreaBrief, areaBrief } from './area-brief.ts'

const brief: AreaBrief = {
  areaName: 'Phường Hoa Gạo',
  committeeName: 'Đảng bộ phường Hoa Gạo',
  day: '2026-12-08',
  charge: [{ name: 'Trần Văn Bình', post: 'Thành ủy viên', kind: 'Phụ trách chính' }],
  listed: [{ name: 'Chi bộ 5', level: 'Cần quan tâm củng cố', stateLabel: 'đang củng cố', reviewOn: null }],
  signs: [{ code: 'C5', sentence: 'Năm trên 24 vụ việc quá hạn.' }],
  below: { red: 2, yellow: 3, isCut: false },
  plans: [
    {
      ...{
        name: 'Chi bộ 5',
        stateLabel: 'Đang thực hiện',
        endsOn: '2027-05-31',
        tasks: 4,
        done: 1,
        late: 1,
        waiting: 1,
      },
      ...{ slipDays: 12, contradiction: null },
    },
  ],
  tasks: [
    { title: 'Đối thoại', owner: 'Phó Bí thư', dueOn: '2026-12-01', isLate: true, waitingFor: null },
    { title: 'Xin ý kiến', owner: 'Bí thư', dueOn: '2026-12-03', isLate: false, waitingFor: 'thanh tra' },
  ],
  contradictions: [{ code: 'X4', name: 'Phường Hoa Gạo', sentence: 'Không có người phụ trách chính.' }],
  promises: [{ promise: 'Trả lời về trụ sở', by: 'Trần Văn Bình', dueOn: '2026-12-01', isLate: true }],
  visits: [{ on: '2026-11-20', by: 'Trần Văn Bình', seen: 'Chưa họp chi bộ.' }],
  duties: [
    { name: 'Tiếp công dân, bí thư đảng ủy xã, phường', due: 2, held: 1 },
    { name: 'Đi cơ sở', due: null, held: 1 },
  ],
  reports: [{ name: 'Chi bộ 5', period: 'tháng 11 năm 2026', dueOn: '2026-11-25', isLate: true }],
  decisions: ['Đến hạn xem xét lại: Chi bộ 5'],
  remedies: [{ title: 'Khắc phục sổ quỹ', name: 'Chi bộ 5', dueOn: '2026-12-20', isLate: false }],
  generatedAt: '2026-12-08T03:00:00Z',
}
const nothing = { contradictions: [], promises: [], visits: [], duties: [], reports: [], decisions: [], remedies: [] }
const textOf = async (of: AreaBrief) => {
  const xml = (await (await JSZip.loadAsync(await areaBrief(of))).file('word/document.xml')?.async('string')) ?? ''
  return xml.replace(/<[^>]+>/gu, ' ').replace(/\s+/gu, ' ')
}

test('the brief says who answers, what is listed, what is late and for whom something waits', async () => {
  const text = await textOf(brief)
  for (const said of [
    'Trần Văn Bình',
    'Chi bộ 5',
    '1 trên 4 việc xong',
    'quá hạn',
    'chờ thanh tra',
    'chưa định ngày',
    'lỡ hạn',
    '1 trên 2 ngày',
    'X4',
    'Khắc phục sổ quỹ',
  ])
    expect(text).toContain(said)
})

test('an area without anybody in charge says so, and nothing known is not called good', async () => {
  const text = await textOf({ ...brief, charge: [], listed: [], signs: [], plans: [], tasks: [], ...nothing })
  expect(text).toContain('Chưa phân công người phụ trách')
  expect(text).toContain('chưa có số liệu không phải là tốt')
})
