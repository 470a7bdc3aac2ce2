import {
  type ReportCell,
  type ReportForm,
  type ReportFormCode,
  type ReportLayouts,
  type ReportSource,
  reportFormCodes,
} from './report-cell.ts'
import { firstLayouts } from './report-forms.ts'

/** Some rows of one source and unit that share their words, counted. */
export type ReportGroup = {
  readonly source: ReportSource
  readonly organizationId: string
  readonly dims: Readonly<Record<string, string>>
  /** Numbers by measure; under `due` and `done` numbers by what a decision brings. */
  readonly sums: Readonly<Record<string, unknown>>
}

/** The cells of a form by their names; null where the register holds nothing for one. */
export type ReportValues = Readonly<Record<string, number | null>>
export type ReportLine = { readonly organizationId: string; readonly values: ReportValues }
export type CountedForm = {
  readonly code: ReportFormCode
  readonly lines: readonly ReportLine[]
  readonly total: ReportValues
}

/** A formula that does not hold in the sum of a form, or a column nothing is known for. */
export type ReportFinding =
  | {
      readonly code: 'DOES_NOT_ADD_UP' | 'EXPECTED_TO_ADD_UP'
      readonly form: ReportFormCode
      readonly formula: string
      readonly found: number
      readonly expected: number
      readonly organizationId: string | null
    }
  | { readonly code: 'COLUMN_UNKNOWN' | 'CARRY_DIFFERS'; readonly form: ReportFormCode; readonly formula: string }

/** Counts every form of a period from the groups of its rows, unit by unit and in sum, by the layouts given. */
export function countReport(
  groups: readonly ReportGroup[],
  units: readonly string[],
  layouts: ReportLayouts = firstLayouts,
  codes: readonly ReportFormCode[] = reportFormCodes,
): readonly CountedForm[] {
  const bySource = new Map<ReportSource, ReportGroup[]>()
  for (const group of groups) {
    const held = bySource.get(group.source)
    if (held) held.push(group)
    else bySource.set(group.source, [group])
  }
  return codes.map((code) => {
    const { cells } = layouts[code]
    const counted = new Map(cells.map((cell) => [cell.n, countCell(cell, bySource)]))
    const valuesOf = (pick: (sums: ReadonlyMap<string, number>) => number): ReportValues =>
      Object.fromEntries(
        cells.map((cell) => [
          cell.n,
          cell.is === 'missing' ? null : roundCell(cell, pick(counted.get(cell.n) ?? new Map())),
        ]),
      )
    return {
      code,
      lines: units.map((organizationId) => ({
        organizationId,
        values: valuesOf((sums) => sums.get(organizationId) ?? 0),
      })),
      total: valuesOf((sums) => [...sums.values()].reduce((sum, one) => sum + one, 0)),
    }
  })
}

const roundCell = (cell: ReportCell, value: number) => (cell.is === 'amount' ? Math.round(value * 1000) / 1000 : value)

function countCell(
  cell: ReportCell,
  bySource: ReadonlyMap<ReportSource, readonly ReportGroup[]>,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  if (cell.is === 'missing') return sums
  const where = Object.entries(cell.where)
  for (const group of bySource.get(cell.is === 'amount' ? 'cases' : cell.source) ?? []) {
    if (!where.every(([dim, wanted]) => wanted.includes(group.dims[dim] ?? ''))) continue
    const value = cell.is === 'count' ? Number(group.sums[cell.measure] ?? 0) : amountIn(cell, group)
    if (value !== 0) sums.set(group.organizationId, (sums.get(group.organizationId) ?? 0) + value)
  }
  return sums
}

function amountIn({ from, items, per }: Extract<ReportCell, { is: 'amount' }>, { sums }: ReportGroup): number {
  const brought = sums[from]
  if (typeof brought !== 'object' || brought === null) return 0
  const known = new Map(Object.entries(brought))
  return items.reduce((sum, item) => sum + Number(known.get(item) ?? 0), 0) / per
}

/** Every formula of every form that does not hold, in the sum and in each unit, and every column nothing is known for. */
export function checkReport(
  forms: readonly CountedForm[],
  layouts: ReportLayouts = firstLayouts,
): readonly ReportFinding[] {
  return forms.flatMap(({ code, lines, total }) => {
    const form = layouts[code]
    const missing = form.cells.filter((cell) => cell.is === 'missing')
    return [
      ...checkValues(form, total, null),
      ...lines.flatMap(({ organizationId, values }) => checkValues(form, values, organizationId)),
      ...missing.map((cell) => ({ code: 'COLUMN_UNKNOWN' as const, form: code, formula: cell.n })),
    ]
  })
}

function checkValues(
  { code, checks }: ReportForm,
  values: ReportValues,
  organizationId: string | null,
): ReportFinding[] {
  return checks.flatMap(({ total, parts, is, weight }) => {
    const found = values[total] ?? 0
    const expected = parts.reduce((sum, part) => sum + (values[part] ?? 0), 0)
    if (is === 'sum' ? found === expected : expected <= found) return []
    const formula = is === 'sum' ? `${total} = ${parts.join(' + ')}` : `${parts[0]} ≤ ${total}`
    const said = weight === 'BLOCK' ? ('DOES_NOT_ADD_UP' as const) : ('EXPECTED_TO_ADD_UP' as const)
    return [{ code: said, form: code, formula, found, expected, organizationId }]
  })
}

/** The forms of all papers, whose `c2` is what came from before and `c5` what is left, in each set. */
export const isCarryForm = (code: ReportFormCode): boolean => code === '01-xld' || code === '02-xld-2025'

/** What a signed period before left open against what this one found carried over; the same where nothing was changed since. */
export function checkCarry(
  forms: readonly CountedForm[],
  leftOpen: number | null,
  layouts: ReportLayouts = firstLayouts,
): readonly ReportFinding[] {
  // An edited form may have moved the column.
  const sorting = forms.find(({ code }) => isCarryForm(code) && layouts[code].edition === 1)
  const carried = sorting?.total['c2'] ?? null
  return !sorting || leftOpen === null || carried === null || leftOpen === carried
    ? []
    : [{ code: 'CARRY_DIFFERS', form: sorting.code, formula: `c2 = ${carried}, c5 = ${leftOpen}` }]
}
