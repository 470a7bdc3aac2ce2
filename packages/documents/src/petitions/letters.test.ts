import JSZip from 'jszip'
import { expect, test } from 'vitest'
import { type LetterFacts, letterForms, petitionLetter } from './petition-letter.ts'
import { type ToDenounced, toDenouncedLetter } from './to-denounced.ts'

const head = { issuer: 'UBND phường Hoa Ban', number: '7/TB-UBND', place: 'Hoa Ban', day: '2026-11-24' }
const facts: LetterFacts = {
  ...{
    head,
    form: 'kn-03',
    petitionCode: '2026-0012',
    receivedOn: '2026-11-20',
    kindLabel: 'đơn khiếu nại',
    sender: 'Trịnh Văn Hòe',
  },
  ...{
    senderAddress: 'Tổ 9',
    matter: 'Đơn giá bồi thường',
    originals: 1,
    copies: 3,
    receiver: 'Thanh tra Thành phố',
    reason: 'Hết thời hiệu',
  },
  ...{ dueOn: '2026-12-02', days: 30, isDenunciation: false, signer: 'Chủ tịch', generatedAt: '2026-11-24T03:00:00Z' },
}
const textOf = async (bytes: Buffer) => {
  const zip = await JSZip.loadAsync(bytes)
  const parts = await Promise.all(Object.values(zip.files).map((file) => file.async('string')))
  return parts
    .join(' ')
    .replace(/<[^>]+>/gu, ' ')
    .replace(/\s+/gu, ' ')
}

test.each(letterForms)('the form %s is filled from its one model', async (form) => {
  const text = await textOf(await petitionLetter({ ...facts, form }))
  expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
  expect(text).not.toContain('undefined')
})

test('of a denouncer no letter prints an address, whatever is handed in', async () => {
  for (const form of letterForms) {
    const text = await textOf(
      await petitionLetter({
        ...facts,
        form,
        isDenunciation: true,
        sender: 'Người tố cáo, TC-2026-0012',
        senderAddress: 'CANARY-7731',
      }),
    )
    expect(text).not.toContain('CANARY-7731')
  }
})

test('the form to the denounced has no field of who denounces or of his paper, and drops what is handed in beside its model', async () => {
  const model: ToDenounced = {
    ...{ head, denounced: 'Ông Nguyễn Văn B', caseCode: '2026-0003', acceptedOn: '2026-11-24', acceptedNumber: '9/QĐ' },
    ...{ content: 'Nhận tiền khi xác nhận hồ sơ.', signer: 'Chủ tịch', generatedAt: '2026-11-24T03:00:00Z' },
  }
  expect(Object.keys(model).sort()).toEqual([
    'acceptedNumber',
    'acceptedOn',
    'caseCode',
    'content',
    'denounced',
    'generatedAt',
    'head',
    'signer',
  ])
  const planted = { ...model, sender: 'CANARY-1', alias: 'CANARY-2', sealedNumber: 'CANARY-3', receivedOn: 'CANARY-4' }
  const text = await textOf(await toDenouncedLetter(planted))
  expect(text).toContain('Nhận tiền khi xác nhận hồ sơ.')
  expect(text).not.toContain('CANARY')
})
