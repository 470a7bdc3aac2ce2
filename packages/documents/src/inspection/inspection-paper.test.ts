import JSZip from 'jszip'
import { expect, test } from 'vitest'
import { type InspectionPaper, type InspectionPaperKind, inspectionPaper } from './inspection-paper.ts'

const paper: InspectionPaper = {
  ...{ kind: 'decision', superior: 'Đảng bộ thành phố Sông Mây', issuer: 'Ủy ban Kiểm tra', place: 'Sông Mây' },
  ...{ day: '2026-12-08', inspectionKind: 'kiểm tra khi có dấu hiệu vi phạm', organizationName: 'Đảng bộ xã Hoa Ban' },
  ...{ subject: 'việc giải quyết đơn thư', bases: ['Quy định số 21-QĐ/TW'], dueOn: null },
  decision: { number: '5-QĐ/UBKT', day: '2026-12-01' },
  team: [{ name: 'Lê Văn Sáu', post: 'Phó Chủ nhiệm', isLead: true }],
  ...{ purpose: 'Làm rõ', content: 'Đơn thư', period: '2025', method: '', milestones: '', outline: 'Phần một' },
  ...{ selfReport: '', minutes: null, report: 'Có vi phạm' },
  conclusion: {
    ...{ number: '6-KL/UBKT', day: '2026-12-08', body: 'Ủy ban Kiểm tra', result: 'có vi phạm' },
    ...{ strengths: '', shortcomings: 'Để đơn quá hạn', causes: '' },
  },
  remedies: [{ title: 'Phân công', output: 'Bảng', owner: 'Đỗ Thị Lan', dueOn: '2027-01-15' }],
  generatedAt: '2026-12-08T03:00:00Z',
}
const textOf = async (kind: InspectionPaperKind) => {
  const bytes = await inspectionPaper({ ...paper, kind })
  const xml = (await (await JSZip.loadAsync(bytes)).file('word/document.xml')?.async('string')) ?? ''
  return xml.replace(/<[^>]+>/gu, ' ').replace(/\s+/gu, ' ')
}

test.each([
  ['decision', ['QUYẾT ĐỊNH', 'Điều 1.', 'chưa có hạn theo quy định', 'Trưởng đoàn']],
  ['plan', ['KẾ HOẠCH', '1. Mục đích, yêu cầu', '3. Phương pháp tiến hành', 'chưa có']],
  ['outline', ['ĐỀ CƯƠNG', 'Phần một']],
  ['minutes', ['BIÊN BẢN', '1. Thành phần', 'chưa có']],
  ['report', ['BÁO CÁO', 'Quyết định 5-QĐ/UBKT ngày', 'Có vi phạm']],
  ['conclusion', ['KẾT LUẬN', '2. Khuyết điểm, vi phạm', 'Để đơn quá hạn', 'Đỗ Thị Lan']],
  ['notice', ['THÔNG BÁO', 'Kết luận 6-KL/UBKT', 'Yêu cầu khắc phục']],
] as const)('the %s says what its step asks, and what is not known is said', async (kind, said) => {
  const text = await textOf(kind)
  for (const one of said) expect(text).toContain(one)
})
