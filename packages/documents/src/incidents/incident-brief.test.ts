import JSZip from 'jszip'
import { expect, test } from 'vitest'
import { incidentBrief } from './incident-brief.ts'

const whole = {
  ...{ superior: 'Đảng bộ thành phố Sông Mây', issuer: 'Đảng bộ xã Hoa Ban', place: 'Sông Mây', day: '2026-12-08' },
  ...{ code: 'VV-2026-0001', title: 'Bồi thường đất thôn Đông', at: 'thôn Đông', state: 'Đang giải quyết' },
  facts: [
    ['Lãnh đạo chịu trách nhiệm', 'Bí thư Đảng ủy'],
    ['Cơ sở pháp lý', ''],
  ] as const,
  plan: 'Đối thoại, chi trả.',
  milestones: [{ title: 'Chi trả đợt một', dueOn: '2026-12-01', doneOn: null, isLate: true }],
  commitments: [
    {
      ...{ text: 'Trả lời dân', audience: 'thôn Đông', announcedOn: '2026-10-01', dueOn: '2026-11-01' },
      ...{ state: 'lỡ hạn', keptOn: null },
    },
  ],
  happenings: [{ onDay: '2026-11-02', kind: 'Đoàn đông người', count: 1, note: 'Hỏi về chi trả' }],
  generatedAt: '2026-12-08T03:00:00Z',
}
const textOf = async (bytes: Buffer) => {
  const xml = (await (await JSZip.loadAsync(bytes)).file('word/document.xml')?.async('string')) ?? ''
  return xml.replace(/<[^>]+>/gu, ' ').replace(/\s+/gu, ' ')
}

test('the brief says where the case stands, what is late and what was promised; what is not known is said', async () => {
  const text = await textOf(await incidentBrief(whole))
  for (const said of ['VV-2026-0001', 'Bí thư Đảng ủy', 'Cơ sở pháp lý: chưa có', 'quá hạn', 'lỡ hạn', '01/11/2026'])
    expect(text).toContain(said)
  const bare = await textOf(
    await incidentBrief({ ...whole, plan: '', milestones: [], commitments: [], happenings: [] }),
  )
  expect(bare).toContain('Mốc của kế hoạch: chưa có')
})
