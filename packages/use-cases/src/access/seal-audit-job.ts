import { defineClockJob } from '../events/define-job.ts'
import { type Sealed, sealAudit } from './seal-audit.ts'

const countsOf = ({ batches, events }: Sealed) => ({ batches, events })

/**
 * Seals the trail three times a minute, so that a row is sealed within 60 seconds even when the process that took up a
 * round dies with it; and once more when monitor stops.
 */
export const sealAuditJob = defineClockJob({
  name: 'access.seal-audit',
  service: 'sealer',
  permission: 'audit:seal',
  schedule: { everySeconds: 20 },
  alsoAtStop: true,
  run: async ({ db, scope, now, signal }) => countsOf(await sealAudit(db, scope, { now, signal })),
})

/** Looks once a day through the whole trail for a row that the rounds, which look at what came since the last one, passed by. */
export const sealWholeAuditJob = defineClockJob({
  name: 'access.seal-whole-audit',
  service: 'sealer',
  permission: 'audit:seal',
  schedule: { cron: '10 2 * * *' },
  run: async ({ db, scope, now, signal }) => countsOf(await sealAudit(db, scope, { now, everything: true, signal })),
})
