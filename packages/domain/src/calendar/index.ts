export { buildCalendar, type CalendarYear } from './build-calendar.ts'
export {
  type CalendarDay,
  type CalendarDayKind,
  calendarDayKinds,
  type ExpectedRest,
  type WorkingCalendar,
} from './calendar-day.ts'
export { calendarVn } from './calendar-vn.ts'
export { checkYear, type YearFinding } from './check-year.ts'
export {
  countDeadline,
  type Deadline,
  type DeadlineAnswer,
  type DeadlineGround,
  type DeadlineRefusal,
  type DeadlineRefusalCode,
} from './count-deadline.ts'
export { countTerm } from './count-term.ts'
export { deadlineNumbers } from './deadline-numbers.ts'
export { type DeadlineDomain, type DeadlineRule, deadlineDomains } from './deadline-rule.ts'
export { deadlineRules } from './deadlines/deadline-rules.ts'
export { citeBasis } from './deadlines/documents.ts'
export { expectedRestOn, uncountedRestsOf } from './expected-rest.ts'
export {
  addDays,
  addMonths,
  compareDays,
  daysBetween,
  isLegalDay,
  monthsBetween,
  openEnd,
  todayInHanoi,
  weekdayOf,
} from './legal-day.ts'
export { type LegalDue, legalDueOf } from './legal-due.ts'
export { type LunarDay, lunarDayOf, lunarYears } from './lunar-day.ts'
export { type CalendarCode, type CalendarMessages, calendarMessagesEn } from './messages.en.ts'
export { calendarMessagesVi } from './messages.vi.ts'
export {
  type CalendarColumn,
  type CalendarRowFault,
  calendarColumns,
  calendarConfidences,
  calendarDaySchema,
  readCalendarRow,
} from './read-calendar-row.ts'
export { readDay } from './read-day.ts'
export { proposeYear } from './statutory-days.ts'
export {
  type StepReason,
  type Term,
  type TermAnswer,
  type TermRefusal,
  type TermRoll,
  type TermStep,
  type TermUnit,
  termDefaults,
  termRolls,
  termSchema,
  termUnits,
} from './term.ts'
export {
  type CalendarRange,
  type DayAnswer,
  type Distance,
  dayAnswer,
  distanceTo,
  isWorkingDay,
  nextWorkingDay,
  type WorkingDayCount,
  workingDayFrom,
  workingDaysBetween,
} from './working-days.ts'
