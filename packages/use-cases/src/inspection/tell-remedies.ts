import type { Tx } from '@nq15/db/client'
import type { DueReminder } from '@nq15/db/events/reminder.write'
import { listDatedRemedies } from '@nq15/db/inspection/remedy.read'
import type { Scope } from '@nq15/db/scope'
import { emitAll } from '../events/emit.ts'

const escalated = 'inspection.remedy-escalated'
/** Told about a day that is still to come or is today; the others are about a day that has passed. */
const ahead = ['inspection.remedy-before', 'inspection.remedy-today']

/**
 * Tells reminders of remedies, many at once: to the owner, or to who speaks for the organization where he has no account; one
 * that escalates to the body that inspected. A remedy that was reported or has another day is passed by. Answers how many.
 */
export async function tellRemedies(tx: Tx, scope: Scope, reminders: readonly DueReminder[]): Promise<number> {
  if (reminders.length === 0) return 0
  const remedyIds = [...new Set(reminders.map(({ recordId }) => recordId))]
  const open = (await listDatedRemedies(tx, scope, { remedyIds })).filter(({ isOpen }) => isOpen)
  const standing = new Map(open.map((one) => [one.remedyId, one]))
  const due = reminders.flatMap(({ recordId, kind, dueOn }) => {
    const remedy = standing.get(recordId)
    if (!remedy) return []
    return (ahead.includes(kind) ? remedy.dueOn === dueOn : remedy.dueOn < dueOn) ? [{ kind, remedy }] : []
  })
  const of = (remedyId: string) => ({ recordTable: 'inspection_remedy', recordId: remedyId })
  await emitAll(
    tx,
    scope,
    due.flatMap(({ kind, remedy: { remedyId, organizationId, ownerUserId, dueOn } }) => {
      if (kind === escalated) return []
      const to =
        ownerUserId === null ? { roles: ['org-secretary', 'grassroots-office'] } : { roles: [], userId: ownerUserId }
      return [
        {
          ...of(remedyId),
          organizationId,
          type: 'inspection.remedy-reminder' as const,
          payload: { kind, dueOn, ...to },
        },
      ]
    }),
  )
  await emitAll(
    tx,
    scope,
    due.flatMap(({ kind, remedy: { remedyId, inspectionId, bodyId, dueOn } }) =>
      kind === escalated
        ? [
            {
              ...{ ...of(remedyId), organizationId: bodyId, type: 'inspection.remedy-escalated' as const },
              payload: { dueOn, inspectionId },
            },
          ]
        : [],
    ),
  )
  return due.length
}
