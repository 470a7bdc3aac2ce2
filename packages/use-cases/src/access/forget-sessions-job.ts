import { defineClockJob } from '../events/define-job.ts'
import { forgetEndedSessions } from './forget-ended-sessions.ts'

/** Removes what ended sessions left behind, once an hour. */
export const forgetSessionsJob = defineClockJob({
  name: 'access.forget-sessions',
  service: 'events',
  permission: 'event:serve',
  schedule: { cron: '5 * * * *' },
  run: async ({ db, now }) => ({ sessions: await forgetEndedSessions(db, now()) }),
})
