import type { LegalSource } from '../shared/index.ts'

/** The statistical tables of a rating year, in the order in which they go up. */
export const tableCodes = ['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'B8'] as const
export type TableCode = (typeof tableCodes)[number]

/** A name in both languages of the product; the Vietnamese one stands on paper. */
export type Words = { readonly vi: string; readonly en: string }

/** What the lines of a block are. */
export type RowAxis = 'organization' | 'type-and-sector' | 'cadre-level' | 'group' | 'reason' | 'level'

/** What a number counts: persons are guarded when they are few, organizations never are (privacy G2, G6). */
export type CountedUnit = 'persons' | 'organizations'

/**
 * A column. `part`: measures counted from records, parts exclude each other; `sum`: parts added up; `within`: counted from
 * records too, but contained in another column ("trong đó"); `beside`: counted in another year; `share`: one column in percent
 * of another; `change`: one column less another; `given`: reckoned by a rule (a limit) or a count of organizations.
 */
export type TableColumn = {
  readonly key: string
  readonly head: Words | 'level'
  readonly unit: CountedUnit | 'percent' | 'points'
} & (
  | { readonly is: 'part'; readonly counts: readonly string[] }
  | { readonly is: 'sum'; readonly of: readonly string[] }
  | { readonly is: 'within'; readonly counts: readonly string[]; readonly of: string }
  | { readonly is: 'beside'; readonly counts: readonly string[] }
  | { readonly is: 'share'; readonly of: string; readonly over: string }
  | { readonly is: 'change'; readonly of: string; readonly from: string }
  | { readonly is: 'given'; readonly counts: readonly string[] }
)

/** Lines of one kind with their columns; `total` is the column to which the parts add up. */
export type TableBlock = {
  readonly key: string
  readonly title: Words
  readonly axis: RowAxis
  /** Whether the lines add up to the line of totals; reasons do not, one person may have several. */
  readonly adds: boolean
  readonly total: string | null
  readonly columns: readonly TableColumn[]
}

/** A table as data: what it counts and by which formulas, and where its layout comes from. */
export type TableDefinition = {
  readonly code: TableCode
  readonly title: Words
  readonly blocks: readonly TableBlock[]
  readonly basis: LegalSource
}

/** The language of messages, for texts that are made here. */
export type ReportLocale = keyof Words

/** The layouts are templates until the Organization Commission's own are at hand (ratings §12, second-hand). */
export const layoutBasis: LegalSource = {
  document: '43-HD/BTCTW',
  provision: 'báo cáo kết quả kiểm điểm, đánh giá, xếp loại; biểu thống kê kèm theo',
  confidence: 'M',
}

/** Raised when the layout of a table changes: a signed table says by which layout it was made. */
export const tablesVersion = '2026-11-27'
