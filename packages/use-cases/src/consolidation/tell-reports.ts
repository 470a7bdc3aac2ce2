import type { Tx } from '@nq15/db/client'
import { listReportCalendars } from '@nq15/db/consolidation/plan-report.read'
import type { DueReminder } from '@nq15/db/events/reminder.write'
import type { Scope } from '@nq15/db/scope'
import { reportOfReminder, reportsOf } from '@nq15/domain/consolidation'
import { emitAll } from '../events/emit.ts'
import { planOf } from './read-report.ts'

/**
 * Tells who works on a plan, and who appraised it, that a report's day passed without a signature; one signed by now is passed
 * by. Answers how many.
 */
export async function tellReports(tx: Tx, scope: Scope, reminders: readonly DueReminder[]): Promise<number> {
  if (reminders.length === 0) return 0
  const running = await listReportCalendars(tx, scope, { isOpen: true, limit: 5_000 })
  const plans = new Map(running.map((row) => [row.planId, row]))
  const late = reminders.flatMap(({ recordId: planId, kind, dueOn: remindOn }) => {
    const [row, of] = [plans.get(planId), reportOfReminder(kind)]
    if (!row || of === null) return []
    // The reminder stands on the working day after the report's own, so the newest before it is the one.
    const report = reportsOf(planOf(row), remindOn)
      .filter((one) => one.kind === of && one.dueOn < remindOn)
      .at(-1)
    if (!report || row.signed.includes(report.period)) return []
    return [{ planId, organizationId: row.organizationId, dueOn: report.dueOn, kind: of }]
  })
  await emitAll(
    tx,
    scope,
    late.map(({ planId, organizationId, dueOn, kind }) => ({
      ...{ type: 'consolidation.report-late' as const, organizationId },
      ...{ recordTable: 'consolidation_plan', recordId: planId, payload: { kind, dueOn } },
    })),
  )
  return late.length
}
