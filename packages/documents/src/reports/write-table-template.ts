import ExcelJS from 'exceljs'
import type { TableColumn } from './table-column.ts'

/** The column that an error workbook adds and that reading passes over. */
export const reasonHead = 'Lý do bị từ chối'

/** What a template is for: `title` stands in the first row, `examples` on a sheet of their own, by column key. */
export type TableTemplate<Key extends string> = {
  readonly title: string
  readonly sheetName: string
  readonly columns: readonly TableColumn<Key>[]
  readonly examples: readonly Readonly<Partial<Record<Key, string>>>[]
  /** UTC time as ISO text. */
  readonly generatedAt: string
}

const font = { name: 'Times New Roman', size: 12 } as const
const headRow = 3
const lastPreparedRow = 2000
const thin = { style: 'thin', color: { argb: 'FF9AA0A6' } } as const
const grid = { top: thin, bottom: thin, left: thin, right: thin }

/**
 * The import template: title, notes, Vietnamese head (required ones marked `*`), frozen; lists for choices, text format
 * so that card numbers keep their zeros; a second sheet with an example. Answers xlsx bytes.
 */
export async function writeTableTemplate<Key extends string>(template: TableTemplate<Key>): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  book.title = template.title
  book.creator = 'NQ15'
  book.created = new Date(template.generatedAt)
  book.modified = book.created
  const sheet = addSheet(book, template, template.sheetName)
  const choices = addChoices(book, template.columns)
  for (const [index, column] of template.columns.entries()) prepareColumn(sheet, { column, number: index + 1, choices })
  const examples = addSheet(book, template, 'Ví dụ')
  for (const [index, example] of template.examples.entries()) {
    template.columns.forEach(({ key }, column) => {
      const cell = examples.getRow(headRow + 1 + index).getCell(column + 1)
      cell.value = example[key] ?? null
      cell.font = { ...font, italic: true }
    })
  }
  return Buffer.from(await book.xlsx.writeBuffer())
}

function addSheet<Key extends string>(book: ExcelJS.Workbook, template: TableTemplate<Key>, name: string) {
  const { columns, title } = template
  const sheet = book.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: headRow, xSplit: 2 }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${headRow}:${headRow}`,
    },
  })
  sheet.columns = columns.map(({ width }) => ({ width, style: { font, numFmt: '@' } }))
  sheet.getCell(1, 1).value = title
  sheet.getCell(1, 1).font = { ...font, bold: true, size: 14 }
  sheet.getRow(2).height = 64
  sheet.getRow(headRow).height = 36
  for (const [index, column] of columns.entries()) {
    const note = sheet.getCell(2, index + 1)
    note.value = column.note
    note.font = { ...font, size: 10, italic: true, color: { argb: 'FF5F6368' } }
    note.alignment = { wrapText: true, vertical: 'top' }
    const head = sheet.getCell(headRow, index + 1)
    head.value = column.required ? `${column.head} *` : column.head
    head.font = { ...font, bold: true }
    head.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
    head.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF4' } }
    head.border = grid
  }
  return sheet
}

/** The lists stand on a hidden sheet: written into the validation itself they would break at a comma or 255 letters. */
function addChoices(book: ExcelJS.Workbook, columns: readonly TableColumn[]): ReadonlyMap<string, string> {
  const listed = columns.filter(({ choices }) => choices !== undefined)
  const ranges = new Map<string, string>()
  if (listed.length === 0) return ranges
  const sheet = book.addWorksheet('Danh mục', { state: 'hidden' })
  for (const [index, { key, head, choices = [] }] of listed.entries()) {
    sheet.getCell(1, index + 1).value = head
    choices.forEach(({ label }, row) => {
      sheet.getCell(row + 2, index + 1).value = label
    })
    const letter = sheet.getColumn(index + 1).letter
    ranges.set(key, `'Danh mục'!$${letter}$2:$${letter}$${choices.length + 1}`)
  }
  return ranges
}

function prepareColumn(
  sheet: ExcelJS.Worksheet,
  { column, number, choices }: { column: TableColumn; number: number; choices: ReadonlyMap<string, string> },
): void {
  const range = choices.get(column.key)
  if (range === undefined) return
  // exceljs' typings know validations of cells only; the sheet's own list takes a range and keeps the file small.
  for (let row = headRow + 1; row <= lastPreparedRow; row += 1) {
    sheet.getCell(row, number).dataValidation = {
      type: 'list',
      allowBlank: !column.required,
      formulae: [range],
      showErrorMessage: true,
      errorTitle: column.head,
      error: 'Xin chọn một giá trị trong danh sách.',
    }
  }
}
