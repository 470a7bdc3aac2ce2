import type { Tx } from '@nq15/db/client'
import type { DueReminder } from '@nq15/db/events/reminder.write'
import { listRemindablePetitions } from '@nq15/db/petitions/petition.read'
import { listRemindableCases } from '@nq15/db/petitions/petition-case.read'
import type { Scope } from '@nq15/db/scope'
import { emitAll } from '../events/emit.ts'

/** Tells reminders to who works at the paper or matter, and to nobody else. One that was settled or has another day is passed by. */
export async function tellPetitions(tx: Tx, scope: Scope, reminders: readonly DueReminder[]): Promise<number> {
  if (reminders.length === 0) return 0
  const ids = [...new Set(reminders.map(({ recordId }) => recordId))]
  const [papers, matters] = [await listRemindablePetitions(tx, scope, ids), await listRemindableCases(tx, scope, ids)]
  const running = new Map([
    ...papers.map(
      ({ petitionId, organizationId, handlerId, dueOn }) => [petitionId, { organizationId, handlerId, dueOn }] as const,
    ),
    ...matters.map(
      ({ caseId, organizationId, handlerId, dueOn }) => [caseId, { organizationId, handlerId, dueOn }] as const,
    ),
  ])
  const due = reminders.flatMap(({ recordTable, recordId, kind, dueOn }) => {
    const one = running.get(recordId)
    if (!one?.dueOn) return []
    const fits = kind === 'petitions.late' ? one.dueOn < dueOn : one.dueOn === dueOn
    const { organizationId, handlerId: userId } = one
    return fits
      ? [
          {
            type: 'petitions.reminder' as const,
            organizationId,
            recordTable,
            recordId,
            payload: { kind, dueOn: one.dueOn, userId },
          },
        ]
      : []
  })
  await emitAll(tx, scope, due)
  return due.length
}
