import { type LegalDay, ok, type Result, refuse } from '../shared/index.ts'
import { isLegalDay } from './legal-day.ts'

const vietnamese = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/u

/** Reads a day as people and workbooks write it: `dd/MM/yyyy` (or `d/M/yyyy`) and `yyyy-MM-dd`; it must exist. */
export function readDay(text: string): Result<LegalDay, { readonly code: 'DAY_MALFORMED'; readonly value: string }> {
  const typed = text.trim()
  const [, day, month, year] = vietnamese.exec(typed) ?? []
  const candidate = day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : typed
  return isLegalDay(candidate) ? ok(candidate) : refuse({ code: 'DAY_MALFORMED', value: typed })
}
