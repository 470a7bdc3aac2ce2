import type { Tx } from '@nq15/db/client'
import { listRunningTasks } from '@nq15/db/consolidation/task.read'
import type { DueReminder } from '@nq15/db/events/reminder.write'
import type { Scope } from '@nq15/db/scope'
import { emitAll } from '../events/emit.ts'

const escalated = 'consolidation.task-escalated'
/** Told about a day that is still to come or is today; the others are about a day that has passed. */
const ahead = ['consolidation.task-before', 'consolidation.task-today']

/**
 * Tells reminders of tasks, many at once: to the owner, or to who speaks for the organization where he has no account; one that
 * escalates to the level whose list the organization is on. A task that ended, waits or has another day is passed by. Answers
 * how many were told.
 */
export async function tellTasks(tx: Tx, scope: Scope, reminders: readonly DueReminder[]): Promise<number> {
  const ids = [...new Set(reminders.map(({ recordId }) => recordId))]
  const running = new Map((await listRunningTasks(tx, scope, ids)).map((task) => [task.taskId, task]))
  const due = reminders.flatMap(({ recordId, kind, dueOn }) => {
    const task = running.get(recordId)
    if (!task) return []
    return (ahead.includes(kind) ? task.dueOn === dueOn : task.dueOn < dueOn) ? [{ kind, task }] : []
  })
  await emitAll(
    tx,
    scope,
    due.flatMap(({ kind, task: { taskId, organizationId, ownerUserId, dueOn } }) => {
      if (kind === escalated) return []
      const to =
        ownerUserId === null ? { roles: ['org-secretary', 'grassroots-office'] } : { roles: [], userId: ownerUserId }
      const of = { organizationId, recordTable: 'plan_task', recordId: taskId }
      return [{ ...of, type: 'consolidation.task-reminder' as const, payload: { kind, dueOn, ...to } }]
    }),
  )
  await emitAll(
    tx,
    scope,
    due.flatMap(({ kind, task: { taskId, planId, bodyId, dueOn } }) => {
      if (kind !== escalated) return []
      const of = { organizationId: bodyId, recordTable: 'plan_task', recordId: taskId }
      return [{ ...of, type: 'consolidation.task-escalated' as const, payload: { dueOn, planId } }]
    }),
  )
  return due.length
}
