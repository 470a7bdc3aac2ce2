import type { Database } from '@nq15/db/client'
import { beginSlot, endSlot } from '@nq15/db/events/clock.write'
import type { Scope } from '@nq15/db/scope'
import type { ClockJob } from './define-job.ts'

/** How a slot went: done here, not ours (done or under way elsewhere), or failed and to be taken up again. */
export type ClockEnd = 'done' | 'not-ours' | 'failed'

/**
 * Does work by the clock for a slot, unless another process has it. `scope` is the service of events', which keeps the
 * clock; the work has its own service's. A fault is told and the slot is taken up again after the lease.
 */
export async function performClock(
  db: Database,
  scope: Scope,
  parts: {
    readonly job: ClockJob
    readonly slot: Date
    readonly own: Scope
    readonly now: () => Date
    readonly signal: AbortSignal
    readonly leaseSeconds: number
    readonly onFault: (job: string, error: unknown) => void
  },
): Promise<ClockEnd> {
  const { job, slot, own, now, signal, leaseSeconds, onFault } = parts
  const of = { name: job.name, slot }
  if (!(await db.asActor(scope, (tx) => beginSlot(tx, scope, of, leaseSeconds)))) return 'not-ours'
  let fault: string | null = null
  try {
    await job.run({ db, scope: own, now, signal, progress: () => undefined })
  } catch (error) {
    onFault(job.name, error)
    fault = error instanceof Error ? error.name : typeof error
  }
  await db.asActor(scope, (tx) => endSlot(tx, scope, of, fault))
  return fault ? 'failed' : 'done'
}
