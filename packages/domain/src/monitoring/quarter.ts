import { addDays } from '../calendar/index.ts'
import type { LegalDay } from '../shared/index.ts'

/** A quarter of a calendar year, 1 to 4. */
export type Quarter = { readonly year: number; readonly quarter: number }

/** The quarter a day lies in. */
export const quarterOf = (day: LegalDay): Quarter => ({
  year: Number(day.slice(0, 4)),
  quarter: Math.ceil(Number(day.slice(5, 7)) / 3),
})

/** The quarter so many quarters later; a negative count goes back. */
export function shiftQuarter({ year, quarter }: Quarter, by: number): Quarter {
  const at = year * 4 + quarter - 1 + by
  return { year: Math.floor(at / 4), quarter: (((at % 4) + 4) % 4) + 1 }
}

const two = (month: number) => String(month).padStart(2, '0')

/** The first day of a quarter. */
export const firstDayOf = ({ year, quarter }: Quarter): LegalDay => `${year}-${two(quarter * 3 - 2)}-01`

/** The last day of a quarter. */
export const lastDayOf = (of: Quarter): LegalDay => addDays(firstDayOf(shiftQuarter(of, 1)), -1)
