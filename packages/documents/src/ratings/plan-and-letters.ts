import { heading, orDots, type Paper, type PaperBlock, said, writtenOr } from '../reports/paper-model.ts'
import { shortDay } from '../reports/party-words.ts'
import { letterPaper, type PaperFrame, sentLetter } from './paper-frame.ts'

/** One line of the calendar of a plan. */
export type PlanStep = { readonly what: string; readonly day: string }

/** Kế hoạch kiểm điểm, đánh giá, xếp loại (paper 1) with the days of the campaign. */
export function yearPlan(frame: PaperFrame, steps: readonly PlanStep[]): Paper {
  const { year, texts, bases } = frame
  const blocks: PaperBlock[] = [
    ...bases.slice(0, -1).map((line) => said(`${line};`)),
    ...bases.slice(-1).map((line) => said(`${line}, ${frame.decidedBy} xây dựng kế hoạch như sau:`)),
    heading('I. Mục đích, yêu cầu'),
    ...writtenOr(texts.purpose),
    heading('II. Đối tượng kiểm điểm, đánh giá, xếp loại'),
    ...writtenOr(texts.subjects),
    heading('III. Thời gian thực hiện'),
    {
      kind: 'list',
      columns: [
        { head: 'TT', width: 12, align: 'centre' },
        { head: 'Nội dung', width: 108, align: 'left' },
        { head: 'Hoàn thành', width: 45, align: 'centre' },
      ],
      rows: steps.map(({ what, day }, at) => [String(at + 1), what, shortDay(day)]),
    },
    heading('IV. Tổ chức thực hiện'),
    ...writtenOr(texts.groups),
    ...(texts.annexes ? [heading('V. Phụ lục'), ...writtenOr(texts.annexes)] : []),
  ]
  return letterPaper(frame, {
    type: 'Kế hoạch',
    about: `kiểm điểm và đánh giá, xếp loại chất lượng tổ chức đảng, đảng viên năm ${year}`,
    blocks,
  })
}

/** Gợi ý kiểm điểm (paper 3), a công văn of the superior committee. */
export function suggestionLetter(frame: PaperFrame): Paper {
  const { year, texts } = frame
  return sentLetter(frame, {
    about: `gợi ý kiểm điểm năm ${year}`,
    to: [orDots(texts.addressee)],
    blocks: [
      said(
        `Để việc kiểm điểm và đánh giá, xếp loại chất lượng năm ${year} đạt yêu cầu, ${frame.decidedBy} đề nghị kiểm điểm, làm rõ các vấn đề sau:`,
      ),
      ...writtenOr(texts.questions, 5),
      said(
        `Đề nghị báo cáo kết quả về ${frame.decidedBy} ${texts.replyOn ? `trước ngày ${shortDay(texts.replyOn)}` : 'trước ngày …………'}.`,
      ),
    ],
  })
}

/** Kết luận giải quyết khiếu nại, kiến nghị (paper 21, KL). */
export function appealConclusion(frame: PaperFrame): Paper {
  const { year, texts } = frame
  return letterPaper(frame, {
    type: 'Kết luận',
    about: `giải quyết khiếu nại, kiến nghị về kết quả xếp loại chất lượng năm ${year}`,
    blocks: [
      said(
        `${frame.decidedBy} đã xem xét khiếu nại, kiến nghị của ${orDots(texts.appellant)} về kết quả xếp loại chất lượng năm ${year} và kết luận như sau:`,
      ),
      heading('1. Nội dung khiếu nại, kiến nghị'),
      ...writtenOr(texts.appeal),
      heading('2. Kết quả thẩm tra, xác minh'),
      ...writtenOr(texts.verification),
      heading('3. Kết luận'),
      ...writtenOr(texts.outcome),
    ],
  })
}

/** Công văn trả lời khiếu nại, kiến nghị (paper 21, CV). */
export function appealReply(frame: PaperFrame): Paper {
  const { year, texts } = frame
  return sentLetter(frame, {
    about: `trả lời khiếu nại, kiến nghị về kết quả xếp loại chất lượng năm ${year}`,
    to: [orDots(texts.appellant)],
    blocks: [
      said(
        `${frame.decidedBy} nhận được khiếu nại, kiến nghị của đồng chí về kết quả xếp loại chất lượng năm ${year}, nội dung:`,
      ),
      ...writtenOr(texts.appeal, 2),
      said('Sau khi xem xét, trả lời như sau:'),
      ...writtenOr(texts.outcome),
    ],
  })
}
