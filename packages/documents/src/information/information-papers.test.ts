import JSZip from 'jszip'
import { expect, test } from 'vitest'
import { publicFiles, publicFolder } from './public-folder.ts'
import { questionSheet } from './question-sheet.ts'

const answer = {
  ...{ code: 'TT-2026-0001', topic: 'Môi trường', place: 'thôn Đông', question: 'Khi nào chuyển điểm rác?' },
  ...{ answer: 'Trong quý này.\nThu gom hai lần mỗi ngày.', officer: 'Chủ tịch UBND xã' },
  ...{ publishedOn: '2026-12-01', nextUpdateOn: '2026-12-31' },
}
const folder = { organizationName: 'Đảng bộ xã Hoa Ban', asOf: '2026-12-08', answers: [answer] }

test('the folder holds an index, a page for each answer and the same as JSON; it needs no script and no other address', async () => {
  const files = publicFiles(folder)
  expect([...files.keys()]).toEqual(['index.html', 'tt-2026-0001.html', 'answers.json'])
  expect(files.get('tt-2026-0001.html')).toContain('<p>Trong quý này.</p>\n<p>Thu gom hai lần mỗi ngày.</p>')
  expect(files.get('index.html')).toContain('href="tt-2026-0001.html"')
  for (const text of files.values()) expect(text).not.toMatch(/<script|https?:|src=/u)
  const zip = await JSZip.loadAsync(await publicFolder(folder))
  expect(Object.keys(zip.files)).toEqual([...files.keys()])
  expect(JSON.parse(files.get('answers.json') ?? '')).toEqual({
    organization: 'Đảng bộ xã Hoa Ban',
    asOf: '2026-12-08',
    answers: [answer],
  })
})

test('what was typed stays text in a page, and nothing published is said', () => {
  const sly = publicFiles({ ...folder, answers: [{ ...answer, question: '<img onerror="x">', code: 'TT-2026-0002' }] })
  expect(sly.get('tt-2026-0002.html')).toContain('&lt;img onerror=&quot;x&quot;&gt;')
  expect(sly.get('tt-2026-0002.html')).not.toContain('<img')
  expect(publicFiles({ ...folder, answers: [] }).get('index.html')).toContain('Chưa có câu trả lời nào được công bố.')
})

test('the sheet for a cell asks for a count and never for names', async () => {
  const sheet = { superior: 'Đảng bộ thành phố', issuer: 'Đảng bộ xã Hoa Ban', place: 'Sông Mây', day: '2026-12-08' }
  const bytes = await questionSheet({ ...sheet, answers: [answer], generatedAt: '2026-12-08T03:00:00Z' })
  const xml = (await (await JSZip.loadAsync(bytes)).file('word/document.xml')?.async('string')) ?? ''
  const text = xml.replace(/<[^>]+>/gu, ' ').replace(/\s+/gu, ' ')
  for (const said of [
    'Câu 1. Khi nào chuyển điểm rác?',
    'Thu gom hai lần',
    '01/12/2026',
    'Số đảng viên dự',
    'không ghi tên người',
  ])
    expect(text).toContain(said)
})
