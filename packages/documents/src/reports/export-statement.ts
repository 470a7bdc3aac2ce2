import { createHash } from 'node:crypto'

/** A column of an export; days come as `YYYY-MM-DD` and stand in a workbook as real dates. */
export type ExportColumn<Row> = {
  readonly head: string
  readonly width: number
  readonly kind: 'text' | 'number' | 'count' | 'day'
  readonly value: (row: Row) => string | number | undefined
}

/** What an export says about itself; times are ISO text in UTC, `asOf` a legal day. */
export type ExportStatement = {
  readonly title: string
  readonly filter: string
  readonly scope: string
  readonly asOf: string
  readonly generatedAt: string
  readonly generatedBy: string
  /** The rules the content was made by, with their version; "không áp dụng" where no rule was asked. */
  readonly rules: string
  /** Names persons to who sees them by exception: who it was made for and when, on every page. */
  readonly watermark?: string
}

/** What was written: `hash` is the SHA-256 of the statement and the canonical rows, head row included. */
export type WrittenExport = { readonly count: number; readonly hash: string }

/** What an export is said to follow when no rule of law was asked. */
export const noRules = 'không áp dụng bộ quy định nào'

/** The sheet that carries the statement, and the labels by which `checkExport` finds the figures again. */
export const infoSheet = {
  name: 'Thông tin',
  count: 'Số dòng',
  hash: 'Mã băm SHA-256',
  sheet: 'Trang dữ liệu',
} as const

/** The labels of the statement in the order in which it is written and hashed. */
const labels = {
  title: 'Nội dung',
  filter: 'Bộ lọc',
  scope: 'Phạm vi',
  asOf: 'Tính đến ngày',
  generatedAt: 'Lúc tạo (giờ Việt Nam)',
  generatedBy: 'Người tạo',
  rules: 'Theo quy định',
} as const satisfies Record<Exclude<keyof ExportStatement, 'watermark'>, string>

/** The labels of a statement: a file without all of them was made before they were hashed. */
export const statementLabels: readonly string[] = Object.values(labels)

/** The statement in words, as it stands in the file: every line is text, so that saving again changes none. */
export function statementLines(statement: ExportStatement): readonly (readonly [label: string, text: string])[] {
  const texts = { ...statement, asOf: viDay(statement.asOf), generatedAt: vietnamTime(statement.generatedAt) }
  return Object.entries(labels).map(([key, label]) => [label, plainText(texts[key as keyof typeof labels])])
}

/** Feeds canonical rows to a hash: what a person sees in each cell, as JSON, one row a line; first what the file says of itself. */
export function createRowHash(statement: readonly (readonly [string, string])[] = []) {
  const hash = createHash('sha256')
  for (const line of statement) hash.update(`${JSON.stringify(line)}\n`)
  return {
    add: (texts: readonly string[]) => void hash.update(`${JSON.stringify(texts)}\n`),
    digest: () => hash.digest('hex'),
  }
}

/** Text as XML can carry it: composed, without control characters, one kind of line end. */
export const plainText = (text: string) =>
  text
    .normalize('NFC')
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\P{Cc}\n\t]|[\uFFFE\uFFFF]/gu, '')
    .trim()

/** The clock of Asia/Ho_Chi_Minh (always UTC+7) as people write it. */
function vietnamTime(utc: string): string {
  const [day = '', time = ''] = new Date(new Date(utc).getTime() + 7 * 3_600_000).toISOString().split('T')
  return `${viDay(day)} ${time.slice(0, 8)}`
}

/** A legal day as people write it. */
export const viDay = (day: string) => day.split('-').reverse().join('/')
