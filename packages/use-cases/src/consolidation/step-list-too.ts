import type { Tx } from '@nq15/db/client'
import type { PlanRow } from '@nq15/db/consolidation/plan.read'
import { findWatchEntry } from '@nq15/db/monitoring/watch-entry.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import type { PlanAct } from '@nq15/domain/consolidation'
import type { WatchAct, WatchState } from '@nq15/domain/monitoring'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { takeWatchStepWithin } from '../monitoring/take-watch-step.ts'
import { proofOf, type WatchActing } from '../monitoring/watch-hand.ts'
import type { PlanStepRefusal } from './plan-acting.ts'

type Said = { readonly plan: PlanRow; readonly act: PlanAct; readonly now: Date }

/**
 * What a step of a plan means for the entry of the list it consolidates, taken by the same person under the rules of the list;
 * a second edition changes nothing there until it is reviewed, and a plan from a conclusion alone has no entry.
 */
export async function stepListToo(
  tx: Tx,
  acting: WatchActing,
  { plan, act, now }: Said,
): Promise<Result<true, PlanStepRefusal>> {
  const reader = proofOf(acting, 'watch:read')
  if (!reader) return refuse({ code: 'NOT_FOUND' })
  const { entryId } = plan
  if (entryId === null) return ok(true)
  for (const { from, act: next } of stepsOf({ plan, act, now })) {
    const entry = await findWatchEntry(tx, reader, entryId)
    if (!entry) return refuse({ code: 'NOT_FOUND' })
    if (!from.includes(entry.state)) continue
    const taken = await takeWatchStepWithin(tx, acting, {
      entryId,
      version: entry.version,
      act: next,
      now,
    })
    if (!taken.ok) return taken
  }
  return ok(true)
}

type ListStep = { readonly from: readonly WatchState[]; readonly act: WatchAct }

function stepsOf({ plan, act, now }: Said): readonly ListStep[] {
  switch (act.event) {
    case 'submit': {
      const reference = `Kế hoạch củng cố lần ${plan.edition}`
      const submit = { event: 'submit-plan', reference, source: 'Hồ sơ kế hoạch củng cố' } as const
      return [{ from: ['needs-attention', 'needs-consolidation'], act: submit }]
    }
    case 'return':
      return [{ from: ['plan-pending'], act: { event: 'return-plan', reason: act.reason } }]
    case 'approve': {
      const { number, decidedOn, body, reason, reviewOn } = act
      return [{ from: ['plan-pending'], act: { event: 'approve-plan', number, decidedOn, body, reason, reviewOn } }]
    }
    case 'complete':
      return [
        {
          from: ['consolidating'],
          act: { event: 'complete-plan', completedOn: todayInHanoi(now), source: act.source },
        },
        { from: ['consolidating'], act: { event: 'open-review', reason: act.source } },
      ]
    case 'report-review': {
      // The report on the plan is the report the list asks for (R5), whoever of the two may give it.
      const { isPositive, reference, statement } = act
      return [{ from: ['awaiting-review'], act: { event: 'report-review', isPositive, reference, statement } }]
    }
    case 'fail': {
      const { number, decidedOn, body, reason, reviewOn } = act
      return [{ from: ['awaiting-review'], act: { event: 'not-passed', number, decidedOn, body, reason, reviewOn } }]
    }
    default:
      return []
  }
}
