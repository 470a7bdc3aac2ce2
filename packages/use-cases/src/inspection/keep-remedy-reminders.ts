import { readCalendar } from '@nq15/db/calendar/calendar.read'
import { replaceReminders } from '@nq15/db/events/reminder.write'
import { listDatedRemedies } from '@nq15/db/inspection/remedy.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { readPayload } from '@nq15/domain/events'
import { remedyReminders } from '@nq15/domain/inspection'
import type { EventHandler } from '../events/event-handler.ts'

/**
 * Keeps the reminders of remedies as their days and the calendar stand now. A changed day cancels what was still to be told of
 * the old one; what was told stays told.
 */
export const keepRemedyReminders: EventHandler = {
  name: 'keep-remedy-reminders',
  wants: (type) => type === 'inspection.remedies-dated' || type === 'calendar.days-changed',
  handle: async (tx, scope, events) => {
    const inspectionIds = events.flatMap(({ type, payload }) =>
      type === 'inspection.remedies-dated' ? [readPayload(type, payload).inspectionId] : [],
    )
    const all = events.some(({ type }) => type === 'calendar.days-changed')
    const calendar = await readCalendar(tx, scope)
    const today = todayInHanoi(new Date(Math.max(...events.map(({ occurredAt }) => occurredAt.getTime()))))
    for (const remedy of await listDatedRemedies(tx, scope, all ? null : { inspectionIds })) {
      const { remedyId, organizationId, dueOn, isOpen } = remedy
      const wanted = isOpen ? remedyReminders(dueOn, today, calendar) : []
      await replaceReminders(
        tx,
        scope,
        { recordTable: 'inspection_remedy', recordId: remedyId },
        // A reminder never lies behind its due day: one that follows it is due on its own day.
        wanted.map(({ kind, remindOn }) => ({
          ...{ organizationId, kind, remindOn: [remindOn] },
          dueOn: isOpen && remindOn <= dueOn ? dueOn : remindOn,
        })),
      )
    }
  },
}
