import type { LegalSource } from '../shared/index.ts'
import type { enforcementItems } from './case-facts.ts'

/** A name in both languages of the product; the Vietnamese one stands on paper. */
export type Words = { readonly vi: string; readonly en: string }

/** What a cell counts, and the words by which it may choose among them; the same words filter the list behind the cell. */
export const reportDims = {
  papers: [
    ...(['kind', 'reception', 'came', 'processed', 'eligible', 'competence'] as const),
    ...(['handling', 'field', 'instance', 'settled', 'answered', 'party'] as const),
  ],
  visits: ['host', 'party', 'large', 'again', 'kind', 'outcome', 'reply'],
  sessions: ['host', 'party'],
  cases: ['kind', 'settling', 'enforcing', 'enforced', 'instance', 'outcome', 'ended', 'inTime', 'crime', 'party'],
} as const
export type ReportSource = keyof typeof reportDims

/** Which numbers of a source there are; a sum of money or land is kept by what it is for. */
export const reportMeasures = {
  papers: ['papers', 'matters'],
  visits: ['visits', 'people', 'matters'],
  sessions: ['sessions'],
  cases: ['cases', 'papers', 'papersBefore', 'papersWithin'],
} as const
export type EnforcementItem = (typeof enforcementItems)[number]

export type Where = Readonly<Record<string, readonly string[]>>

/**
 * A cell: counted from rows (`count`), a sum of what decisions bring (`amount`, `per` divides đồng into the form's unit), or one the
 * register holds nothing for (`missing`), which is never shown as nought.
 */
export type ReportCell = {
  readonly n: string
  readonly head: Words
  /** The total of a unit, which is shown to those above however small it is (privacy G5). */
  readonly isTotal?: boolean
} & (
  | { readonly is: 'count'; readonly source: ReportSource; readonly measure: string; readonly where: Where }
  | {
      readonly is: 'amount'
      readonly from: 'due' | 'done'
      readonly items: readonly EnforcementItem[]
      readonly per: number
      readonly where: Where
    }
  | { readonly is: 'missing' }
)

/** A formula of the form: the total is the sum of its parts, or at least each of them. `WATCH` is one the sheet only expects. */
export type ReportCheck = {
  readonly total: string
  readonly parts: readonly string[]
  readonly is: 'sum' | 'at-most'
  readonly weight: 'BLOCK' | 'WATCH'
}

export const reportFormCodes = [
  ...(['01-tcd', '02-tcd', '01-xld', '02-xld', '03-xld', '04-xld'] as const),
  ...(['01-kqgq', '02-kqgq', '03-kqgq', '04-kqgq', 'party'] as const),
  ...(['01-tcd-2025', '02-xld-2025', '03-gqkn', '04-gqtc', '05-kqth', '06-qlkntc'] as const),
] as const
export type ReportFormCode = (typeof reportFormCodes)[number]

/** A form as data: its columns, its formulas, of which set it is, and whether its columns are confirmed. */
export type ReportForm = {
  readonly code: ReportFormCode
  readonly number: string
  readonly title: Words
  readonly set: '2021' | '2024' | '2025' | 'own'
  readonly isConfirmed: boolean
  readonly basis: LegalSource
  readonly cells: readonly ReportCell[]
  readonly checks: readonly ReportCheck[]
}

/** A form as it stands: the first edition is the code's own; a later one of an unconfirmed form is published by two people. */
export type ReportLayout = ReportForm & { readonly edition: number }
export type ReportLayouts = Readonly<Record<ReportFormCode, ReportLayout>>

/** What a cell counts, as one word to compare by: two cells of the same counter say the same number. */
export const counterOf = (cell: ReportCell): string => {
  if (cell.is === 'missing') return 'missing'
  const what = cell.is === 'count' ? [cell.source, cell.measure] : [cell.from, [...cell.items].sort().join('+')]
  const where = Object.keys(cell.where)
    .sort()
    .map((dim) => `${dim}=${[...(cell.where[dim] ?? [])].sort().join('+')}`)
  return [...what, ...where].join(' ')
}

/** Raised when a form changes: a signed report says by which layout it was made. */
export const reportFormsVersion = '2026-12-07'

const words = (head: string): Words => {
  const [vi = '', en = vi] = head.split(' | ')
  return { vi, en }
}

/** Short hands by which the forms are written down; a head is `Vietnamese | English`. */
export const countOf =
  (source: ReportSource, always: Where = {}) =>
  (n: string, head: string, measure: string, where: Where = {}, isTotal = false): ReportCell => ({
    ...{ n, head: words(head), is: 'count', source, measure, where: { ...always, ...where } },
    ...(isTotal ? { isTotal } : {}),
  })
export const amountOf =
  (always: Where) =>
  (n: string, head: string, from: 'due' | 'done', items: readonly EnforcementItem[], per = 1): ReportCell => ({
    ...{ n, head: words(head), is: 'amount', from, items, per, where: always },
  })
export const missing = (n: string, head: string): ReportCell => ({ n, head: words(head), is: 'missing' })

/** Reads a formula as the sheet writes it: `c1=c2+c3=c4+c5`, `c9<=c5`. */
export const checksOf = (weight: ReportCheck['weight'], ...formulas: readonly string[]): ReportCheck[] =>
  formulas.flatMap((formula): ReportCheck[] => {
    const [less = '', more] = formula.split('<=')
    if (more !== undefined) return [{ total: more, parts: [less], is: 'at-most', weight }]
    const [total = '', ...sums] = formula.split('=')
    return sums.map((sum) => ({ total, parts: sum.split('+'), is: 'sum', weight }))
  })
