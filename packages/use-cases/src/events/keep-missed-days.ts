import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Tx } from '@nq15/db/client'
import { listReportCalendars } from '@nq15/db/consolidation/plan-report.read'
import { addReminders } from '@nq15/db/events/reminder.write'
import { listUnansweredPromises } from '@nq15/db/organizations/visit.read'
import type { Scope } from '@nq15/db/scope'
import { addDays, type WorkingCalendar } from '@nq15/domain/calendar'
import { lateReportKind, reportsOf } from '@nq15/domain/consolidation'
import { daysOfEscalation } from '@nq15/domain/events'
import { promiseMissedKind } from '@nq15/domain/organizations'
import type { LegalDay } from '@nq15/domain/shared'
import { planOf } from '../consolidation/read-report.ts'

/** What was missed longer ago than this is on the lists, and nobody is told of it any more. Calendar days. */
const lookBack = 31

/**
 * Puts down a reminder for each promise nobody has answered and each report nobody has signed, on the working day after its
 * day: these become due by time alone, so that no event tells of them. Only days that have come; putting one down twice, or by
 * three processes at once, leaves one.
 */
export async function keepMissedDays(tx: Tx, scope: Scope, day: LegalDay): Promise<void> {
  const calendar = await readCalendar(tx, scope)
  const from = addDays(day, -lookBack)
  const promises = await listUnansweredPromises(tx, scope, { from, before: day })
  const calendars = await listReportCalendars(tx, scope, { isOpen: true, limit: 5_000 })
  const missed = [
    ...promises.map(({ promiseId, organizationId, dueOn }) => ({
      ...{ recordTable: 'visit_promise', recordId: promiseId, organizationId, kind: promiseMissedKind, dueOn },
    })),
    ...calendars.flatMap((row) =>
      reportsOf(planOf(row), day)
        .filter(({ period, dueOn }) => !row.signed.includes(period) && from <= dueOn && dueOn < day)
        .map(({ kind, dueOn }) => ({
          ...{ recordTable: 'consolidation_plan', recordId: row.planId, organizationId: row.organizationId },
          ...{ kind: lateReportKind(kind), dueOn },
        })),
    ),
  ]
  const due = missed.map(({ dueOn, ...one }) => ({
    ...{ ...one, missedOn: dueOn, remindOn: workingDayAfter(dueOn, calendar) },
  }))
  await addReminders(
    tx,
    scope,
    due.filter(({ remindOn }) => remindOn <= day),
  )
}

const workingDayAfter = (dueOn: LegalDay, calendar: WorkingCalendar): LegalDay =>
  daysOfEscalation(dueOn, dueOn, calendar)[0] ?? dueOn
