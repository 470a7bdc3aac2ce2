import type { Tx } from '@nq15/db/client'
import { listPlansOfEntry } from '@nq15/db/consolidation/plan.read'
import { insertPlanStep } from '@nq15/db/consolidation/plan.write'
import { listPlanTasks } from '@nq15/db/consolidation/task.read'
import { insertPlanTasks, updatePlanTask } from '@nq15/db/consolidation/task.write'
import { newId } from '@nq15/db/ids'
import type { Scope } from '@nq15/db/scope'
import { tasksToInherit } from '@nq15/domain/consolidation'
import type { LegalDay } from '@nq15/domain/shared'

/**
 * Takes what was left of the plans of an organization that was merged or dissolved into the draft of its heir: each task knows
 * where it went, so none is lost and none goes twice. The hand reads, since the ended organization may lie out of one's reach.
 */
export async function inheritTasks(
  tx: Tx,
  { person, hand }: { readonly person: Scope; readonly hand: Scope },
  to: {
    readonly previousEntryId: string | null
    readonly planId: string
    readonly organizationId: string
    readonly today: LegalDay
  },
): Promise<void> {
  const { previousEntryId, planId, organizationId, today } = to
  if (previousEntryId === null) return
  const { userId, name } = person.actor
  for (const former of await listPlansOfEntry(tx, hand, previousEntryId)) {
    if (former.state !== 'ended') continue
    const left = tasksToInherit(await listPlanTasks(tx, hand, former.planId), today)
    const tasks = left.map((task) => ({ task, taskId: newId() }))
    await insertPlanTasks(tx, hand, {
      planId,
      tasks: tasks.map(
        ({ taskId, task: { signCode, title, output, ownerName, ownerPost, ownerUserId, heirDueOn } }) => ({
          ...{ taskId, planId, organizationId, signCode, title, output, ownerName, ownerPost, ownerUserId },
          ...{ dueOn: heirDueOn, dependsOn: [], seriesId: null, occurrence: null },
        }),
      ),
    })
    for (const { taskId: movedToId, task } of tasks) {
      const { taskId, version, state, dueOn, progress } = task
      await updatePlanTask(tx, hand, { taskId, version, change: { movedToId } })
      await insertPlanStep(tx, hand, {
        ...{ planId: former.planId, taskId, organizationId: former.organizationId, event: 'moved-away' },
        ...{ fromState: state, toState: state, actorId: userId, actorName: name, onDay: today, dueOn, progress },
        detail: { planId, taskId: movedToId },
      })
    }
  }
}
