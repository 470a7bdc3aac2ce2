import { grades, type RatingOutcome } from './rating-words.ts'

/** How many of a list stand at each level; `rated` is the sum of the four grades. */
export type LevelCounts = Readonly<Record<RatingOutcome, number>> & { readonly rated: number; readonly total: number }

/** Counts the rows that will be printed, so that the figures of a paper can never differ from its list. */
export function countLevels(rows: readonly { readonly outcome: RatingOutcome }[]): LevelCounts {
  const of = (outcome: RatingOutcome) => rows.filter((row) => row.outcome === outcome).length
  const counts = {
    excellent: of('excellent'),
    good: of('good'),
    completed: of('completed'),
    'not-completed': of('not-completed'),
    'not-rated': of('not-rated'),
  }
  return { ...counts, rated: grades.reduce((sum, grade) => sum + counts[grade], 0), total: rows.length }
}
