import { announcedDays } from './announced-days.ts'
import type { WorkingCalendar } from './calendar-day.ts'
import { provisionalDays } from './provisional-days.ts'

/** Days off and make-up days of Vietnam 2024–2028 (Bộ luật Lao động 2019, Điều 111, 112, and the yearly notices). */
export const calendarVn: WorkingCalendar = {
  from: '2024-01-01',
  until: '2029-01-01',
  provisionalFrom: '2027-01-01',
  days: [...announcedDays, ...provisionalDays],
}
