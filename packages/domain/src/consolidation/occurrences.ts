import { addDays, addMonths } from '../calendar/index.ts'
import type { LegalDay } from '../shared/index.ts'
import type { TaskRhythm } from './task.ts'

/** Most times a template makes tasks: a year of weeks. */
export const mostOccurrences = 53

/** The days on which a task comes again, the first among them, up to and including the last day; at most 53. */
export function occurrencesOf(first: LegalDay, { rhythm, until }: { rhythm: TaskRhythm; until: LegalDay }): LegalDay[] {
  const days: LegalDay[] = []
  for (let at = 0; at < mostOccurrences; at += 1) {
    const day = rhythm === 'week' ? addDays(first, 7 * at) : addMonths(first, at * (rhythm === 'month' ? 1 : 3))
    if (day > until) break
    days.push(day)
  }
  return days
}
