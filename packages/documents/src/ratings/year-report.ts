import type { ListColumn } from '../reports/list-table.ts'
import { heading, type Paper, type PaperBlock, said, writtenOr } from '../reports/paper-model.ts'
import { letterPaper, type PaperFrame } from './paper-frame.ts'

/** One table of a report, already in words: heads, rows in the order of the columns, and the line of sums. */
export type ReportTable = {
  /** `B1` … `B8`. */
  readonly code: string
  readonly title: string
  /** Where a table has several blocks. */
  readonly blockTitle?: string
  readonly size?: number
  readonly columns: readonly ListColumn[]
  readonly rows: readonly (readonly string[])[]
  readonly totals?: readonly string[]
}

/** The head of a table; the first turns the page on its long side, as tables of twenty columns need it. */
function annexHead(table: {
  readonly code: string
  readonly title: string
  readonly tablesNote: string | undefined
  readonly isFirst: boolean
}): PaperBlock[] {
  const { code, title, tablesNote, isFirst } = table
  return [
    isFirst ? { kind: 'new-page', lying: true } : { kind: 'new-page' },
    { kind: 'centred', runs: [{ text: `Biểu ${code}`, bold: true }] },
    { kind: 'centred', runs: [{ text: title, bold: true }] },
    ...(tablesNote === undefined
      ? []
      : [{ kind: 'centred', runs: [{ text: tablesNote, italic: true }], size: 12, after: 8 } as const]),
  ]
}

/** Báo cáo kết quả kiểm điểm, đánh giá, xếp loại (paper 23) with its tables, each on a page of its own. */
export function yearReport(
  frame: PaperFrame,
  { tables, tablesNote }: { readonly tables: readonly ReportTable[]; readonly tablesNote?: string | undefined },
): Paper {
  const { year, texts, organization } = frame
  const codes = [...new Set(tables.map(({ code }) => code))]
  const annexes = tables.flatMap(({ code, title, blockTitle = '', ...table }, at): PaperBlock[] => [
    ...(tables[at - 1]?.code === code
      ? [{ kind: 'gap', points: 8 } as const]
      : annexHead({ code, title, tablesNote, isFirst: at === 0 })),
    ...(blockTitle === '' ? [] : [heading(blockTitle)]),
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
          : `Kết quả chi tiết tại ${codes.length === 1 ? 'biểu' : 'các biểu'} ${codes.join(', ')} kèm theo${tablesNote === undefined ? '' : ` (${tablesNote.charAt(0).toLocaleLowerCase('vi-VN')}${tablesNote.slice(1)})`}.`,
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
