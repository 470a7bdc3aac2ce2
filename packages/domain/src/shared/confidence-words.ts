import type { Confidence } from './legal-source.ts'

type Words = { readonly vi: string; readonly en: string }

/** How well a provision is known, in words: the mark itself never reaches a reader. */
export const confidenceWords: Readonly<Record<Confidence, Words>> = {
  T: { vi: 'đọc từ văn bản', en: 'read in the text' },
  S: { vi: 'theo báo chí, văn bản dẫn lại; chờ xác nhận', en: 'second-hand, to be confirmed' },
  'S-code': { vi: 'theo phần mềm của đơn vị khác, chờ xác nhận', en: 'from another unit’s software, to be confirmed' },
  M: { vi: 'theo trí nhớ, chờ đối chiếu', en: 'from memory, to be confirmed' },
  design: { vi: 'quy ước của phần mềm', en: 'this product’s convention' },
}

/** What those words mean for whoever relies on the provision, in one sentence. */
export const confidenceExplanations: Readonly<Record<Confidence, Words>> = {
  T: { vi: 'Người soạn đã đọc điều khoản trong chính văn bản.', en: 'The provision was read in the document itself.' },
  S: {
    vi: 'Biết qua báo chí hoặc văn bản khác dẫn lại; cần đối chiếu với bản chính trước khi căn cứ vào đó.',
    en: 'Known from the press or from another document; to be compared with the original before relying on it.',
  },
  'S-code': {
    vi: 'Suy ra từ phần mềm đang dùng ở đơn vị khác; cần đối chiếu với văn bản.',
    en: 'Inferred from software in use elsewhere; to be compared with the document.',
  },
  M: {
    vi: 'Ghi theo trí nhớ của người soạn; cần đối chiếu với văn bản.',
    en: 'Noted from memory; to be compared with the document.',
  },
  design: { vi: 'Không văn bản nào quy định; phần mềm tự đặt.', en: 'No document says so; the product chose it.' },
}
