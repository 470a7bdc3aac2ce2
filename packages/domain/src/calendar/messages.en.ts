import type { YearFinding } from './check-year.ts'
import type { DeadlineRefusalCode } from './count-deadline.ts'
import type { CalendarRowFault } from './read-calendar-row.ts'
import type { StepReason } from './term.ts'
import type { DayAnswer } from './working-days.ts'

/** Every code of the calendar room that needs words. */
export type CalendarCode =
  | 'CALENDAR_RANGE'
  | 'DAY_MALFORMED'
  | 'PROVISIONAL'
  | DayAnswer['because']
  | DeadlineRefusalCode
  | CalendarRowFault['code']
  | YearFinding['code']
  | StepReason

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
  BAD_DATE: 'The day “{day}” does not exist.',
  BAD_QUANTITY: 'The term “{day}” is not a whole number of days or hours.',
  NEED_TIME: 'A term in hours starts at an hour: give the time too.',
  UNKNOWN_RULE: 'There is no deadline rule “{day}”.',
  UNKNOWN_VARIANT: 'This rule has no variant “{day}”.',
  NO_VERSION_FOR_DATE: 'No version of this rule was in force on {day}.',
  NO_QUANTITY: 'The law names no number for the rule “{day}”, or it is not known here; nothing is counted.',
  EXTENSION_NOT_ALLOWED: 'This term cannot be extended.',
  EXTENSION_TOO_MANY: 'This term can be extended {most} times at most; {day} were given.',
  EXTENSION_TOO_LONG: 'An extension has 1 to {most} days; {day} was given.',
  SUSPENSION_NOT_ALLOWED: 'This term does not pause: only terms of settling are suspended.',
  SUSPENSION_NO_BASIS: 'On {day} the law did not know suspension yet; it does from {most} on.',
  SUSPENSION_OVERLAP: 'The suspension of {day} begins before the one before it has ended.',
  SUSPENSION_OUTSIDE_TERM: 'The suspension of {day} lies outside the term.',
  SUSPENSION_ORDER: 'The suspension of {day} is resumed before it begins.',
  KIND_UNKNOWN: 'The kind “{value}” is not known: holiday, compensatory, swapped_off or swapped_work.',
  TEXT_MISSING: 'Column {column} is empty: every row has a name and a source document.',
  CONFIDENCE_UNKNOWN: 'The confidence “{value}” is not known: T, S, M or provisional.',
  WORK_ON_WORKING_DAY: 'A make-up working day lies on a Saturday or Sunday.',
  OFF_ON_WEEKEND: 'A compensatory or swapped day off lies on a day from Monday to Friday.',
  STATUTORY_MISSING: '{detail} ({day}) is a day off by law and is not in the table.',
  SWAP_UNBALANCED: 'Swapped days off and make-up days do not match: {detail}.',
  COMPENSATION_MISSING: 'Holidays on weekly rest days without a compensatory day: {detail}.',
  start: 'Start day, not counted',
  counted: 'Counted',
  'make-up': 'Make-up working day, counted',
  suspended: 'Suspended, not counted',
  resumed: 'Day of resumption, not counted',
  rolled: 'Working day to which the last day moves',
  effect: 'First day after the waiting term',
}
