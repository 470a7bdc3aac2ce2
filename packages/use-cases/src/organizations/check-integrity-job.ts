import { defineClockJob } from '../events/define-job.ts'
import { checkIntegrity } from './check-integrity.ts'

/** The nightly check, at 02:20 in Hà Nội. */
export const checkIntegrityJob = defineClockJob({
  name: 'organizations.check-integrity',
  service: 'operator',
  permission: 'organization:write',
  schedule: { cron: '20 2 * * *' },
  run: async ({ db, scope, now }) => {
    const { found, opened, resolved } = await checkIntegrity(db, scope, { now: now(), clock: now })
    return { found: found.length, opened, resolved }
  },
})
