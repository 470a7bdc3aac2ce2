import JSZip from 'jszip'
import { expect, test } from 'vitest'
import { yearAccountPaper } from './year-account-paper.ts'

test('the account counts and cites, says what nobody has set and what nobody keeps', async () => {
  const file = await yearAccountPaper({
    ...{ year: 2026, until: '2026-11-27', source: 'Quy định 377-QĐ/TW' },
    members: [
      {
        ...{ name: 'Trần Văn Bình', post: 'Thành ủy viên', targetsUnder: 1 },
        charges: [{ name: 'Phường Hoa Gạo', days: 271, decisionNumber: '24-QĐ/TU', isMain: true }],
        counts: { due: 4, done: 2, late: 1, promised: 3, kept: 1, missed: 1 },
        ...{ visits: { due: 8, held: 2 }, receptions: { due: null, held: 1 } },
      },
    ],
    heads: [
      {
        ...{ name: 'Đảng bộ phường Hoa Gạo', daysWithout: 12, tasks: { due: 4, done: 2, late: 1 } },
        ...{ receptions: { due: 22, held: 3 }, targets: { assigned: 20, completed: 13, isUnder: true } },
      },
    ],
    generatedAt: '2026-11-27T03:00:00Z',
  })
  const xml = (await (await JSZip.loadAsync(file)).file('word/document.xml')?.async('string')) ?? ''
  const text = xml.replace(/<[^>]+>/gu, ' ').replace(/\s+/gu, ' ')
  const said = [
    '271 ngày, 24-QĐ/TU',
    '4 / 2 / 1',
    'đi 2/8; tiếp 1 (chưa quy định)',
    '13/20, dưới 70%',
    'chưa có sổ vụ việc',
  ]
  for (const one of [...said, '377-QĐ/TW']) expect(text).toContain(one)
})
