import { listCalendarDays, listCalendarYears } from '@nq15/db/calendar/calendar.read'
import { announceCalendarYear, insertCalendarYear } from '@nq15/db/calendar/calendar.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { calendarConfidences, proposeYear } from '@nq15/domain/calendar'
import { ok, type Result, refuse, textField } from '@nq15/domain/shared'
import { z } from 'zod'
import { actOnce } from '../ratings/act-once.ts'
import { keepDays, tellOfYears } from './keep-days.ts'

export type OpenYearRefusal = { readonly code: 'NOT_FOUND' | 'YEAR_NOT_NEXT' | 'YEAR_OUT_OF_RANGE' }

/** Opens the year after the last one with the days the law fixes, all provisional; years follow one another without a gap. */
export async function openYear(
  db: Database,
  scope: Scope,
  { requestId, year }: { readonly requestId: string; readonly year: number },
): Promise<Result<{ year: number; days: number }, OpenYearRefusal>> {
  const act = { requestId, useCase: 'open-calendar-year', permissions: ['calendar:write'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const last = (await listCalendarYears(tx, scope)).at(-1)
    if (last && year !== last.year + 1) return refuse({ code: 'YEAR_NOT_NEXT' })
    const proposed = proposeYear(year)
    if (!proposed.ok) return refuse({ code: 'YEAR_OUT_OF_RANGE' })
    const basis = 'BLLĐ 2019 Điều 111, 112'
    if (!(await insertCalendarYear(tx, scope, { year, basis }))) return refuse({ code: 'YEAR_NOT_NEXT' })
    await keepDays(tx, scope, { enter: proposed.value, withdraw: [], basis })
    return ok({ year, days: proposed.value.length })
  })
}

export type AnnounceYearRefusal = {
  readonly code: 'NOT_FOUND' | 'YEAR_UNKNOWN' | 'YEAR_ANNOUNCED' | 'EARLIER_YEAR_PROVISIONAL' | 'CHANGED_MEANWHILE'
}

/** What the administrator says when the notice of a year is out: its number and day, and how well it is known. */
export const announceYearSchema = z.object({
  year: z.coerce.number().int(),
  version: z.coerce.number().int(),
  basis: textField.pipe(z.string().min(1).max(300)),
  confidence: z.enum(calendarConfidences).exclude(['provisional']),
})

/**
 * Makes a year final by its notice: rows that were still provisional take the notice as their document. Entering the days
 * that the notice adds comes before; an earlier year that is provisional comes first.
 */
export async function announceYear(
  db: Database,
  scope: Scope,
  { requestId, year, version, basis, confidence }: z.infer<typeof announceYearSchema> & { readonly requestId: string },
): Promise<Result<{ year: number }, AnnounceYearRefusal>> {
  const act = { requestId, useCase: 'announce-calendar-year', permissions: ['calendar:write'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const years = await listCalendarYears(tx, scope)
    const found = years.find((one) => one.year === year)
    if (!found) return refuse({ code: 'YEAR_UNKNOWN' })
    if (found.state === 'announced') return refuse({ code: 'YEAR_ANNOUNCED' })
    if (years.some((one) => one.year < year && one.state === 'provisional')) {
      return refuse({ code: 'EARLIER_YEAR_PROVISIONAL' })
    }
    if (!(await announceCalendarYear(tx, scope, { year, version, basis, confidence }))) {
      return refuse({ code: 'CHANGED_MEANWHILE' })
    }
    const provisional = (await listCalendarDays(tx, scope, year)).filter((row) => row.confidence === 'provisional')
    const confirmed = provisional.map(({ id: _, ...row }) => ({ ...row, basis: `${row.basis}; ${basis}`, confidence }))
    if (confirmed.length > 0) await keepDays(tx, scope, { enter: confirmed, withdraw: [], basis })
    else await tellOfYears(tx, scope, [`${year}-01-01`, `${year}-12-31`])
    return ok({ year })
  })
}
