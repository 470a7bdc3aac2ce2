import type { LegalDay } from '@nq15/domain/shared'
import { inWords, type LetterHead, stateLetter } from './state-letter.ts'

/**
 * The forms to citizens and bodies, each with where it stands. The wording follows the contents the law names; the printed form of
 * the decree is to be compared before the first use, so the confidence of each stands in the handbook.
 */
export const letterForms = [
  '01-tcd',
  '02-tcd',
  'kn-03',
  'kn-04',
  'tc-04',
  'tc-01',
  'guide',
  'forward',
  'return',
  'urge',
] as const
export type LetterForm = (typeof letterForms)[number]

/** What a letter is told. `sender` is a name for a complaint or feedback, the alias for a denunciation; nothing else is given. */
export type LetterFacts = {
  readonly head: LetterHead
  readonly form: LetterForm
  /** Number and day of receipt of the paper in the register. */
  readonly petitionCode: string
  readonly receivedOn: LegalDay
  readonly kindLabel: string
  readonly sender: string
  readonly senderAddress: string
  readonly matter: string
  readonly originals: number
  readonly copies: number
  /** To whom it is forwarded or guided. */
  readonly receiver: string
  readonly reason: string
  /** Until when something is done, where a term runs. */
  readonly dueOn: LegalDay | null
  /** Days of an extension. */
  readonly days: number
  readonly isDenunciation: boolean
  /** The code by which the citizen follows his matter, and where he types it; on the receipt alone. */
  readonly lookUp?: { readonly code: string; readonly place: string }
  readonly signer: string
  readonly generatedAt: string
}

type Text = {
  readonly code: string
  readonly kind: string
  readonly about: string
  readonly to: string
  readonly paragraphs: readonly string[]
}

/** A letter as Word from its one model. */
export function petitionLetter(facts: LetterFacts): Promise<Buffer> {
  const { head, signer, generatedAt } = facts
  const copies = facts.form === '02-tcd' ? ['Người nộp tài liệu', 'Lưu: hồ sơ'] : ['Như trên', 'Lưu: hồ sơ, văn thư']
  return stateLetter({ head, signer, generatedAt, recipients: copies, ...textOf(facts) })
}

function textOf(facts: LetterFacts): Text {
  const { form, petitionCode, receivedOn, kindLabel, matter, receiver, reason, dueOn, isDenunciation } = facts
  // A denouncer is written to by his alias; the envelope is addressed by who holds the sealed original.
  const citizen = isDenunciation ? facts.sender : [facts.sender, facts.senderAddress].filter(Boolean).join(', ')
  const received = `Ngày ${shown(receivedOn)}, ${facts.head.issuer} nhận được ${kindLabel} số ${petitionCode} của ${isDenunciation ? facts.sender : facts.sender || 'công dân'}.`
  const about = `Nội dung: ${matter}`
  const until = dueOn === null ? 'Thời hạn: pháp luật không quy định số ngày.' : `Thời hạn đến hết ${inWords(dueOn)}.`
  switch (form) {
    case '01-tcd':
      return {
        ...{ code: '01/TCD', kind: 'Thông báo', about: 'Từ chối tiếp công dân', to: citizen },
        paragraphs: [
          received,
          about,
          `Căn cứ từ chối: ${reason}`,
          'Vụ việc đã được giải quyết đúng quy định; đề nghị ông (bà) chấp hành văn bản đã thông báo.',
        ],
      }
    case '02-tcd':
      return {
        ...{ code: '02/TCD', kind: 'Giấy biên nhận', about: 'Thông tin, tài liệu, bằng chứng', to: '' },
        paragraphs: [
          `${facts.head.issuer} đã nhận của ${citizen} các tài liệu kèm theo ${kindLabel} số ${petitionCode} ngày ${shown(receivedOn)}:`,
          `- Bản gốc: ${facts.originals} tài liệu.`,
          `- Bản sao: ${facts.copies} tài liệu.`,
          'Giấy biên nhận lập thành hai bản, giao người nộp một bản. Bản gốc được trả lại khi kết thúc việc xử lý.',
          ...(facts.lookUp
            ? [
                `Mã tra cứu: ${facts.lookUp.code}`,
                `Ông (bà) gõ mã này tại ${facts.lookUp.place} để biết việc đang ở bước nào. Ai có mã đều tra được: xin giữ kín, không đưa lên mạng. Mất mã thì đến nơi nhận đơn xin cấp lại.`,
              ]
            : []),
        ],
      }
    case 'kn-03':
      return {
        ...{ code: '03 (NĐ 124/2020)', kind: 'Thông báo', about: 'Thụ lý giải quyết khiếu nại', to: citizen },
        paragraphs: [
          received,
          about,
          `Đơn đủ điều kiện thụ lý. ${facts.head.issuer} thụ lý giải quyết theo quy định của Luật Khiếu nại.`,
          until,
        ],
      }
    case 'kn-04':
      return {
        ...{ code: '04 (NĐ 124/2020)', kind: 'Thông báo', about: 'Không thụ lý giải quyết khiếu nại', to: citizen },
        paragraphs: [received, about, `Lý do không thụ lý: ${reason}`],
      }
    case 'tc-04':
      return {
        ...{ code: '04 (NĐ 31/2019)', kind: 'Quyết định', about: 'Thụ lý tố cáo', to: '' },
        paragraphs: [
          'Căn cứ Luật Tố cáo; xét đề nghị của bộ phận xử lý đơn.',
          `Điều 1. Thụ lý tố cáo số ${petitionCode}. ${about}`,
          `Điều 2. ${until}`,
          'Điều 3. Thông tin về người tố cáo được giữ bí mật theo quy định.',
        ],
      }
    case 'tc-01':
      return {
        ...{ code: '01 (NĐ 31/2019)', kind: 'Quyết định', about: 'Gia hạn giải quyết tố cáo', to: '' },
        paragraphs: [
          `Điều 1. Gia hạn giải quyết tố cáo số ${petitionCode} thêm ${facts.days} ngày. Lý do: ${reason}`,
          `Điều 2. ${until}`,
        ],
      }
    case 'guide':
      return {
        ...{ code: 'hướng dẫn', kind: 'Thông báo', about: `Hướng dẫn gửi ${kindLabel}`, to: citizen },
        paragraphs: [
          received,
          about,
          `Vụ việc không thuộc thẩm quyền của ${facts.head.issuer}. Đề nghị ông (bà) gửi đến ${receiver} để được giải quyết.`,
        ],
      }
    case 'forward':
      return {
        ...{ code: 'chuyển đơn', kind: 'Phiếu chuyển', about: kindLabel, to: receiver },
        paragraphs: [
          received,
          about,
          `${facts.head.issuer} chuyển đến quý cơ quan để giải quyết theo thẩm quyền và thông báo kết quả.`,
        ],
      }
    case 'return':
      return {
        ...{ code: 'trả đơn', kind: 'Phiếu trả', about: kindLabel, to: receiver },
        paragraphs: [received, about, `Lý do trả lại: ${reason}`],
      }
    case 'urge':
      return {
        ...{ code: 'đôn đốc', kind: 'Công văn', about: 'Đôn đốc giải quyết', to: receiver },
        paragraphs: [
          received,
          about,
          'Đề nghị quý cơ quan giải quyết dứt điểm, trả lời công dân và thông báo kết quả.',
        ],
      }
  }
}

const shown = (day: LegalDay) => day.split('-').reverse().join('/')
