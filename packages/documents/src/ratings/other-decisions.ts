import type { PaperGeneration } from '@nq15/domain/reports'
import { orDots, type Paper } from '../reports/paper-model.ts'
import { decisionPaper } from './decision-blocks.ts'
import type { PaperFrame } from './paper-frame.ts'

const linesOf = (text = '') =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** Quyết định thành lập các tổ công tác (paper 2): one group a line. */
export function workGroups(frame: PaperFrame): Paper {
  const { year, texts, organization } = frame
  const groups = linesOf(texts.groups)
  return decisionPaper(frame, {
    about: `thành lập các tổ công tác dự, chỉ đạo kiểm điểm và đánh giá, xếp loại chất lượng năm ${year}`,
    articles: [
      {
        text: `Thành lập ${groups.length === 0 ? '……' : groups.length} tổ công tác dự, chỉ đạo hội nghị kiểm điểm và đánh giá, xếp loại chất lượng năm ${year} của các chi bộ thuộc ${organization}, gồm:`,
        lines: groups.length === 0 ? ['…………………………………………………………'] : groups.map((group) => `- ${group}`),
      },
      {
        text: 'Các tổ công tác có nhiệm vụ:',
        lines:
          linesOf(texts.duties).length > 0
            ? linesOf(texts.duties).map((duty) => `- ${duty}`)
            : ['- Dự và chỉ đạo hội nghị của chi bộ được phân công; báo cáo kết quả về Ban Thường vụ.'],
      },
      {
        text: 'Văn phòng cấp ủy, các chi bộ và các đồng chí có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực kể từ ngày ký.',
      },
    ],
  })
}

/** Quyết định khen thưởng (paper 19): form of the award, and who is awarded, one a line. */
export function awardDecision(frame: PaperFrame): Paper {
  const { year, texts } = frame
  const awarded = linesOf(texts.awards)
  const form = orDots(texts.awardForm)
  return decisionPaper(frame, {
    about: `tặng ${form} cho tập thể, cá nhân có thành tích năm ${year}`,
    articles: [
      {
        text: `Tặng ${form} cho ${awarded.length === 0 ? '……' : awarded.length} tập thể, cá nhân có tên trong danh sách kèm theo${texts.reason ? `, ${texts.reason.replace(/\.$/u, '')}` : ` đã có thành tích trong năm ${year}`}.`,
      },
      { text: 'Mức thưởng và nguồn kinh phí thực hiện theo quy định hiện hành.' },
      {
        text: 'Văn phòng cấp ủy và các tập thể, cá nhân có tên trong danh sách chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực kể từ ngày ký.',
      },
    ],
    annex: {
      title: `tập thể, cá nhân được tặng ${form}`,
      blocks: [
        {
          kind: 'list',
          columns: [
            { head: 'TT', width: 12, align: 'centre' },
            { head: 'Tập thể, cá nhân', width: 120, align: 'left' },
            { head: 'Ghi chú', width: 33, align: 'left' },
          ],
          rows: awarded.map((name, at) => [String(at + 1), name, '']),
          totals: `Cộng: ${awarded.length}`,
        },
      ],
    },
  })
}

/** The id of the form of rating anew; before 2025 there was none. */
const amendFormId = (generation: PaperGeneration): string | undefined =>
  generation === 'G3' ? 'Mẫu 03-HD KĐ.ĐG 2025' : undefined

/**
 * Quyết định đánh giá, xếp loại lại (paper 20): it always names the decision it replaces. Since 2025 form 03 of 43-HD/BTCTW, whose
 * title was read; its articles are those of a decision that changes another.
 */
export function correctionDecision(frame: PaperFrame): Paper {
  const { year, texts, generation } = frame
  const { person, oldDecision, oldLevel, measure = '', newLevel, reason, revokedAwards } = texts
  const formId = amendFormId(generation)
  const isAnew = formId !== undefined
  const replaced = oldDecision ? `Quyết định ${oldDecision.replace(/^Quyết định /iu, '')}` : undefined
  return decisionPaper(frame, {
    about: isAnew
      ? `đánh giá, xếp loại lại tổ chức đảng, đảng viên năm ${year}`
      : `điều chỉnh kết quả xếp loại chất lượng năm ${year}`,
    ...(isAnew ? { formId, bases: ['Căn cứ khoản 3 Điều 15 Quy định số 366-QĐ/TW'] } : {}),
    articles: [
      {
        text: `${/^điều chỉnh/iu.test(measure) ? 'Điều chỉnh' : isAnew ? 'Hủy bỏ' : 'Hủy'} kết quả xếp loại chất lượng năm ${year} của ${orDots(person)} (mức: ${orDots(oldLevel)}) tại ${replaced ?? 'Quyết định số ………… ngày …………'}.`,
      },
      {
        text: `${isAnew ? 'Đánh giá, xếp loại lại' : 'Xếp loại lại'}: ${orDots(newLevel)}. Lý do: ${orDots(reason?.replace(/\.$/u, ''))}.`,
      },
      ...(revokedAwards ? [{ text: `Hủy danh hiệu, khen thưởng: ${revokedAwards.replace(/\.$/u, '')}.` }] : []),
      {
        text: `Quyết định này thay thế nội dung tương ứng tại ${replaced ?? 'quyết định nêu tại Điều 1'}; các nội dung khác không thay đổi. Văn phòng cấp ủy, chi bộ và đảng viên có liên quan chịu trách nhiệm thi hành. Quyết định có hiệu lực kể từ ngày ký.`,
      },
    ],
  })
}
