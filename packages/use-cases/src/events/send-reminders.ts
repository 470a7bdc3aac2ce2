import { countDemoAccounts } from '@nq15/db/access/account.read'
import type { Database, Tx } from '@nq15/db/client'
import { type DueReminder, takeDueReminders } from '@nq15/db/events/reminder.write'
import { listOpenDues } from '@nq15/db/ratings/due.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { isTaskReminderKind, reportOfReminder } from '@nq15/domain/consolidation'
import { isReminderKind, reminderKinds } from '@nq15/domain/events'
import { isRemedyReminderKind } from '@nq15/domain/inspection'
import { promiseMissedKind } from '@nq15/domain/organizations'
import { isPetitionReminderKind } from '@nq15/domain/petitions'
import { isDirectiveReminderKind } from '@nq15/domain/reports'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { tellReports } from '../consolidation/tell-reports.ts'
import { tellTasks } from '../consolidation/tell-tasks.ts'
import { tellRemedies } from '../inspection/tell-remedies.ts'
import { tellPromises } from '../organizations/tell-promises.ts'
import { tellPetitions } from '../petitions/tell-petitions.ts'
import { tellDirectiveTasks } from '../reports/tell-directive-tasks.ts'
import { defineClockJob } from './define-job.ts'
import { emit } from './emit.ts'
import { keepMissedDays } from './keep-missed-days.ts'

const atOnce = 2_000

/**
 * Tells reminders whose day has come: each becomes an event, in the transaction that marks it as sent. One whose matter is
 * settled by now is passed by. Answers how many were told.
 */
export async function sendReminders(db: Database, scope: Scope, { now }: { readonly now: Date }): Promise<number> {
  const day = todayInHanoi(now)
  let told = 0
  await db.asActor(scope, (tx) => keepMissedDays(tx, scope, day))
  for (;;) {
    const taken = await db.asActor(scope, async (tx) => {
      const reminders = await takeDueReminders(tx, scope, { day, limit: atOnce })
      const ofTasks = reminders.filter(({ kind }) => isTaskReminderKind(kind))
      const ofPetitions = reminders.filter(({ kind }) => isPetitionReminderKind(kind))
      const ofRemedies = reminders.filter(({ kind }) => isRemedyReminderKind(kind))
      const ofPromises = reminders.filter(({ kind }) => kind === promiseMissedKind)
      const ofReports = reminders.filter(({ kind }) => reportOfReminder(kind) !== null)
      const ofDirectives = reminders.filter(({ kind }) => isDirectiveReminderKind(kind))
      const others = [ofTasks, ofPetitions, ofRemedies, ofPromises, ofReports, ofDirectives]
      const open = await stillOpen(
        tx,
        scope,
        reminders.filter((one) => !others.some((some) => some.includes(one))),
      )
      for (const reminder of open) await tell(tx, scope, reminder)
      told += open.length + (await tellTasks(tx, scope, ofTasks))
      told += (await tellPetitions(tx, scope, ofPetitions)) + (await tellRemedies(tx, scope, ofRemedies))
      told += (await tellPromises(tx, scope, ofPromises)) + (await tellReports(tx, scope, ofReports))
      told += await tellDirectiveTasks(tx, scope, ofDirectives)
      return reminders.length
    })
    if (taken === 0) return told
  }
}

/**
 * The round of one morning, asked for by the operator: of today, of a day that was missed, or, where the sample was loaded, of a
 * day to come, so that a demonstration need not wait for it.
 */
export async function sendRemindersAsOf(
  db: Database,
  scope: Scope,
  { asOf, now }: { readonly asOf: LegalDay | undefined; readonly now: Date },
): Promise<Result<{ readonly day: LegalDay; readonly told: number }, { readonly code: 'NO_SAMPLE' }>> {
  const today = todayInHanoi(now)
  const day = asOf ?? today
  if (day > today && (await db.asSignIn(countDemoAccounts)) === 0) return refuse({ code: 'NO_SAMPLE' })
  return ok({ day, told: await sendReminders(db, scope, { now: day === today ? now : new Date(`${day}T00:00:00Z`) }) })
}

async function tell(tx: Tx, scope: Scope, { kind, dueOn, organizationId, recordTable, recordId }: DueReminder) {
  if (!isReminderKind(kind)) return
  const payload = { kind, dueOn, roles: [...reminderKinds[kind].roles] }
  await emit(tx, scope, { type: 'events.reminder-due', organizationId, recordTable, recordId, payload })
}

/** Reminders of a rating year whose cell or committee has still to act by that day. */
async function stillOpen(tx: Tx, scope: Scope, reminders: readonly DueReminder[]): Promise<DueReminder[]> {
  const open = new Set<string>()
  const keyOf = (recordId: string, kind: string, organizationId: string, dueOn: string) =>
    [recordId, kind, organizationId, dueOn].join(' ')
  for (const campaignId of new Set(reminders.map(({ recordId }) => recordId))) {
    for (const { kind, organizationId, dueOn } of await listOpenDues(tx, scope, campaignId)) {
      open.add(keyOf(campaignId, `ratings.${kind}-due`, organizationId, dueOn))
    }
  }
  return reminders.filter(({ recordId, kind, organizationId, dueOn }) =>
    open.has(keyOf(recordId, kind, organizationId, dueOn)),
  )
}

/** Every morning at 7:00; the days themselves are working days. */
export const sendRemindersJob = defineClockJob({
  name: 'events.send-reminders',
  service: 'events',
  permission: 'event:serve',
  schedule: { cron: '0 7 * * *' },
  run: async ({ db, scope, now }) => ({ reminders: await sendReminders(db, scope, { now: now() }) }),
})
