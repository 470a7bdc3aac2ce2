import type { DayAnswer } from './working-days.ts'

/** Every code of the calendar room that needs words. */
export type CalendarCode = 'CALENDAR_RANGE' | 'DAY_MALFORMED' | 'PROVISIONAL' | DayAnswer['because']

/** One text for each code, in one language. */
export type CalendarMessages = Readonly<Record<CalendarCode, string>>

/** Words of the calendar room in English; `{…}` stands for the fact of that name in the refusal. */
export const calendarMessagesEn: CalendarMessages = {
  CALENDAR_RANGE: 'No calendar of working days for {day}; it covers {from} until {until} (excluded).',
  DAY_MALFORMED: 'The day “{value}” is not valid; write day/month/year, such as 03/02/1998.',
  PROVISIONAL: 'Provisional: the days off of this year are not announced yet.',
  holiday: 'Public holiday',
  compensatory: 'Compensatory day off',
  'swapped-off': 'Swapped day off',
  'swapped-work': 'Make-up working day',
  weekend: 'Weekend',
  weekday: 'Working day',
}
