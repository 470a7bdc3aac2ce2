import type { Database } from '@nq15/db/client'
import { listPlansOfEntry } from '@nq15/db/consolidation/plan.read'
import { insertPlan, insertPlanStep } from '@nq15/db/consolidation/plan.write'
import { newId } from '@nq15/db/ids'
import { findWatchEntry } from '@nq15/db/monitoring/watch-entry.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { addMonths, todayInHanoi } from '@nq15/domain/calendar'
import { endedPlanStates, type PlanContent } from '@nq15/domain/consolidation'
import { listedWatchStates } from '@nq15/domain/monitoring'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { proofOf, type WatchActing } from '../monitoring/watch-hand.ts'
import { actOnce } from '../ratings/act-once.ts'
import { inheritTasks } from './inherit-tasks.ts'
import type { PlanStepRefusal } from './plan-acting.ts'

type Answer = Result<{ readonly planId: string }, PlanStepRefusal>

/**
 * Begins a plan from a listing decision: a draft with the legal basis and every sign of the decision as a weakness whose
 * cause is still to be found. For `plan:work` over the organization; whoever begins it owns it.
 */
export async function openPlan(
  db: Database,
  acting: WatchActing,
  command: { readonly requestId: string; readonly entryId: string; readonly now: Date },
): Promise<Answer> {
  const { hand } = acting
  const person = proofOf(acting, 'plan:work')
  if (!person) return refuse({ code: 'NOT_FOUND' })
  const { requestId, entryId, now } = command
  const once = { requestId, useCase: 'consolidation.open-plan', permissions: ['watch:decide'] } as const
  return actOnce<Answer>(db, hand, once, async (tx) => {
    const entry = await findWatchEntry(tx, person, entryId)
    if (!entry || !(await isWithin(tx, person, entry.organizationId))) return refuse({ code: 'NOT_FOUND' })
    if (!listedWatchStates.includes(entry.state) || entry.listedOn === null) return refuse({ code: 'NOT_LISTED' })
    const [former] = await listPlansOfEntry(tx, person, entryId)
    if (former && !endedPlanStates.includes(former.state)) return refuse({ code: 'OPEN_ALREADY' })
    const today = todayInHanoi(now)
    const planId = newId()
    const { userId, name } = person.actor
    const { organizationId, bodyId, signs } = entry
    const content: PlanContent = {
      legalBasis: `Quyết định đưa vào danh sách ngày ${entry.listedOn.split('-').reverse().join('/')}.`,
      situation: '',
      weaknesses: [...new Map(signs.map((sign) => [sign.code, sign])).values()].map(({ code, evidence }) => ({
        ...{ signCode: code, evidence, cause: 'method' as const, causeNote: '' },
      })),
      goals: [],
      areaMember: '',
      secretary: '',
      supportingUnit: '',
      resources: '',
      reporting: 'Báo cáo tháng không quá một trang; báo cáo quý so với ngày phê duyệt.',
      startsOn: today,
      endsOn: addMonths(today, 6),
    }
    const inserted = await insertPlan(tx, hand, {
      inspectionId: null,
      ...{ planId, entryId, organizationId, bodyId, content, openedOn: today },
      signs: signs.map(({ code, colour, evidence, observedOn }) => ({ code, colour, evidence, observedOn })),
      edition: (former?.edition ?? 0) + 1,
      previousPlanId: former?.planId ?? null,
      ownerId: userId,
      ownerName: name,
    })
    if (!inserted) return refuse({ code: 'OPEN_ALREADY' })
    await insertPlanStep(tx, hand, {
      ...{ planId, organizationId, event: 'open', fromState: null, toState: 'draft' },
      ...{ actorId: userId, actorName: name, onDay: today },
    })
    await inheritTasks(tx, { person, hand }, { previousEntryId: entry.previousEntryId, planId, organizationId, today })
    return ok({ planId })
  })
}
