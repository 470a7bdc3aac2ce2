import { orgSectorLabelsEn, orgSectorLabelsVi } from '../organizations/index.ts'
import { fillMessage } from '../ratings/index.ts'
import type { ComputedLine } from './compute-block.ts'
import { levelWords } from './level-words.ts'
import { ratingTables } from './rating-tables.ts'
import type { TableFinding } from './reconcile-table.ts'
import type { ShownValue } from './show-tables.ts'
import type { CountedUnit, ReportLocale, RowAxis, TableColumn } from './table-definition.ts'
import { type TableMessages, tableMessagesEn } from './table-messages.en.ts'
import { tableMessagesVi } from './table-messages.vi.ts'

const messages: Readonly<Record<ReportLocale, TableMessages>> = { vi: tableMessagesVi, en: tableMessagesEn }

/** The head of a column in the words of the year's rule generation. */
export function sayHead({ key, head, unit }: TableColumn, of: { ruleSetCode: string; locale: ReportLocale }): string {
  if (head !== 'level') return head[of.locale]
  const counted: CountedUnit = unit === 'organizations' ? 'organizations' : 'persons'
  const words = levelWords(of.ruleSetCode, counted)
  return Object.hasOwn(words, key) ? words[key as keyof typeof words][of.locale] : key
}

/** What a line is called: an organization by its name, everything else by the words of its code. */
export function sayLine(
  { key, name }: Pick<ComputedLine, 'key' | 'name'>,
  axis: RowAxis,
  locale: ReportLocale,
): string {
  const { lines } = messages[locale]
  if (axis === 'organization') return lines[key] ?? name
  if (axis !== 'type-and-sector') return lines[key] ?? key
  const [type = '', sector = ''] = key.split('/')
  const sectors: Readonly<Record<string, string>> = locale === 'vi' ? orgSectorLabelsVi : orgSectorLabelsEn
  return `${lines[type] ?? type}: ${sector === '' ? lines['no-sector'] : (sectors[sector] ?? sector)}`
}

/** The line of totals. */
export const sayTotal = (locale: ReportLocale): string => messages[locale].total

/** A value as it stands in a table: a number with the separators of the language, or why there is none. */
export function sayValue(
  value: ShownValue | undefined,
  { unit }: Pick<TableColumn, 'unit'>,
  locale: ReportLocale,
): string {
  const { under5, withheld, none } = messages[locale].values
  if (value === null || value === undefined) return none
  if (value === 'under-5') return under5
  if (value === 'withheld') return withheld
  const digits = unit === 'percent' || unit === 'points' ? 1 : 0
  return numbers[locale][digits].format(value)
}

// Made once: a table of a city holds tens of thousands of cells, and each making costs more than the cell.
const numberFormat = (language: string, digits: number) =>
  new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits })
const numbers: Readonly<Record<ReportLocale, readonly [Intl.NumberFormat, Intl.NumberFormat]>> = {
  vi: [numberFormat('vi-VN', 0), numberFormat('vi-VN', 1)],
  en: [numberFormat('en-GB', 0), numberFormat('en-GB', 1)],
}

/** A finding as one sentence that names table, line and column with both numbers. */
export function sayTableFinding(found: TableFinding, of: { ruleSetCode: string; locale: ReportLocale }): string {
  const { locale } = of
  const block = ratingTables[found.table].blocks.find(({ key }) => key === found.block)
  const column = block?.columns.find(({ key }) => key === found.column)
  const number = (value: number | null) =>
    value === null ? messages[locale].values.some : sayValue(value, { unit: 'persons' }, locale)
  return fillMessage(messages[locale].findings[found.code], {
    line:
      found.line === null
        ? sayTotal(locale)
        : sayLine({ key: found.line, name: found.line }, block?.axis ?? 'organization', locale),
    column: column ? sayHead(column, of) : (found.column ?? ''),
    found: number(found.found),
    expected: number(found.expected),
    about: found.about ?? '',
  })
}
