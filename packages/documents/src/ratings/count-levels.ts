import { type DecidedOutcome, levels } from '@nq15/domain/ratings'

/** How many of a list stand at each level; `rated` is the sum of the four levels. */
export type LevelCounts = Readonly<Record<DecidedOutcome, number>> & { readonly rated: number; readonly total: number }

/** Counts the rows that will be printed, so that the figures of a paper can never differ from its list. */
export function countLevels(rows: readonly { readonly outcome: DecidedOutcome }[]): LevelCounts {
  const of = (outcome: DecidedOutcome) => rows.filter((row) => row.outcome === outcome).length
  const counts = {
    XS: of('XS'),
    T: of('T'),
    HT: of('HT'),
    KHT: of('KHT'),
    NOT_RATED: of('NOT_RATED'),
  }
  return { ...counts, rated: levels.reduce((sum, level) => sum + counts[level], 0), total: rows.length }
}
