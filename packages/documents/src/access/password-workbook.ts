import ExcelJS from 'exceljs'
import { plainText } from '../reports/export-statement.ts'

/** A line of the sheet of first passwords. */
export type PasswordRow = {
  readonly displayName: string
  readonly username: string
  readonly organizationName: string | null
  readonly password: string
}

const font = { name: 'Times New Roman', size: 12 } as const
const heads = ['Họ và tên', 'Tổ chức đảng', 'Tên đăng nhập', 'Mật khẩu dùng một lần'] as const

/** First passwords as a workbook to be printed and cut apart; xlsx bytes. It is made once and kept nowhere. */
export async function writePasswordWorkbook(rows: readonly PasswordRow[], generatedAt: string): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  book.title = 'Mật khẩu dùng một lần'
  book.creator = 'NQ15'
  book.created = new Date(generatedAt)
  book.modified = book.created
  const sheet = book.addWorksheet('Mật khẩu', {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: { paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:1' },
  })
  sheet.columns = [30, 40, 22, 26].map((width) => ({ width, style: { font, numFmt: '@' } }))
  sheet.addRow([...heads]).font = { ...font, bold: true }
  for (const { displayName, organizationName, username, password } of rows) {
    sheet.addRow([displayName, organizationName ?? '', username, password].map(plainText)).height = 30
  }
  return Buffer.from(await book.xlsx.writeBuffer())
}
