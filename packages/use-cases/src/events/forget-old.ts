import { deleteEndedRuns } from '@nq15/db/events/job-run.write'
import { deleteOldNotifications } from '@nq15/db/events/notification.write'
import { deleteFinishedEvents } from '@nq15/db/events/outbox.write'
import { defineClockJob } from './define-job.ts'

const day = 86_400_000

/** How long what is done with is kept, in days. The trail and the records themselves are not touched. */
export const keptDays = { events: 90, runs: 30, notifications: 400 } as const

/** Removes events that are handled, runs that ended with their files, and read notifications, each after its time. */
export const forgetOldJob = defineClockJob({
  name: 'events.forget-old',
  service: 'events',
  permission: 'event:serve',
  schedule: { cron: '20 2 * * *' },
  run: async ({ db, scope, now }) => {
    const before = (days: number) => new Date(now().getTime() - days * day)
    return db.asActor(scope, async (tx) => ({
      events: await deleteFinishedEvents(tx, scope, before(keptDays.events)),
      runs: await deleteEndedRuns(tx, scope, before(keptDays.runs)),
      notifications: await deleteOldNotifications(tx, scope, before(keptDays.notifications)),
    }))
  },
})
