import { addDays } from '../calendar/index.ts'
import type { LegalDay, LegalSource } from '../shared/index.ts'
import { type DutyNorm, dutyMonths } from './duty-norm.ts'

/** The share of yearly targets below which the rule on relieving heads speaks of a locality; counted here, never judged. */
export const targetsShare = 0.7
/** Where that share stands. */
export const targetsSource: LegalSource = {
  document: 'Quy định 377-QĐ/TW ngày 08/10/2025',
  provision: 'weak-units:10',
  confidence: 'S',
}

/** Due and held days of a duty over a year; null where nobody has set a number. */
export type DutyCount = { readonly due: number | null; readonly held: number }

/** Days due within `[from, to)` by a norm, against those held. */
export function countDuty(
  norm: Pick<DutyNorm, 'perMonth'> | null,
  { from, to, held }: { readonly from: LegalDay; readonly to: LegalDay; readonly held: number },
): DutyCount {
  if (norm === null) return { due: null, held }
  const months = dutyMonths(norm, { from, to, heldOn: [] })
  return { due: months.reduce((sum, { due }) => sum + (due ?? 0), 0), held }
}

/** The stretch of a year that has passed on a day, `[from, to)`; empty for a year to come. */
export function yearSoFar(year: number, today: LegalDay): { readonly from: LegalDay; readonly to: LegalDay } {
  const [from, end, next] = [`${year}-01-01`, `${year + 1}-01-01`, addDays(today, 1)]
  if (next <= from) return { from, to: from }
  return { from, to: next.localeCompare(end) < 0 ? next : end }
}
