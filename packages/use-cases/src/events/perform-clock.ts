import type { Database } from '@nq15/db/client'
import { beginSlot, endSlot } from '@nq15/db/events/clock.write'
import type { Scope } from '@nq15/db/scope'
import type { ClockJob } from './define-job.ts'

/** How a slot went: done here and what it did, not ours (done or under way elsewhere), or failed and to be taken up again. */
export type ClockEnd =
  | { readonly end: 'done'; readonly counts: Readonly<Record<string, number>> }
  | { readonly end: 'not-ours' | 'failed' }

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
    readonly onFault: (job: string, error: unknown) => void
  },
): Promise<ClockEnd> {
  const { job, slot, own, now, signal, onFault } = parts
  const leaseSeconds = job.leaseSeconds ?? ('everySeconds' in job.schedule ? 15 : 900)
  const of = { name: job.name, slot }
  if (!(await db.asActor(scope, (tx) => beginSlot(tx, scope, of, leaseSeconds)))) return { end: 'not-ours' }
  try {
    const counts = await job.run({ db, scope: own, now, signal, progress: () => undefined })
    await db.asActor(scope, (tx) => endSlot(tx, scope, of, null))
    return { end: 'done', counts }
  } catch (error) {
    onFault(job.name, error)
    const fault = error instanceof Error ? error.name : typeof error
    await db.asActor(scope, (tx) => endSlot(tx, scope, of, fault))
    return { end: 'failed' }
  }
}
