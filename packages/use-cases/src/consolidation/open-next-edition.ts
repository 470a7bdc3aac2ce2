import type { Tx } from '@nq15/db/client'
import type { PlanRow } from '@nq15/db/consolidation/plan.read'
import { insertPlan, insertPlanStep } from '@nq15/db/consolidation/plan.write'
import { listPlanTasks } from '@nq15/db/consolidation/task.read'
import { insertPlanTasks } from '@nq15/db/consolidation/task.write'
import { newId } from '@nq15/db/ids'
import type { Scope } from '@nq15/db/scope'
import { addMonths } from '@nq15/domain/calendar'
import { isTaskOpen } from '@nq15/domain/consolidation'
import type { LegalDay } from '@nq15/domain/shared'

/**
 * Opens the next edition of a plan that failed as a draft of the same owner, with what was left to do; the failed one stays
 * readable as it was (weak units, K5). Answers its id.
 */
export async function openNextEdition(
  tx: Tx,
  { person, hand }: { readonly person: Scope; readonly hand: Scope },
  { plan, today }: { readonly plan: PlanRow; readonly today: LegalDay },
): Promise<string> {
  const { entryId, inspectionId, organizationId, bodyId, edition, ownerId, ownerName, signs } = plan
  const planId = newId()
  const endsOn = addMonths(today, 6)
  const goals = plan.content.goals.map((goal) => ({ ...goal, dueOn: endsOn }))
  await insertPlan(tx, hand, {
    ...{ planId, entryId, inspectionId, organizationId, bodyId, ownerId, ownerName, signs, openedOn: today },
    content: { ...plan.content, goals, startsOn: today, endsOn },
    edition: edition + 1,
    previousPlanId: plan.planId,
  })
  const left = (await listPlanTasks(tx, person, plan.planId)).filter(isTaskOpen)
  const tasks = left.map(({ signCode, title, output, ownerName: owner, ownerPost, ownerUserId, dueOn }) => ({
    ...{ taskId: newId(), planId, organizationId, signCode, title, output, ownerName: owner, ownerPost, ownerUserId },
    ...{ dueOn: dueOn < today ? endsOn : dueOn, dependsOn: [], seriesId: null, occurrence: null },
  }))
  if (tasks.length > 0) await insertPlanTasks(tx, hand, { planId, tasks })
  const { userId, name } = person.actor
  await insertPlanStep(tx, hand, {
    ...{ planId, organizationId, event: 'open', fromState: null, toState: 'draft', actorId: userId, actorName: name },
    ...{ onDay: today, detail: { previousPlanId: plan.planId, tasks: tasks.length } },
  })
  return planId
}
