import { exact, inDigits, plus } from '../shared/index.ts'

/** General and result points added exactly, as decimal text; null while either is missing. */
export function totalPoints(general: string | null, result: string | null): string | null {
  return general === null || result === null ? null : inDigits(plus(exact(general), exact(result)))
}
