import { readCalendar } from '@nq15/db/calendar/calendar.read'
import { replaceReminders } from '@nq15/db/events/reminder.write'
import { listDatedDirectiveTasks } from '@nq15/db/reports/directive-task.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { directiveReminders } from '@nq15/domain/reports'
import type { EventHandler } from '../events/event-handler.ts'

const dating: readonly string[] = [
  'reports.directive-task-given',
  'reports.directive-task-reported',
  'reports.directive-task-moved',
]

/**
 * Keeps the reminders of tasks of directives as their days, their states and the calendar stand now. A changed day cancels what was
 * still to be told of the old one; what was told stays told, so nobody hears of one day twice.
 */
export const keepDirectiveReminders: EventHandler = {
  name: 'keep-directive-reminders',
  wants: (type) => dating.includes(type) || type === 'calendar.days-changed',
  handle: async (tx, scope, events) => {
    const directiveIds = events.flatMap(({ type, recordId }) =>
      dating.includes(type) && recordId !== null ? [recordId] : [],
    )
    const all = events.some(({ type }) => type === 'calendar.days-changed')
    const calendar = await readCalendar(tx, scope)
    const today = todayInHanoi(new Date(Math.max(...events.map(({ occurredAt }) => occurredAt.getTime()))))
    const tasks = await listDatedDirectiveTasks(tx, scope, all ? null : { directiveIds: [...new Set(directiveIds)] })
    for (const { taskId, organizationId, dueOn, isOpen } of tasks) {
      const wanted = isOpen ? directiveReminders(dueOn, today, calendar) : []
      await replaceReminders(
        tx,
        scope,
        { recordTable: 'directive_task', recordId: taskId },
        // A reminder never lies behind its due day: one that follows it is due on its own day.
        wanted.map(({ kind, remindOn }) => ({
          ...{ organizationId, kind, remindOn: [remindOn], dueOn: [dueOn, remindOn].toSorted().at(-1) ?? dueOn },
        })),
      )
    }
  },
}
