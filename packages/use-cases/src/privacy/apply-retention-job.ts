import { defineClockJob } from '../events/define-job.ts'
import { applyRetention } from './keep-holds.ts'

/** Empties uploads whose time has passed, every night; what a legal hold keeps is counted and stays. */
export const applyRetentionJob = defineClockJob({
  name: 'privacy.apply-retention',
  service: 'events',
  permission: 'event:serve',
  schedule: { cron: '40 2 * * *' },
  run: async ({ db, scope, now }) => ({ ...(await applyRetention(db, scope, { now: now() })) }),
})
