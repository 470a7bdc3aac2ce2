import { addMonths, openEnd } from '../calendar/index.ts'
import type { LegalDay } from '../shared/index.ts'

/** The last day of keeping is the day before this one; without a period there is none, and nothing is destroyed. */
export const retainUntil = (event: LegalDay, months: number | null): LegalDay =>
  months === null ? openEnd : addMonths(event, months)

/** What decides whether a file may be destroyed. */
export type RetainedFile = {
  readonly retainUntil: LegalDay
  readonly legalHold: boolean
  readonly destroyed: boolean
}

/** Why a file is kept although somebody decided to destroy it; null when it may go. */
export function keptBecause(file: RetainedFile, today: LegalDay): 'PERIOD_RUNS' | 'LEGAL_HOLD' | 'DESTROYED' | null {
  if (file.destroyed) return 'DESTROYED'
  if (file.legalHold) return 'LEGAL_HOLD'
  return today < file.retainUntil ? 'PERIOD_RUNS' : null
}
