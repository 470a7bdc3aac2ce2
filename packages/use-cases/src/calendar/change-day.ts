import { listCalendarDays, listCalendarYears } from '@nq15/db/calendar/calendar.read'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { calendarDaySchema } from '@nq15/domain/calendar'
import { legalDayField, ok, type Result, refuse, textField } from '@nq15/domain/shared'
import { z } from 'zod'
import { actOnce } from '../ratings/act-once.ts'
import { keepDays } from './keep-days.ts'

export type ChangeDayRefusal = {
  readonly code: 'NOT_FOUND' | 'YEAR_UNKNOWN' | 'NO_SUCH_ROW' | 'CHANGED_MEANWHILE' | 'SAME_ROW'
}

/** A row to enter, with the id of the row it was read with; or a day whose row is taken away, with the document. */
export const changeDaySchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('enter'), row: calendarDaySchema, seenId: z.uuid().nullable() }),
  z.object({
    intent: z.literal('withdraw'),
    day: legalDayField,
    basis: textField.pipe(z.string().min(1).max(300)),
    seenId: z.uuid(),
  }),
])
export type ChangeDay = z.infer<typeof changeDaySchema>

/**
 * Enters, corrects or takes away one day of the calendar, for `calendar:write`. Only a year of the table takes rows; a row
 * that somebody changed since it was read is refused. The old row stays as history.
 */
export async function changeDay(
  db: Database,
  scope: Scope,
  { requestId, ...change }: ChangeDay & { readonly requestId: string },
): Promise<Result<{ day: string }, ChangeDayRefusal>> {
  const act = { requestId, useCase: 'change-calendar-day', permissions: ['calendar:write'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const day = change.intent === 'enter' ? change.row.day : change.day
    const year = Number(day.slice(0, 4))
    const years = await listCalendarYears(tx, scope)
    if (!years.some((one) => one.year === year)) return refuse({ code: 'YEAR_UNKNOWN' })
    const standing = (await listCalendarDays(tx, scope, year)).find((row) => row.day === day) ?? null
    if (change.intent === 'withdraw' && !standing) return refuse({ code: 'NO_SUCH_ROW' })
    if ((standing?.id ?? null) !== change.seenId) return refuse({ code: 'CHANGED_MEANWHILE' })
    if (change.intent === 'withdraw') {
      await keepDays(tx, scope, { enter: [], withdraw: [day], basis: change.basis })
      return ok({ day })
    }
    if (standing && isSameRow(standing, change.row)) return refuse({ code: 'SAME_ROW' })
    await keepDays(tx, scope, { enter: [change.row], withdraw: [], basis: change.row.basis })
    return ok({ day })
  })
}

type Row = z.infer<typeof calendarDaySchema>

/** Whether two rows of a day say the same. */
export const isSameRow = (one: Row, other: Row): boolean =>
  one.kind === other.kind &&
  one.nameVi === other.nameVi &&
  one.basis === other.basis &&
  one.confidence === other.confidence
