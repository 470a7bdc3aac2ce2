import type { LegalDay } from '@nq15/domain/shared'
import ical, { ICalEventTransparency } from 'ical-generator'

/** A day of reception as a calendar shows it: who receives, where; nobody who comes. */
export type ReceptionDay = {
  /** Stays the same when the calendar is read again. */
  readonly uid: string
  readonly title: string
  readonly place: string
  readonly day: LegalDay
  /** `HH:mm` in Hà Nội; null for the whole day. */
  readonly beginsAt: string | null
  readonly publishedOn: LegalDay
}

/** The days of reception as an iCalendar file (RFC 5545) for any program that reads calendars. */
export function receptionCalendar({
  name,
  days,
}: {
  readonly name: string
  readonly days: readonly ReceptionDay[]
}): string {
  const calendar = ical({ name, prodId: { company: 'NQ15', product: 'reception', language: 'VI' }, ttl: 60 * 60 * 12 })
  for (const { uid, title, place, day, beginsAt, publishedOn } of days) {
    calendar.createEvent({
      ...{ id: `${uid}@nq15`, summary: title, location: place, transparency: ICalEventTransparency.TRANSPARENT },
      stamp: new Date(`${publishedOn}T00:00:00Z`),
      ...(beginsAt === null
        ? { start: new Date(`${day}T00:00:00Z`), allDay: true, timezone: 'UTC' }
        : { start: new Date(`${day}T${beginsAt}:00+07:00`) }),
    })
  }
  return calendar.toString()
}
