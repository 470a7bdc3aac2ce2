import type { LegalDay } from '@nq15/domain/shared'
import { inWords, type LetterHead, stateLetter } from './state-letter.ts'

/**
 * All that the notice to the denounced is given: the content and nothing by which who denounces could be found (L3:29.3, privacy
 * I4). There is no field of the paper, its number, source, day of writing or receipt either: they tell who sent it where few do.
 */
export type ToDenounced = {
  readonly head: LetterHead
  readonly denounced: string
  readonly caseCode: string
  readonly acceptedOn: LegalDay
  readonly acceptedNumber: string
  readonly content: string
  readonly signer: string
  readonly generatedAt: string
}

/** Form 06 of NĐ 31/2019: the content of the denunciation, for the denounced to explain in writing. */
export function toDenouncedLetter(facts: ToDenounced): Promise<Buffer> {
  const { head, denounced, caseCode, acceptedOn, acceptedNumber, content, signer, generatedAt } = facts
  return stateLetter({
    ...{
      head,
      signer,
      generatedAt,
      code: '06 (NĐ 31/2019)',
      kind: 'Thông báo',
      about: 'Nội dung tố cáo',
      to: denounced,
    },
    paragraphs: [
      `${head.issuer} đã thụ lý tố cáo, hồ sơ số ${caseCode}, theo Quyết định số ${acceptedNumber} ${inWords(acceptedOn)}.`,
      `Nội dung: ${content}`,
      'Đề nghị ông (bà) giải trình bằng văn bản về nội dung trên và cung cấp thông tin, tài liệu, bằng chứng liên quan.',
    ],
    recipients: ['Như trên', 'Lưu: hồ sơ'],
  })
}
