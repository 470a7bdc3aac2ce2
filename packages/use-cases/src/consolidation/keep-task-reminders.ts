import { readCalendar } from '@nq15/db/calendar/calendar.read'
import { listRemindableTasks } from '@nq15/db/consolidation/task.read'
import { replaceReminders } from '@nq15/db/events/reminder.write'
import { todayInHanoi } from '@nq15/domain/calendar'
import { taskReminders } from '@nq15/domain/consolidation'
import { readPayload } from '@nq15/domain/events'
import type { EventHandler } from '../events/event-handler.ts'

/**
 * Keeps the reminders of tasks as their days and the calendar stand now. A changed day cancels what was still to be told of the
 * old one; what was told stays told, so nobody hears of one day twice.
 */
export const keepTaskReminders: EventHandler = {
  name: 'keep-task-reminders',
  wants: (type) => type === 'consolidation.tasks-dated' || type === 'calendar.days-changed',
  handle: async (tx, scope, events) => {
    const planIds = events.flatMap(({ type, payload }) =>
      type === 'consolidation.tasks-dated' ? [readPayload(type, payload).planId] : [],
    )
    const all = events.some(({ type }) => type === 'calendar.days-changed')
    const calendar = await readCalendar(tx, scope)
    const today = todayInHanoi(new Date(Math.max(...events.map(({ occurredAt }) => occurredAt.getTime()))))
    for (const { taskId, organizationId, dueOn } of await listRemindableTasks(tx, scope, all ? null : planIds)) {
      const wanted = dueOn === null ? [] : taskReminders(dueOn, today, calendar)
      await replaceReminders(
        tx,
        scope,
        { recordTable: 'plan_task', recordId: taskId },
        // A reminder never lies behind its due day: one that follows it is due on its own day.
        wanted.map(({ kind, remindOn }) => ({
          ...{ organizationId, kind, remindOn: [remindOn] },
          dueOn: dueOn === null || remindOn > dueOn ? remindOn : dueOn,
        })),
      )
    }
  },
}
