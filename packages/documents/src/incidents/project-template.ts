import ExcelJS from 'exceljs'

/** A table for the monthly figures of projects: a row for each project in each commune, figures left empty. */
export type ProjectTemplate = {
  /** As people say it, for instance 11/2026. */
  readonly month: string
  readonly rows: readonly {
    readonly projectCode: string
    readonly projectName: string
    readonly areaCode: string
    readonly areaName: string
  }[]
  /** The heads of the figures, in the order of the sheet. */
  readonly figures: readonly string[]
  /** UTC time as ISO text, written into the file's properties. */
  readonly generatedAt: string
}

const font = { name: 'Times New Roman', size: 12 } as const
const fixed = [
  { head: 'Mã dự án', width: 14 },
  { head: 'Tên dự án', width: 34 },
  { head: 'Mã xã, phường', width: 14 },
  { head: 'Xã, phường', width: 26 },
] as const

/** The table as xlsx: codes as text so that they keep their zeros, heads frozen, ready to be sent back. */
export async function projectTemplate({ month, rows, figures, generatedAt }: ProjectTemplate): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  book.title = `Số liệu dự án tháng ${month}`
  book.creator = 'NQ15'
  book.created = new Date(generatedAt)
  book.modified = book.created
  const sheet = book.addWorksheet('Số liệu dự án', {
    views: [{ state: 'frozen', ySplit: 3, xSplit: 4 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  })
  const heads = [...fixed, ...figures.map((head) => ({ head, width: 16 }))]
  sheet.columns = heads.map(({ width }) => ({ width, style: { font, numFmt: '@' } }))
  sheet.getCell('A1').value = `Số liệu dự án tháng ${month}`
  sheet.getCell('A1').font = { ...font, size: 14, bold: true }
  sheet.getCell('A2').value = 'Ô để trống là chưa có số liệu, không phải là 0. Không sửa cột mã; không ghi tên người.'
  const head = sheet.getRow(3)
  for (const [at, { head: text }] of heads.entries()) {
    const cell = head.getCell(at + 1)
    cell.value = text
    cell.font = { ...font, bold: true }
    cell.alignment = { wrapText: true, vertical: 'middle', horizontal: 'center' }
  }
  for (const { projectCode, projectName, areaCode, areaName } of rows)
    sheet.addRow([projectCode, projectName, areaCode, areaName])
  return Buffer.from(await book.xlsx.writeBuffer())
}
