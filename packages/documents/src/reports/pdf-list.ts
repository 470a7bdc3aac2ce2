import type { ListColumn } from './list-table.ts'
import { isShortList, type PaperBlock } from './paper-model.ts'
import type { PdfSheet } from './pdf-sheet.ts'
import { type Broken, breakText, type TextLook, writeTextAt } from './pdf-text.ts'

type List = Extract<PaperBlock, { kind: 'list' }>
type Row = { readonly cells: readonly { readonly text: Broken; readonly width: number }[]; readonly height: number }

const [sidePad, endPad] = [3, 2]

/** Draws a list with lines: the head repeats on each page, no row is split, the sum stays with the last row. */
export function drawPdfList(sheet: PdfSheet, { columns, rows, totals, size = 12 }: List): void {
  const scale = sheet.frame().width / columns.reduce((sum, { width }) => sum + width, 0)
  const widths = columns.map(({ width }) => width * scale)
  const rowOf = (texts: readonly string[], look: { bold: boolean; head?: boolean; span?: boolean }): Row => {
    const own = look.span ? [widths.reduce((sum, one) => sum + one, 0)] : widths
    const cells = texts.map((text, at) => {
      const width = own[at] ?? 0
      const align = look.head ? 'centre' : look.span ? 'left' : alignOf(columns[at])
      const broken = breakText(sheet, [{ text, bold: look.bold }], { size, align, width: width - 2 * sidePad })
      return { text: broken, width }
    })
    return { cells, height: Math.max(...cells.map(({ text }) => text.height), size * 1.15) + 2 * endPad }
  }
  const head = rowOf(
    columns.map((column) => column.head),
    { bold: true, head: true },
  )
  const sum =
    totals === undefined
      ? null
      : typeof totals === 'string'
        ? rowOf([totals], { bold: true, span: true })
        : rowOf(totals, { bold: true })
  const together = rows
    .slice(0, isShortList(rows.length) ? rows.length : 1)
    .map((texts) => rowOf(texts, { bold: false }).height)
  const sumToo = isShortList(rows.length) ? (sum?.height ?? 0) : 0
  sheet.need(head.height + together.reduce((all, one) => all + one, sumToo))
  drawRow(sheet, head)
  for (const [at, texts] of rows.entries()) {
    const row = rowOf(texts, { bold: false })
    const held = at === rows.length - 1 && sum ? sum.height : 0
    drawBelowHead(sheet, row, { head, needed: row.height + held })
  }
  if (sum) drawBelowHead(sheet, sum, { head, needed: sum.height })
}

const alignOf = (column: ListColumn | undefined): TextLook['align'] => column?.align ?? 'left'

function drawBelowHead(sheet: PdfSheet, row: Row, { head, needed }: { head: Row; needed: number }): void {
  const before = sheet.y()
  sheet.need(needed)
  if (sheet.y() !== before) drawRow(sheet, head)
  drawRow(sheet, row)
}

function drawRow(sheet: PdfSheet, { cells, height }: Row): void {
  const { doc } = sheet
  const y = sheet.y()
  let x = sheet.frame().x
  doc.lineWidth(0.5)
  for (const { width } of cells) {
    doc.rect(x, y, width, height)
    x += width
  }
  doc.stroke('#000000').fillColor('#000000')
  x = sheet.frame().x
  for (const { text, width } of cells) {
    const look = { ...text.look, x: x + sidePad }
    writeTextAt(sheet, { ...text, look }, y + (height - text.height) / 2)
    x += width
  }
  sheet.moveTo(y + height)
}
