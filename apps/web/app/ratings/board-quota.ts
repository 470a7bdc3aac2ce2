import type { GroupQuota, Quota, RuleOptions } from '@nq15/domain/ratings'
import { compareNames } from '@nq15/domain/shared'

/** What the board needs of one of its rows to say who is over the line. */
export type QuotaRow = {
  readonly organizationId: string
  readonly name: string
  /** Proposed at these levels by kind of person. */
  readonly excellent: Readonly<Record<string, number>>
  readonly good: Readonly<Record<string, number>>
}

/** One bar of "who is over, and why": a cell, or the rest of them together. */
export type OverBar = {
  readonly organizationId: string | null
  readonly name: string
  /** How many cells the bar stands for. */
  readonly cells: number
  readonly excellent: number
  /** Excellent in percent of the cell's own base, rounded; null where the base is not known by cell, or is nobody. */
  readonly share: number | null
  readonly isOver: boolean
}

/** A group's line in the quota table, with what its sentence needs. */
export type BoardGroup = GroupQuota & {
  readonly key: string
  /** Percent × base ÷ 100 before rounding, as text with a decimal point. */
  readonly unrounded: string
  /** After the smallest number of moves. */
  readonly after: { readonly xs: number; readonly base: number }
  readonly bars: readonly OverBar[]
}

type Shape = Pick<RuleOptions['quota'], 'denominator' | 'percent'>

/** The quota of every group with the cells behind it: those above the common share first, the others as one bar. */
export function boardGroups(quota: Quota, rows: readonly QuotaRow[], shape: Shape): BoardGroup[] {
  return quota.perGroup.map((group) => ({
    ...group,
    unrounded: String((shape.percent * group.base) / 100),
    after: {
      xs: group.xs - group.smallestMoves,
      // Whoever is moved becomes Good: under T_ONLY he widens the base, else he was in it already.
      base: group.base + (shape.denominator === 'T_ONLY' ? group.smallestMoves : 0),
    },
    bars: group.excess > 0 ? barsOf(group.key, rows, shape) : [],
  }))
}

const shownCells = 5

function barsOf(key: string, rows: readonly QuotaRow[], { denominator, percent }: Shape): OverBar[] {
  const baseOf = (row: QuotaRow): number | null => {
    const [excellent, good] = [row.excellent[key] ?? 0, row.good[key] ?? 0]
    return denominator === 'T_ONLY' ? good : denominator === 'T_OR_BETTER' ? excellent + good : null
  }
  const cells = rows
    .map((row) => ({ row, excellent: row.excellent[key] ?? 0, base: baseOf(row) }))
    .filter(({ excellent }) => excellent > 0)
    .sort((left, right) => right.excellent - left.excellent || compareNames(left.row.name, right.row.name))
  const isOver = ({ excellent, base }: (typeof cells)[number]) => base === null || excellent * 100 > percent * base
  const first = cells.filter(isOver).slice(0, shownCells)
  const rest = cells.filter((cell) => !first.includes(cell))
  const sum = (pick: (cell: (typeof cells)[number]) => number) => rest.reduce((total, cell) => total + pick(cell), 0)
  const bars = first.map(
    (cell): OverBar => ({
      organizationId: cell.row.organizationId,
      name: cell.row.name,
      cells: 1,
      excellent: cell.excellent,
      share: shareOf(cell.excellent, cell.base),
      isOver: cell.base !== null,
    }),
  )
  if (rest.length === 0) return bars
  const base = denominator === 'ALL_RATED' ? null : sum((cell) => cell.base ?? 0)
  const excellent = sum((cell) => cell.excellent)
  const others = { organizationId: null, name: '', cells: rest.length, excellent, share: shareOf(excellent, base) }
  return [...bars, { ...others, isOver: false }]
}

const shareOf = (part: number, base: number | null): number | null =>
  base === null || base === 0 ? null : Math.round((part * 100) / base)
