import type { Database } from '@nq15/db/client'
import { findDisciplineCase, listCasesToLapse } from '@nq15/db/inspection/discipline-case.read'
import {
  insertDisciplineStep,
  updateDisciplineCase,
  updateDisciplineRecord,
} from '@nq15/db/inspection/discipline-case.write'
import { showDueExpulsions } from '@nq15/db/members/expulsion.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { stepProceeding } from '@nq15/domain/inspection'
import { defineClockJob } from '../events/define-job.ts'
import { emit } from '../events/emit.ts'
import { lapseOf } from './lapse-of.ts'

/**
 * Lets every discipline whose time is over lapse, with the rule it was counted by in its step; one that a relapse prolonged gets
 * its new day instead. Expulsions whose day has come show in the members' files. Doing it twice, or two at once, changes nothing.
 */
export async function settleDisciplines(
  db: Database,
  hand: Scope,
  { now }: { readonly now: Date },
): Promise<{ readonly lapsed: number; readonly prolonged: number; readonly expelled: number }> {
  const today = todayInHanoi(now)
  let lapsed = 0
  let prolonged = 0
  for (const caseId of await db.asActor(hand, (tx) => listCasesToLapse(tx, hand, today))) {
    const done = await db.asActor(hand, (tx) => settleOne(tx, hand, { caseId, today }))
    if (done === 'lapsed') lapsed += 1
    if (done === 'prolonged') prolonged += 1
  }
  return { lapsed, prolonged, expelled: await db.asActor(hand, (tx) => showDueExpulsions(tx, hand, today)) }
}

async function settleOne(
  tx: Parameters<typeof findDisciplineCase>[0],
  hand: Scope,
  { caseId, today }: { readonly caseId: string; readonly today: string },
): Promise<'lapsed' | 'prolonged' | 'left'> {
  const found = await findDisciplineCase(tx, hand, caseId)
  if (!found) return 'left'
  const { userId, name } = hand.actor
  const { day, rule } = await lapseOf(tx, hand, found, today)
  const judged = stepProceeding(found, { event: 'lapse' }, { actorUserId: userId, today, lapsesOn: day })
  const { version, recordId, organizationId } = found
  if (!judged.ok) {
    if (day === null || day === found.lapsesOn) return 'left'
    const moved = { caseId, version, change: { lapsesOn: day }, worker: null }
    return (await updateDisciplineCase(tx, hand, moved)) ? 'prolonged' : 'left'
  }
  const lapsedOn = day ?? today
  const change = { state: 'lapsed', endedOn: lapsedOn }
  if (!(await updateDisciplineCase(tx, hand, { caseId, version, change, worker: null }))) return 'left'
  if (recordId !== null) await updateDisciplineRecord(tx, hand, recordId, { state: 'lapsed', lapsedOn })
  await insertDisciplineStep(tx, hand, {
    ...{ caseId, organizationId, event: 'lapse', fromState: 'effective', toState: 'lapsed' },
    ...{ actorId: userId, actorName: name, onDay: lapsedOn },
    detail: { rule: 'lapse-months', months: rule?.value ?? null, source: rule?.source ?? '' },
  })
  await emit(tx, hand, {
    ...{ type: 'inspection.discipline-changed', organizationId, recordTable: 'organization' },
    ...{ recordId: organizationId, payload: { state: 'lapsed', decidedOn: found.decidedOn ?? today } },
  })
  return 'lapsed'
}

/** Every night at 0:20. */
export const settleDisciplinesJob = defineClockJob({
  name: 'inspection.settle-disciplines',
  service: 'inspection',
  permission: 'inspection:decide',
  schedule: { cron: '20 0 * * *' },
  run: async ({ db, scope, now }) => settleDisciplines(db, scope, { now: now() }),
})
