import type { CountedForm, ReportValues } from './count-report.ts'
import {
  counterOf,
  type ReportCell,
  type ReportFormCode,
  type ReportLayout,
  type ReportLayouts,
} from './report-cell.ts'
import { firstLayouts } from './report-forms.ts'

/** A cell as a reader may see it: a number, too few to be shown, hidden because it would tell another, or nothing known. */
export type ShownCell = number | 'few' | 'hidden' | null
export type ShownForm = {
  readonly code: ReportFormCode
  readonly lines: readonly { readonly organizationId: string; readonly values: Readonly<Record<string, ShownCell>> }[]
  readonly total: Readonly<Record<string, ShownCell>>
}

/** Below this many a count is not shown to those above (privacy G2, U20). */
const fewest = 5

type Cell = { readonly value: number; readonly isTotal: boolean; state: 'shown' | 'few' | 'hidden' }
/** Cells of which one follows from the others: a sum and its parts, or a column and its lines. */
type Bond = readonly Cell[]

/** As it stands, for whoever works in the unit itself. */
export const showAllCells = (forms: readonly CountedForm[]): readonly ShownForm[] => forms

/**
 * For those above, by the layouts the forms were counted by: a count from 1 to 4 is not shown, and neither is what would tell it, in a line, a column or another form. The
 * totals of a unit are (G5). Sums of money and land, and counts of sessions, are of nobody.
 */
export function guardReport(
  forms: readonly CountedForm[],
  layouts: ReportLayouts = firstLayouts,
): readonly ShownForm[] {
  const grids = new Map(forms.map((form) => [form.code, gridOf(form, layouts[form.code])]))
  const bonds = forms.flatMap((form) => bondsOf(layouts[form.code], grids.get(form.code) ?? []))
  bonds.push(...twinsOf(layouts, grids))
  do hideWhatTells(bonds)
  while (hideBesideHidden(forms, layouts, grids))
  return forms.map((form) => {
    const grid = grids.get(form.code) ?? []
    const shown = (values: ReportValues, row: ReadonlyMap<string, Cell> | undefined) =>
      Object.fromEntries(
        Object.entries(values).map(([n, value]): [string, ShownCell] => {
          const state = row?.get(n)?.state ?? 'shown'
          return [n, value === null || state === 'shown' ? value : state]
        }),
      )
    return {
      code: form.code,
      lines: form.lines.map(({ organizationId, values }, at) => ({ organizationId, values: shown(values, grid[at]) })),
      total: shown(form.total, grid.at(-1)),
    }
  })
}

/** The lines of a form and, last, its sum; only cells that count people or their papers. */
function gridOf({ lines, total }: CountedForm, { cells }: ReportLayout): ReadonlyMap<string, Cell>[] {
  const counting = cells.filter(
    (cell) =>
      (cell.is === 'count' && cell.source !== 'sessions') ||
      (cell.is === 'amount' && !/^(money|land)/u.test(cell.items[0] ?? '')),
  )
  return [...lines.map(({ values }) => values), total].map(
    (values) =>
      new Map(
        counting.map(({ n, isTotal = false }) => {
          const value = values[n] ?? 0
          return [n, { value, isTotal, state: !isTotal && value > 0 && value < fewest ? 'few' : 'shown' }]
        }),
      ),
  )
}

function bondsOf({ checks, cells }: ReportLayout, grid: readonly ReadonlyMap<string, Cell>[]): Bond[] {
  const sums = checks.filter(({ is }) => is === 'sum')
  const inLines = grid.flatMap((row) =>
    sums.map(({ total, parts }) => [total, ...parts].flatMap((n) => row.get(n) ?? [])),
  )
  const inColumns = cells.map(({ n }) => grid.flatMap((row) => row.get(n) ?? []))
  return [...inLines, ...inColumns].filter((bond) => bond.length > 1)
}

/** The same figure standing in two columns, of one form or of two: what is hidden in one is hidden in the other. */
function twinsOf(
  layouts: ReportLayouts,
  grids: ReadonlyMap<ReportFormCode, readonly ReadonlyMap<string, Cell>[]>,
): Bond[] {
  const places = new Map<string, { readonly code: ReportFormCode; readonly n: string }[]>()
  for (const { code, cells } of Object.values(layouts))
    for (const cell of cells) {
      const counter = counterOf(cell)
      places.set(counter, [...(places.get(counter) ?? []), { code, n: cell.n }])
    }
  return [...places.values()].flatMap(([first, ...others]) =>
    others.flatMap((other) =>
      (first ? (grids.get(first.code) ?? []) : []).flatMap((row, at) => {
        const pair = [row.get(first?.n ?? ''), grids.get(other.code)?.[at]?.get(other.n)].flatMap(
          (known) => known ?? [],
        )
        return pair.length === 2 ? [pair] : []
      }),
    ),
  )
}

/**
 * In an edited form nobody has said which columns share their rows, so beside a hidden count of a source the others of that source
 * in the same line are hidden too. Answers whether anything was.
 */
function hideBesideHidden(
  forms: readonly CountedForm[],
  layouts: ReportLayouts,
  grids: ReadonlyMap<ReportFormCode, readonly ReadonlyMap<string, Cell>[]>,
): boolean {
  let hidAny = false
  for (const { code } of forms) {
    const { edition, cells } = layouts[code]
    if (edition === 1) continue
    const sources = [...new Set(cells.map(sourceOf))]
    for (const row of grids.get(code) ?? [])
      for (const source of sources) {
        const beside = cells.flatMap((cell) => (sourceOf(cell) === source ? (row.get(cell.n) ?? []) : []))
        if (beside.every(({ state }) => state === 'shown')) continue
        for (const cell of beside)
          if (cell.state === 'shown' && !cell.isTotal && cell.value > 0) {
            cell.state = 'hidden'
            hidAny = true
          }
      }
  }
  return hidAny
}

const sourceOf = (cell: ReportCell) => (cell.is === 'count' ? cell.source : cell.is === 'amount' ? 'cases' : '')

/** In each bond either nothing is hidden, or so much that it cannot be reckoned back; goes round until nothing changes. */
function hideWhatTells(bonds: readonly Bond[]): void {
  for (let changed = true; changed; ) {
    changed = false
    for (const bond of bonds) {
      const hidden = bond.filter(({ state }) => state !== 'shown')
      if (hidden.length === 0) continue
      const isTwin = bond.length === 2
      const told = hidden.length === 1 || hidden.reduce((sum, { value }) => sum + value, 0) < fewest
      if (!told && !isTwin) continue
      const next = bond
        .filter(({ state, isTotal, value }) => state === 'shown' && !isTotal && (value > 0 || isTwin))
        .toSorted((one, other) => one.value - other.value)[0]
      if (!next) continue
      next.state = next.value > 0 && next.value < fewest ? 'few' : 'hidden'
      changed = true
    }
  }
}
