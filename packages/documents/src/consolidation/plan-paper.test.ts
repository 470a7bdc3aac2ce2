import JSZip from 'jszip'
import { expect, test } from 'vitest'
import { type PlanPaper, planPaper } from './plan-paper.ts'

const paper: PlanPaper = {
  organizationName: 'Đảng bộ xã Sông Mây',
  bodyName: 'Ban Thường vụ Thành ủy',
  edition: 2,
  stateLabel: 'Đã phê duyệt',
  isDraft: false,
  day: '2026-12-08',
  legalBasis: 'Quyết định 12-QĐ/TU ngày 5/10/2026.',
  situation: '',
  from: '2026-10-10',
  until: '2027-04-10',
  approval: { number: '20-QĐ/TU', day: '2026-10-20', body: 'Ban Thường vụ Thành ủy' },
  weaknesses: [{ signCode: 'C5', evidence: 'Báo cáo 12-BC/ĐU', cause: 'cách làm', atApproval: 'chưa có số liệu' }],
  goals: [{ signCode: 'C5', words: 'Vụ việc quá hạn: từ 5 đến 0 vụ', dueOn: '2027-03-31' }],
  tasks: [{ title: 'Giải quyết vụ việc', output: 'Kết quả từng vụ', owner: 'Nguyễn Văn A', dueOn: '2027-01-15' }],
  areaMember: '',
  secretary: '',
  supportingUnit: '',
  resources: '',
  reporting: '',
  milestones: ['2026-11-19'],
  clearQuarters: 2,
  generatedAt: '2026-12-08T03:00:00Z',
}

const textOf = async (of: PlanPaper) => {
  const xml = (await (await JSZip.loadAsync(await planPaper(of))).file('word/document.xml')?.async('string')) ?? ''
  return xml.replace(/<[^>]+>/gu, ' ').replace(/\s+/gu, ' ')
}

test('the paper has every section of the template, and what is not known is said, never left out', async () => {
  const text = await textOf(paper)
  for (const section of ['1. Căn cứ', '4. Mục tiêu', '5. Nhiệm vụ', '10. Điều kiện đưa ra khỏi danh sách', '11. Ký'])
    expect(text).toContain(section)
  expect(text).toContain('lần 2')
  expect(text).toContain('Phê duyệt theo 20-QĐ/TU')
  expect(text).toContain('Bí thư: chưa có')
})

test('a plan nobody approved does not look approved', async () => {
  const text = await textOf({ ...paper, approval: null, isDraft: true, milestones: [] })
  expect(text).toContain('Dự thảo')
  expect(text).not.toContain('Phê duyệt theo')
})
