import {
  buildCalendar,
  type CalendarDay,
  type CalendarYear,
  calendarConfidences,
  calendarDayKinds,
  type WorkingCalendar,
} from '@nq15/domain/calendar'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import { dayOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

const kind = z.enum(calendarDayKinds)
const confidence = z.enum(calendarConfidences)
const state = z.enum(['announced', 'provisional'])

/** A standing row of the calendar with its place in the table. */
export type CalendarRow = CalendarDay & { readonly id: string }

/** A year of the calendar: its state, the document that fixed it, and who entered that. */
export type CalendarYearRow = CalendarYear & {
  readonly id: string
  readonly basis: string
  readonly confidence: CalendarDay['confidence']
  readonly updatedByName: string
  readonly updatedAt: Date
  readonly version: number
}

/** One change of a day, newest first: what was entered, or what was taken away and by which document. */
export type CalendarChange = {
  readonly id: string
  readonly what: 'entered' | 'withdrawn'
  readonly day: string
  readonly kind: CalendarDay['kind']
  readonly nameVi: string
  readonly basis: string
  readonly byName: string
  readonly at: Date
}

type DayRow = Awaited<ReturnType<Tx['calendarDay']['findFirstOrThrow']>>

const toRow = (row: DayRow): CalendarRow => ({
  id: row.id,
  day: dayOf(row.day),
  kind: kind.parse(row.kind),
  nameVi: row.name,
  basis: row.basis,
  confidence: confidence.parse(row.confidence),
})

/** The calendar every deadline is counted with; a directory, so everybody who has entered reads it. */
export async function readCalendar(tx: Tx, scope: Scope): Promise<WorkingCalendar> {
  const years = await listCalendarYears(tx, scope)
  const days = await tx.calendarDay.findMany({ where: { supersededAt: null }, orderBy: { day: 'asc' } })
  return buildCalendar(
    years,
    days.map((row) => {
      const { id: _, ...day } = toRow(row)
      return day
    }),
  )
}

/** The years of the table, in order. */
export async function listCalendarYears(tx: Tx, _scope: Scope): Promise<CalendarYearRow[]> {
  const rows = await tx.calendarYear.findMany({ orderBy: { year: 'asc' } })
  return rows.map((row) => ({
    id: row.id,
    year: row.year,
    state: state.parse(row.state),
    basis: row.basis,
    confidence: confidence.parse(row.confidence),
    updatedByName: row.updatedByName,
    updatedAt: row.updatedAt,
    version: row.version,
  }))
}

/** The standing rows of a year, in order of their days. */
export async function listCalendarDays(tx: Tx, _scope: Scope, year: number): Promise<CalendarRow[]> {
  const rows = await tx.calendarDay.findMany({ where: { year, supersededAt: null }, orderBy: { day: 'asc' } })
  return rows.map(toRow)
}

/** The latest changes of a year by people, newest first; the rows the product came with are no change. */
export async function listCalendarChanges(
  tx: Tx,
  _scope: Scope,
  { year, limit }: { year: number; limit: number },
): Promise<CalendarChange[]> {
  const entered = await tx.calendarDay.findMany({
    where: { year, recordedBy: { not: null } },
    orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }],
    take: limit,
  })
  const withdrawn = await tx.calendarDay.findMany({
    where: { year, supersededAt: { not: null } },
    orderBy: [{ supersededAt: 'desc' }, { id: 'desc' }],
    take: limit,
  })
  const changes = [
    ...entered.map(
      (row): CalendarChange => ({ ...changeOf(row), what: 'entered', byName: row.recordedByName, at: row.recordedAt }),
    ),
    ...withdrawn.flatMap((row): CalendarChange[] =>
      row.supersededAt === null
        ? []
        : [
            {
              ...changeOf(row),
              what: 'withdrawn',
              basis: row.supersededBasis ?? row.basis,
              byName: row.supersededByName ?? '',
              at: row.supersededAt,
            },
          ],
    ),
  ]
  return changes.toSorted((one, other) => other.at.getTime() - one.at.getTime()).slice(0, limit)
}

const changeOf = (row: DayRow) => {
  const { id, day, kind: dayKind, nameVi, basis } = toRow(row)
  return { id, day, kind: dayKind, nameVi, basis }
}
