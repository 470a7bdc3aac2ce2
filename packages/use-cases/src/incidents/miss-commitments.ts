import type { Database, Tx } from '@nq15/db/client'
import { listPassedCommitments } from '@nq15/db/incidents/commitment.read'
import { updateCommitment } from '@nq15/db/incidents/commitment.write'
import { insertIncidentStep } from '@nq15/db/incidents/incident.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { isMissedOn } from '@nq15/domain/incidents'
import type { LegalDay } from '@nq15/domain/shared'
import { defineClockJob } from '../events/define-job.ts'
import { emit } from '../events/emit.ts'
import { refreshForecast } from './refresh-forecast.ts'

const atOnce = 500

/** Every night at 00:20: promises whose day passed yesterday are called missed, and who answers for them is told. */
export const missCommitmentsJob = defineClockJob({
  name: 'incidents.miss-commitments',
  service: 'incidents',
  permission: 'case:decide',
  schedule: { cron: '20 0 * * *' },
  run: async ({ db, scope, now }) => ({ missed: await missCommitments(db, scope, now()) }),
})

/** Calls missed what was not kept by its day, a few hundred in a transaction; answers how many. Done twice it finds nothing more. */
export async function missCommitments(db: Database, scope: Scope, now: Date): Promise<number> {
  const today = todayInHanoi(now)
  let all = 0
  for (;;) {
    const count = await db.asActor(scope, (tx) => missPassed(tx, scope, { today, onlyId: null }))
    all += count
    if (count < atOnce) return all
  }
}

/** The same within a transaction: of one promise, or of all whose day has passed. */
export async function missPassed(
  tx: Tx,
  hand: Scope,
  { today, onlyId }: { readonly today: LegalDay; readonly onlyId: string | null },
): Promise<number> {
  const passed = (await listPassedCommitments(tx, hand, { today, limit: atOnce, onlyId })).filter((one) =>
    isMissedOn(one, today),
  )
  const { userId, name, onBehalfOf } = hand.actor
  for (const { commitmentId, version, organizationId, caseId, projectId, dueOn } of passed) {
    if (!(await updateCommitment(tx, hand, { commitmentId, version, change: { state: 'missed' } }))) continue
    await insertIncidentStep(tx, hand, {
      ...{ organizationId, caseId: null, commitmentId, event: 'miss', fromState: 'made', toState: 'missed' },
      ...{ actorId: onBehalfOf === '' ? userId : onBehalfOf, actorName: name, onDay: today, detail: { dueOn } },
    })
    await emit(tx, hand, {
      ...{ organizationId, recordTable: 'complex_case', recordId: caseId ?? commitmentId },
      type: 'incidents.commitment-missed',
      payload: { dueOn, ...(caseId ? { caseId } : {}), ...(projectId ? { projectId } : {}) },
    })
  }
  // The forecast of each commune is looked at again with its promises as they stand now.
  for (const organizationId of new Set(passed.map((one) => one.organizationId)))
    await refreshForecast(tx, hand, { today, onlyId: organizationId })
  return passed.length
}
