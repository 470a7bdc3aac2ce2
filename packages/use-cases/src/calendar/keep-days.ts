import { listCalendarYears } from '@nq15/db/calendar/calendar.read'
import { insertCalendarDays, supersedeCalendarDays } from '@nq15/db/calendar/calendar.write'
import type { Tx } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import type { CalendarDay } from '@nq15/domain/calendar'
import type { LegalDay } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'

/** Days to stand from now on, and days that become plain days of the week again. */
export type DaysChange = {
  readonly enter: readonly CalendarDay[]
  readonly withdraw: readonly LegalDay[]
  /** The document of the withdrawal. */
  readonly basis: string
}

/** Writes a change of the table and tells of it, once a year touched; rows replaced stay as history. */
export async function keepDays(tx: Tx, scope: Scope, { enter, withdraw, basis }: DaysChange): Promise<void> {
  const replaced = [...withdraw, ...enter.map(({ day }) => day)]
  await supersedeCalendarDays(tx, scope, { days: replaced, basis: basis || (enter[0]?.basis ?? '') })
  if (enter.length > 0) await insertCalendarDays(tx, scope, enter)
  await tellOfYears(tx, scope, replaced)
}

/** Tells the other rooms which days of which years changed, so that open deadlines are counted again. */
export async function tellOfYears(tx: Tx, scope: Scope, days: readonly LegalDay[]): Promise<void> {
  const ids = new Map((await listCalendarYears(tx, scope)).map(({ id, year }) => [year, id]))
  const years = [...new Set(days.map((day) => Number(day.slice(0, 4))))]
  for (const year of years) {
    const own = days.filter((day) => day.startsWith(`${year}`)).toSorted()
    await emit(tx, scope, {
      type: 'calendar.days-changed',
      organizationId: null,
      recordTable: 'calendar_year',
      recordId: ids.get(year) ?? null,
      payload: { year, from: own[0] ?? '', to: own.at(-1) ?? '' },
    })
  }
}
