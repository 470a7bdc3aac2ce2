import type { ListColumn } from './list-table.ts'
import { isShortList } from './paper-model.ts'

/** A list as data; widths in mm. */
export type ListData = {
  readonly columns: readonly ListColumn[]
  readonly rows: readonly (readonly string[])[]
  readonly totals?: readonly string[] | string | undefined
  readonly size?: number | undefined
  /** The list is fitted to so many mm. */
  readonly within: number
}

const twips = (length: number) => Math.round((length * 1440) / 25.4)

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
// Signs that XML 1.0 cannot hold would make a file that Word refuses.
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those are taken out
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu

/** A text as it stands between two tags. */
export const xmlText = (text: string): string =>
  text.replace(unwritable, '').replace(/[&<>"']/gu, (sign) => marks[sign] ?? sign)

type Look = { readonly bold: boolean; readonly head: boolean; readonly keepNext: boolean; readonly span?: number }

/**
 * A list with lines as WordprocessingML, row by row: the head repeats on each page, no row is split, the sum stays with the last row. It is
 * written directly because the library keeps an object for every cell: a list of 2,000 members took it a second.
 */
export function* writeListXml({ columns: planned, rows, totals, size = 12, within }: ListData): Generator<string> {
  const scale = within / planned.reduce((sum, { width }) => sum + width, 0)
  const widths = planned.map(({ width }) => twips(width * scale))
  const aligns = planned.map(({ align }) => ({ left: 'left', centre: 'center', right: 'right' })[align])
  const run = (bold: boolean) =>
    `<w:rPr>${bold ? '<w:b/><w:bCs/>' : ''}<w:sz w:val="${size * 2}"/><w:szCs w:val="${size * 2}"/></w:rPr>`
  const cell = (text: string, at: number, look: Look) => {
    const width = look.span === undefined ? (widths[at] ?? 0) : widths.reduce((sum, one) => sum + one, 0)
    const align = look.head ? 'center' : look.span === undefined ? (aligns[at] ?? 'left') : 'left'
    return `<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="${width}"/>${look.span === undefined ? '' : `<w:gridSpan w:val="${look.span}"/>`}<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>${look.keepNext ? '<w:keepNext/>' : ''}<w:jc w:val="${align}"/></w:pPr>${text === '' ? '' : `<w:r>${run(look.bold)}<w:t xml:space="preserve">${xmlText(text)}</w:t></w:r>`}</w:p></w:tc>`
  }
  const row = (texts: readonly string[], look: Look) =>
    `<w:tr><w:trPr><w:cantSplit/>${look.head ? '<w:tblHeader/>' : ''}</w:trPr>${texts.map((text, at) => cell(text, at, look)).join('')}</w:tr>`
  const line = (side: string) => `<w:${side} w:val="single" w:color="000000" w:sz="4"/>`
  const sides = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(line).join('')
  yield* [
    `<w:tbl><w:tblPr><w:tblW w:type="dxa" w:w="${widths.reduce((sum, one) => sum + one, 0)}"/><w:tblBorders>${sides}</w:tblBorders><w:tblLayout w:type="fixed"/>`,
    '<w:tblCellMar><w:top w:type="dxa" w:w="40"/><w:left w:type="dxa" w:w="57"/><w:bottom w:type="dxa" w:w="40"/><w:right w:type="dxa" w:w="57"/></w:tblCellMar></w:tblPr>',
    `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`,
    row(
      planned.map(({ head }) => head),
      { bold: true, head: true, keepNext: true },
    ),
  ]
  const isLast = (at: number) => at === rows.length - 1
  for (const [at, texts] of rows.entries()) {
    yield row(texts, {
      bold: false,
      head: false,
      keepNext: (isLast(at) || isShortList(rows.length)) && (totals !== undefined || !isLast(at)),
    })
  }
  if (typeof totals === 'string') yield row([totals], { bold: true, head: false, keepNext: false, span: widths.length })
  else if (totals !== undefined) yield row(totals, { bold: true, head: false, keepNext: false })
  yield '</w:tbl>'
}
