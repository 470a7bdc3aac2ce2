export { type CalendarDay, type CalendarDayKind, calendarDayKinds, type WorkingCalendar } from './calendar-day.ts'
export { calendarVn } from './calendar-vn.ts'
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
export { type CalendarCode, type CalendarMessages, calendarMessagesEn } from './messages.en.ts'
export { calendarMessagesVi } from './messages.vi.ts'
export { readDay } from './read-day.ts'
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
