import type { ClockJob } from '../events/define-job.ts'
import { settleSuccessions } from './settle-successions.ts'

/** After midnight members' files follow their memberships and changes that came into force are told; asked every minute. */
export const settleSuccessionsJob: ClockJob = {
  kind: 'clock',
  name: 'organizations.settle-successions',
  service: 'succession',
  permission: 'organization:decide',
  schedule: { everySeconds: 60 },
  run: async ({ db, scope }) => ({ settled: await settleSuccessions(db, scope) }),
}
