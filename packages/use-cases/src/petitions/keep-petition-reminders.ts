import { readCalendar } from '@nq15/db/calendar/calendar.read'
import { replaceReminders } from '@nq15/db/events/reminder.write'
import { listRemindablePetitions } from '@nq15/db/petitions/petition.read'
import { listRemindableCases } from '@nq15/db/petitions/petition-case.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { petitionReminders } from '@nq15/domain/petitions'
import type { EventHandler } from '../events/event-handler.ts'

/** Keeps the reminders of papers and matters as their days stand now; what was told stays told. It reads ids and days alone. */
export const keepPetitionReminders: EventHandler = {
  name: 'keep-petition-reminders',
  wants: (type) => type === 'petitions.dated' || type === 'calendar.days-changed',
  handle: async (tx, scope, events) => {
    const all = events.some(({ type }) => type === 'calendar.days-changed')
    const ids = events.flatMap(({ type, recordId }) =>
      type === 'petitions.dated' && recordId !== null ? [recordId] : [],
    )
    const calendar = await readCalendar(tx, scope)
    const today = todayInHanoi(new Date(Math.max(...events.map(({ occurredAt }) => occurredAt.getTime()))))
    const papers = await listRemindablePetitions(tx, scope, all ? null : ids)
    const matters = await listRemindableCases(tx, scope, all ? null : ids)
    const rows = [
      ...papers.map((one) => ({ ...one, recordTable: 'petition', recordId: one.petitionId })),
      ...matters.map((one) => ({ ...one, recordTable: 'petition_case', recordId: one.caseId })),
    ]
    for (const { recordTable, recordId, organizationId, dueOn } of rows) {
      const wanted = dueOn === null ? [] : petitionReminders(dueOn, today, calendar)
      await replaceReminders(
        tx,
        scope,
        { recordTable, recordId },
        wanted.map(({ kind, remindOn }) => ({
          ...{ organizationId, kind, remindOn: [remindOn] },
          dueOn: dueOn === null || remindOn > dueOn ? remindOn : dueOn,
        })),
      )
    }
  },
}
