import type { Tx } from '@nq15/db/client'
import type { DueReminder } from '@nq15/db/events/reminder.write'
import { listUnansweredPromises } from '@nq15/db/organizations/visit.read'
import type { Scope } from '@nq15/db/scope'
import { emitAll } from '../events/emit.ts'

/** Tells who gave a promise, and the board above, that its day passed unanswered; one answered by now is passed by. Answers how many. */
export async function tellPromises(tx: Tx, scope: Scope, reminders: readonly DueReminder[]): Promise<number> {
  if (reminders.length === 0) return 0
  const ids = reminders.map(({ recordId }) => recordId)
  const unanswered = await listUnansweredPromises(tx, scope, { ids })
  await emitAll(
    tx,
    scope,
    unanswered.map(({ promiseId, noteId, organizationId, userId, dueOn }) => ({
      ...{ type: 'organizations.promise-missed' as const, organizationId },
      ...{ recordTable: 'visit_promise', recordId: promiseId, payload: { userId, noteId, dueOn } },
    })),
  )
  return unanswered.length
}
