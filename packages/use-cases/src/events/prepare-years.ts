import { prepareYears } from '@nq15/db/operations/years.write'
import { defineClockJob } from './define-job.ts'

/**
 * Makes the partitions of this year and the next of every table whose rows lie apart by year. Where it never ran, rows of a new year
 * wait among the others: New Year is an error for nobody.
 */
export const prepareYearsJob = defineClockJob({
  name: 'operations.prepare-years',
  service: 'events',
  permission: 'event:serve',
  schedule: { cron: '10 2 * * *' },
  run: ({ db, scope }) => db.asActor(scope, async (tx) => ({ made: await prepareYears(tx, scope) })),
})
