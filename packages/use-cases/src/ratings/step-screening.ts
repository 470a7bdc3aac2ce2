import type { Database } from '@nq15/db/client'
import { findScreening } from '@nq15/db/ratings/screening.read'
import { stepScreening as storeStep } from '@nq15/db/ratings/screening.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { nextScreeningState, type StepScreening } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'

export type StepScreeningRefusal = { readonly code: 'NOT_FOUND' | 'NO_SUCH_STEP' | 'OWN_MATTER' | 'CHANGED_MEANWHILE' }

type Command = StepScreening & {
  readonly requestId: string
  readonly screeningId: string
  readonly version: number
  readonly now: Date
}

/** Takes the next step of a screening task with what was done; closing says why. The machine closes none and removes nobody. */
export async function stepScreening(
  db: Database,
  scope: Scope,
  { requestId, screeningId, version, now, event, note, closingReason }: Command,
): Promise<Result<true, StepScreeningRefusal>> {
  const act = { requestId, useCase: 'step-screening', permissions: ['rating:work', 'rating:board'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const task = await findScreening(tx, scope, screeningId)
    if (!task) return refuse({ code: 'NOT_FOUND' })
    if (task.memberId === scope.actor.memberId) return refuse({ code: 'OWN_MATTER' })
    const to = nextScreeningState(task.state, event, note)
    if (!to.ok) return refuse({ code: 'NO_SUCH_STEP' })
    const step = { task, version, to: to.value, note, onDay: todayInHanoi(now), at: now }
    const stored = await storeStep(tx, scope, { ...step, closingReason: event === 'close' ? closingReason : null })
    return stored ? ok(true) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}
