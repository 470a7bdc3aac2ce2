import type { Tx } from '@nq15/db/client'
import type { DueReminder } from '@nq15/db/events/reminder.write'
import { listDatedDirectiveTasks } from '@nq15/db/reports/directive-task.read'
import type { Scope } from '@nq15/db/scope'
import type { Role } from '@nq15/domain/access'
import { emitAll } from '../events/emit.ts'

const escalated = 'reports.directive-task-escalated'
/** Told about a day that is still to come or is today; the others are about a day that has passed. */
const ahead = ['reports.directive-task-before', 'reports.directive-task-today']

const reporting: readonly Role[] = ['org-secretary', 'grassroots-office']

/**
 * Tells reminders of tasks of directives, many at once: to who reports for the organization that owes the task; one that escalates to
 * who gave it. A task that was reported, closed or has another day is passed by. Answers how many were told.
 */
export async function tellDirectiveTasks(tx: Tx, scope: Scope, reminders: readonly DueReminder[]): Promise<number> {
  if (reminders.length === 0) return 0
  const taskIds = [...new Set(reminders.map(({ recordId }) => recordId))]
  const open = (await listDatedDirectiveTasks(tx, scope, { taskIds })).filter(({ isOpen }) => isOpen)
  const standing = new Map(open.map((one) => [one.taskId, one]))
  const due = reminders.flatMap(({ recordId, kind, dueOn }) => {
    const task = standing.get(recordId)
    if (!task) return []
    return (ahead.includes(kind) ? task.dueOn === dueOn : task.dueOn < dueOn) ? [{ kind, task }] : []
  })
  const of = (directiveId: string) => ({ recordTable: 'directive', recordId: directiveId })
  await emitAll(
    tx,
    scope,
    due.flatMap(({ kind, task: { directiveId, organizationId, giverId, dueOn } }) => {
      if (kind === escalated) return []
      const roles = [...reporting, ...(organizationId === giverId ? (['organization-board'] as const) : [])]
      const payload = { kind: kind.slice(kind.lastIndexOf('-') + 1), dueOn, roles }
      return [{ ...of(directiveId), organizationId, type: 'reports.directive-task-reminder' as const, payload }]
    }),
  )
  await emitAll(
    tx,
    scope,
    due.flatMap(({ kind, task: { directiveId, giverId, dueOn } }) =>
      kind === escalated
        ? [
            {
              ...of(directiveId),
              organizationId: giverId,
              type: 'reports.directive-task-escalated' as const,
              payload: { dueOn },
            },
          ]
        : [],
    ),
  )
  return due.length
}
