import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Database } from '@nq15/db/client'
import { claimMails, endMail, queueDigests, queueUrgent } from '@nq15/db/events/notification.write'
import type { Scope } from '@nq15/db/scope'
import { isWorkingDay, todayInHanoi } from '@nq15/domain/calendar'
import { type MailText, mailText } from '@nq15/domain/events'
import { type ClockJob, defineClockJob } from './define-job.ts'

/** Hands a mail to the server that delivers it; throws when that did not take it. */
export type SendMail = (mail: MailText & { readonly to: string }) => Promise<void>

/** Makes the day's digests on a working day: one mail a person who wants one, with the number of unread matters. */
export async function makeDigests(db: Database, scope: Scope, { now }: { readonly now: Date }): Promise<number> {
  const day = todayInHanoi(now)
  return db.asActor(scope, async (tx) => {
    const working = isWorkingDay(day, await readCalendar(tx, scope))
    // Where the calendar ends a digest too many is better than none.
    return working.ok && !working.value ? 0 : queueDigests(tx, scope, day)
  })
}

/** Sends what may go out now, urgent matters first made into mails; outside every transaction. Answers how many were sent. */
export async function sendMails(
  db: Database,
  scope: Scope,
  parts: { readonly now: Date; readonly publicUrl: string; readonly send: SendMail; readonly signal: AbortSignal },
): Promise<number> {
  const { now, publicUrl, send, signal } = parts
  await db.asActor(scope, (tx) => queueUrgent(tx, scope, todayInHanoi(now)))
  let sent = 0
  while (!signal.aborted) {
    const mails = await db.asActor(scope, (tx) => claimMails(tx, scope, 20))
    if (mails.length === 0) return sent
    for (const { id, address, matters, locale } of mails) {
      const taken = await send({ to: address, ...mailText(locale, { matters, address: publicUrl }) }).then(
        () => true,
        () => false,
      )
      await db.asActor(scope, (tx) => endMail(tx, scope, { id, sent: taken }))
      if (taken) sent += 1
    }
  }
  return sent
}

/** The two jobs of mail; they run only where a mail server is configured. */
export function mailJobs({ publicUrl, send }: { readonly publicUrl: string; readonly send: SendMail }): ClockJob[] {
  const of = { service: 'events', permission: 'event:serve' } as const
  return [
    defineClockJob({
      ...of,
      name: 'events.make-digests',
      schedule: { cron: '30 7 * * *' },
      run: async ({ db, scope, now }) => ({ digests: await makeDigests(db, scope, { now: now() }) }),
    }),
    defineClockJob({
      ...of,
      name: 'events.send-mails',
      schedule: { everySeconds: 60 },
      run: async ({ db, scope, now, signal }) => ({
        mails: await sendMails(db, scope, { now: now(), publicUrl, send, signal }),
      }),
    }),
  ]
}
