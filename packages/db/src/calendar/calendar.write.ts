import type { CalendarDay } from '@nq15/domain/calendar'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** A new year of the table, before its notice. False when it is there already. */
export async function insertCalendarYear(
  tx: Tx,
  { actor }: Scope,
  { year, basis }: { year: number; basis: string },
): Promise<boolean> {
  const { count } = await tx.calendarYear.createMany({
    skipDuplicates: true,
    data: {
      id: newId(),
      year,
      state: 'provisional',
      basis,
      confidence: 'provisional',
      updatedBy: actor.userId,
      updatedByName: actor.name,
    },
  })
  return count === 1
}

type Announcement = {
  readonly year: number
  readonly version: number
  readonly basis: string
  readonly confidence: string
}

/** Marks a year as announced by its document; false when somebody else changed it meanwhile. */
export async function announceCalendarYear(
  tx: Tx,
  { actor }: Scope,
  { year, version, basis, confidence }: Announcement,
): Promise<boolean> {
  const { count } = await tx.calendarYear.updateMany({
    where: { year, version },
    data: {
      state: 'announced',
      basis,
      confidence,
      updatedBy: actor.userId,
      updatedByName: actor.name,
      updatedAt: new Date(),
      version: { increment: 1 },
    },
  })
  return count === 1
}

/** Enters rows of days that have no standing row. Throws on a second standing row of a day. */
export async function insertCalendarDays(tx: Tx, { actor }: Scope, days: readonly CalendarDay[]): Promise<void> {
  await tx.calendarDay.createMany({
    data: days.map(({ day, kind, nameVi, basis, confidence }) => ({
      id: newId(),
      year: Number(day.slice(0, 4)),
      day: dateOf(day),
      kind,
      name: nameVi,
      basis,
      confidence,
      recordedBy: actor.userId,
      recordedByName: actor.name,
    })),
  })
}

/** Takes the standing rows of days away, by a document; answers how many stood. */
export async function supersedeCalendarDays(
  tx: Tx,
  { actor }: Scope,
  { days, basis }: { days: readonly LegalDay[]; basis: string },
): Promise<number> {
  const { count } = await tx.calendarDay.updateMany({
    where: { day: { in: days.map(dateOf) }, supersededAt: null },
    data: {
      supersededAt: new Date(),
      supersededBy: actor.userId,
      supersededByName: actor.name,
      supersededBasis: basis,
    },
  })
  return count
}
