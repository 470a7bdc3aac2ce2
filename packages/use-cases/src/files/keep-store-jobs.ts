import { type ClockJob, defineClockJob } from '../events/define-job.ts'
import type { FileSettings } from './file-settings.ts'
import { scanWaiting, sweepStore } from './keep-store.ts'
import { type FileStore, openFileStore } from './open-file-store.ts'

/** The store's work by the clock: what waits for the scanner every minute, what nobody names once a night. */
export function fileJobs(settings: FileSettings): ClockJob[] {
  let opened: Promise<FileStore> | undefined
  // Opened at the first round and not at the start: a disk that is away must not keep monitor from serving.
  const store = () => {
    opened ??= openFileStore(settings).catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return opened
  }
  const of = { service: 'files', permission: 'file:keep' } as const
  const sweep = defineClockJob({
    ...of,
    name: 'files.sweep-store',
    schedule: { cron: '40 2 * * *' },
    run: async ({ db, scope, now }) => ({ ...(await sweepStore({ db, store: await store() }, scope, now())) }),
  })
  const scan = defineClockJob({
    ...of,
    name: 'files.scan-waiting',
    schedule: { everySeconds: 60 },
    leaseSeconds: 600,
    run: async ({ db, scope, signal }) => ({ ...(await scanWaiting({ db, store: await store() }, scope, signal)) }),
  })
  return settings.clamd ? [scan, sweep] : [sweep]
}
