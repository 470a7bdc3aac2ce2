import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Database } from '@nq15/db/client'
import { listPlansOfEntry, listPlansOfInspection } from '@nq15/db/consolidation/plan.read'
import { insertPlan, insertPlanStep } from '@nq15/db/consolidation/plan.write'
import { insertPlanTasks } from '@nq15/db/consolidation/task.write'
import { newId } from '@nq15/db/ids'
import { findInspection } from '@nq15/db/inspection/inspection.read'
import { listRemedies } from '@nq15/db/inspection/remedy.read'
import { listWatchEntries } from '@nq15/db/monitoring/watch-entry.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { addMonths, todayInHanoi, workingDayFrom } from '@nq15/domain/calendar'
import { endedPlanStates, type PlanContent } from '@nq15/domain/consolidation'
import { listedWatchStates } from '@nq15/domain/monitoring'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { proofOf, type WatchActing } from '../monitoring/watch-hand.ts'
import { actOnce } from '../ratings/act-once.ts'
import type { PlanStepRefusal } from './plan-acting.ts'

type Answer = Result<{ readonly planId: string }, PlanStepRefusal>

/**
 * Begins a plan from the conclusion of an inspection: a draft with the conclusion as its legal basis, its signs as weaknesses and
 * what it asked to be put right as tasks. Where the organization is on a list, the plan is of that entry too. For `plan:work`
 * over the organization and sight of the conclusion.
 */
export async function openPlanOfConclusion(
  db: Database,
  acting: WatchActing,
  command: { readonly requestId: string; readonly inspectionId: string; readonly now: Date },
): Promise<Answer> {
  const { hand } = acting
  const [person, reader] = [proofOf(acting, 'plan:work'), proofOf(acting, 'inspection:read')]
  if (!person || !reader) return refuse({ code: 'NOT_FOUND' })
  const { requestId, inspectionId, now } = command
  const once = { requestId, useCase: 'consolidation.open-plan-of-conclusion', permissions: ['watch:decide'] } as const
  return actOnce<Answer>(db, hand, once, async (tx) => {
    const inspection = await findInspection(tx, reader, inspectionId)
    if (!inspection || !(await isWithin(tx, person, inspection.organizationId))) return refuse({ code: 'NOT_FOUND' })
    const { organizationId, bodyId, conclusion, concludedOn, result } = inspection
    if (!conclusion || concludedOn === null || result === 'no-violation') return refuse({ code: 'NOT_CONCLUDED' })
    const [entry] = (await listWatchEntries(tx, person, { organizationId, limit: 20 })).filter(({ state }) =>
      listedWatchStates.includes(state),
    )
    const former = [
      ...(await listPlansOfInspection(tx, person, inspectionId)),
      ...(entry ? await listPlansOfEntry(tx, person, entry.entryId) : []),
    ]
    if (former.some(({ state }) => !endedPlanStates.includes(state))) return refuse({ code: 'OPEN_ALREADY' })
    const today = todayInHanoi(now)
    const planId = newId()
    const evidence = `Kết luận ${conclusion.number} ngày ${concludedOn.split('-').reverse().join('/')}`
    const content: PlanContent = {
      legalBasis: `${evidence} của ${conclusion.body}.`,
      situation: conclusion.shortcomings.slice(0, 4_000),
      weaknesses: conclusion.signCodes.map((signCode) => ({
        ...{ signCode, evidence, cause: 'method' as const, causeNote: '' },
      })),
      goals: [],
      ...{ areaMember: '', secretary: '', supportingUnit: '', resources: '' },
      reporting: 'Báo cáo tháng không quá một trang; báo cáo quý so với ngày phê duyệt.',
      ...{ startsOn: today, endsOn: addMonths(today, 6) },
    }
    const { userId, name } = person.actor
    const inserted = await insertPlan(tx, hand, {
      ...{ planId, inspectionId, organizationId, bodyId: entry?.bodyId ?? bodyId, content, openedOn: today },
      entryId: entry?.entryId ?? null,
      signs: conclusion.signCodes.map((code) => ({ code, colour: 'red' as const, evidence, observedOn: concludedOn })),
      edition: Math.max(0, ...former.map(({ edition }) => edition)) + 1,
      previousPlanId: former[0]?.planId ?? null,
      ...{ ownerId: userId, ownerName: name },
    })
    if (!inserted) return refuse({ code: 'OPEN_ALREADY' })
    const calendar = await readCalendar(tx, person)
    const left = (await listRemedies(tx, reader, inspectionId)).filter(({ state }) => state !== 'done')
    const tasks = left.flatMap(({ title, output, ownerName, ownerPost, ownerUserId, dueOn }) => {
      const counted = workingDayFrom(dueOn < today ? addMonths(today, 1) : dueOn, calendar)
      if (!counted.ok) return []
      return [
        {
          ...{
            taskId: newId(),
            planId,
            organizationId,
            signCode: '',
            title,
            output,
            ownerName,
            ownerPost,
            ownerUserId,
          },
          ...{ dueOn: counted.value.day, dependsOn: [], seriesId: null, occurrence: null },
        },
      ]
    })
    if (tasks.length > 0) await insertPlanTasks(tx, hand, { planId, tasks })
    await insertPlanStep(tx, hand, {
      ...{ planId, organizationId, event: 'open', fromState: null, toState: 'draft', actorId: userId, actorName: name },
      ...{ onDay: today, detail: { inspectionId, tasks: tasks.length } },
    })
    return ok({ planId })
  })
}
