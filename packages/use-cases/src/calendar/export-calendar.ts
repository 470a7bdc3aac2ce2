import { listCalendarDays, listCalendarYears } from '@nq15/db/calendar/calendar.read'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { calendarColumns } from '@nq15/domain/calendar'

/** The standing rows of all years, or of one, as the reference file has them: CSV in UTF-8 that `importCalendar` takes back. */
export async function exportCalendar(db: Database, scope: Scope, { year }: { year?: number } = {}): Promise<string> {
  const rows = await db.asReader(scope, async (tx) => {
    const years = (await listCalendarYears(tx, scope)).filter((one) => year === undefined || one.year === year)
    const days = []
    for (const one of years) days.push(...(await listCalendarDays(tx, scope, one.year)))
    return days
  })
  const lines = rows.map(({ day, kind, nameVi, basis, confidence }) => [
    day,
    kind.replaceAll('-', '_'),
    nameVi,
    basis,
    confidence,
  ])
  return [[...calendarColumns], ...lines].map((cells) => `${cells.map(quoted).join(',')}\n`).join('')
}

const quoted = (text: string) => (/[",\n\r]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
