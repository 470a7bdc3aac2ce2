import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx'
import { mm, points, run } from './party-paper.ts'

/** A column of a list: its head, width in mm and how its cells stand. */
export type ListColumn = { readonly head: string; readonly width: number; readonly align: 'left' | 'centre' | 'right' }

/** A list with lines: the head repeats on each page and no row is split; `totals` as one text spans all columns; `within` fits the widths to so many mm. */
export function listTable(
  planned: readonly ListColumn[],
  rows: readonly (readonly string[])[],
  options: { readonly size?: number; readonly totals?: readonly string[] | string; readonly within?: number } = {},
): Table {
  const size = options.size ?? 12
  const plannedWidth = planned.reduce((sum, { width }) => sum + width, 0)
  const scale = options.within === undefined ? 1 : options.within / plannedWidth
  const columns = planned.map((column) => ({ ...column, width: column.width * scale }))
  const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const
  const cell = (text: string, index: number, look: RowLook) =>
    new TableCell({
      width: { size: mm(columns[index]?.width ?? 0), type: WidthType.DXA },
      ...(look.span === undefined ? {} : { columnSpan: look.span }),
      verticalAlign: VerticalAlign.CENTER,
      margins: { top: points(2), bottom: points(2), left: mm(1), right: mm(1) },
      children: [
        new Paragraph({
          keepNext: look.keepNext,
          alignment: look.head
            ? AlignmentType.CENTER
            : alignments[look.span ? 'left' : (columns[index]?.align ?? 'left')],
          children: [run(text, { bold: look.bold, size })],
        }),
      ],
    })
  const tableRow = (texts: readonly string[], look: RowLook) =>
    new TableRow({
      cantSplit: true,
      tableHeader: look.head,
      children: texts.map((text, index) => cell(text, index, look)),
    })
  const { totals } = options
  return new Table({
    width: { size: mm(columns.reduce((sum, { width }) => sum + width, 0)), type: WidthType.DXA },
    columnWidths: columns.map(({ width }) => mm(width)),
    layout: TableLayoutType.FIXED,
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: [
      tableRow(
        columns.map(({ head }) => head),
        { bold: true, head: true, keepNext: true },
      ),
      // The last row goes to the next page with the sum rather than leave it there alone.
      ...rows.map((texts, index) => tableRow(texts, { bold: false, head: false, keepNext: index === rows.length - 1 })),
      ...(totals === undefined
        ? []
        : typeof totals === 'string'
          ? [tableRow([totals], { bold: true, head: false, keepNext: false, span: columns.length })]
          : [tableRow(totals, { bold: true, head: false, keepNext: false })]),
    ],
  })
}

type RowLook = { readonly bold: boolean; readonly head: boolean; readonly keepNext: boolean; readonly span?: number }

const alignments = {
  left: AlignmentType.LEFT,
  centre: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
}
