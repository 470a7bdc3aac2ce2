import type { ListColumn } from '../reports/list-table.ts'
import { heading, type Paper, type PaperBlock, said, writtenOr } from '../reports/paper-model.ts'
import { letterPaper, type PaperFrame } from './paper-frame.ts'

/** One table of a report, already in words: heads, rows in the order of the columns, and the line of sums. */
export type ReportTable = {
  /** `B1` … `B8`. */
  readonly code: string
  readonly title: string
  readonly columns: readonly ListColumn[]
  readonly rows: readonly (readonly string[])[]
  readonly totals?: readonly string[]
}

/** Báo cáo kết quả kiểm điểm, đánh giá, xếp loại (paper 23) with its tables, each on a page of its own. */
export function yearReport(frame: PaperFrame, tables: readonly ReportTable[]): Paper {
  const { year, texts, organization } = frame
  const annexes = tables.flatMap(({ code, title, ...table }): PaperBlock[] => [
    { kind: 'new-page' },
    { kind: 'centred', runs: [{ text: `Biểu ${code}`, bold: true }] },
    { kind: 'centred', runs: [{ text: title, bold: true }], after: 8 },
    { kind: 'list', size: 11, ...table },
  ])
  const report = letterPaper(frame, {
    type: 'Báo cáo',
    about: `kết quả kiểm điểm và đánh giá, xếp loại chất lượng tổ chức đảng, đảng viên năm ${year}`,
    blocks: [
      said(
        `${frame.decidedBy} báo cáo kết quả kiểm điểm và đánh giá, xếp loại chất lượng tổ chức đảng, đảng viên năm ${year} của ${organization} như sau:`,
      ),
      heading('I. Công tác lãnh đạo, chỉ đạo; kết quả đạt được'),
      ...writtenOr(texts.strengths, 4),
      heading('II. Kết quả đánh giá, xếp loại'),
      said(
        tables.length === 0
          ? 'Các biểu số liệu chưa được chốt; báo cáo này chưa kèm biểu.'
          : `Kết quả chi tiết tại ${tables.length === 1 ? 'biểu' : 'các biểu'} ${tables.map(({ code }) => code).join(', ')} kèm theo.`,
      ),
      heading('III. Hạn chế, khuyết điểm'),
      ...writtenOr(texts.limitations),
      heading('IV. Nguyên nhân'),
      ...writtenOr(texts.causes),
      heading('V. Phương hướng'),
      ...writtenOr(texts.direction),
      ...(texts.proposals ? [heading('VI. Kiến nghị, đề xuất'), ...writtenOr(texts.proposals)] : []),
    ],
  })
  return { ...report, blocks: [...report.blocks, ...annexes] }
}
