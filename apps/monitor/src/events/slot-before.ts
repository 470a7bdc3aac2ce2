import type { Schedule } from '@nq15/use-cases/events/define-job'
import { CronExpressionParser } from 'cron-parser'

/** The last moment at or before `now` at which work by the clock was due; cron is read in Asia/Ho_Chi_Minh. */
export function slotBefore(schedule: Schedule, now: Date): Date {
  if ('everySeconds' in schedule) {
    const every = schedule.everySeconds * 1_000
    return new Date(Math.floor(now.getTime() / every) * every)
  }
  // The parser answers what is strictly before the moment it is given.
  const after = new Date(now.getTime() + 1)
  return CronExpressionParser.parse(schedule.cron, { currentDate: after, tz: 'Asia/Ho_Chi_Minh' }).prev().toDate()
}
