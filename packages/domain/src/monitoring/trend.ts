import type { CatalogueParameters, IndicatorDef } from './indicator.ts'
import { groupOf, modifiedScore } from './peers.ts'
import { isTetMonth } from './periods.ts'

type Point = { readonly start: string; readonly value: number | null }

/**
 * Whether the last two periods both lie out of the organization's own ordinary, in the bad direction. Months of Tết are left
 * out on both sides, since meetings move then; a gap in the last two says nothing. Null when nothing is to be said.
 */
export function trendOf(
  newestFirst: readonly Point[],
  def: Pick<IndicatorDef, 'direction' | 'period'>,
  {
    leastHistory,
    outlierScore,
    leastChange,
  }: Pick<CatalogueParameters, 'leastHistory' | 'outlierScore' | 'leastChange'>,
): { readonly median: number; readonly size: number } | null {
  const points = def.period === 'month' ? newestFirst.filter(({ start }) => !isTetMonth(start)) : newestFirst
  const [now, before, ...past] = points
  // Of a Tết month itself nothing is said.
  if (!now || !before || now.start !== newestFirst[0]?.start) return null
  const values = past.flatMap(({ value }) => (value === null ? [] : [value]))
  if (values.length < leastHistory) return null
  const group = groupOf(values)
  const bad = def.direction === 'lower-is-worse' ? -1 : 1
  for (const { value } of [now, before]) {
    if (value === null || bad * (value - group.median) < leastChange) return null
    // A past without any spread: every clear step away from it is out of the ordinary.
    const score = modifiedScore(value, group)
    if (score !== null && bad * score <= outlierScore) return null
  }
  return { median: group.median, size: values.length }
}
