import { defineClockJob } from '../events/define-job.ts'
import { escalateForecastAlarms } from './answer-forecast-alarm.ts'
import { runForecast } from './refresh-forecast.ts'

const service = { service: 'incidents', permission: 'case:decide' } as const

/** On the sixth of every month at 03:20, when the sheets of the month before are due: every commune and project. */
export const runForecastJob = defineClockJob({
  name: 'incidents.run-forecast',
  ...service,
  schedule: { cron: '20 3 6 * *' },
  leaseSeconds: 600,
  run: async ({ db, scope, now }) => ({ ...(await runForecast(db, scope, now())) }),
})

/** Every morning at 07:20: alarms of the forecast that nobody answered by their day. */
export const escalateForecastJob = defineClockJob({
  name: 'incidents.escalate-alarms',
  ...service,
  schedule: { cron: '20 7 * * *' },
  run: async ({ db, scope, now }) => ({ escalated: await escalateForecastAlarms(db, scope, now()) }),
})
