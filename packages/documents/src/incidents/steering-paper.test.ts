import JSZip from 'jszip'
import { expect, test } from 'vitest'
import { steeringConclusion, steeringInvitation } from './steering-paper.ts'

const whole = {
  ...{ superior: 'Đảng bộ thành phố Sông Mây', issuer: 'Ban Chỉ đạo 15', place: 'Sông Mây', day: '2026-12-08' },
  seats: [{ role: 'Trưởng ban', post: 'Phó Bí thư Thường trực' }],
  ...{ planOn: '2026-12-05', at: 'Phòng họp số 1', agenda: 'Vụ việc trọng điểm.', heldOn: '2026-12-05', present: 14 },
  ...{ number: '12-TB/BCĐ', concludedOn: '2026-12-07', summary: 'Tình hình ổn định.' },
  conclusions: [{ text: 'Chi trả đợt hai', owner: 'UBND xã Hoa Ban', dueOn: '2026-12-31' }],
  generatedAt: '2026-12-08T03:00:00Z',
}
const textOf = async (bytes: Buffer) => {
  const xml = (await (await JSZip.loadAsync(bytes)).file('word/document.xml')?.async('string')) ?? ''
  return xml.replace(/<[^>]+>/gu, ' ').replace(/\s+/gu, ' ')
}

test('the invitation says when, where, about what and whom by post; an empty committee is said', async () => {
  const text = await textOf(await steeringInvitation(whole))
  for (const said of ['05/12/2026', 'Phòng họp số 1', 'Vụ việc trọng điểm', 'Phó Bí thư Thường trực (trưởng ban)'])
    expect(text).toContain(said)
  expect(await textOf(await steeringInvitation({ ...whole, seats: [] }))).toContain('chưa có.')
})

test('the conclusion says who does what until when; unsigned it says that it is a draft', async () => {
  const text = await textOf(await steeringConclusion(whole))
  for (const said of ['12-TB/BCĐ', '14 đồng chí dự', 'UBND xã Hoa Ban', '31/12/2026']) expect(text).toContain(said)
  const draft = await textOf(await steeringConclusion({ ...whole, number: '', concludedOn: null, conclusions: [] }))
  expect(draft).toContain('Dự thảo, chưa ký')
})
