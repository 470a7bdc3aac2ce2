import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Database } from '@nq15/db/client'
import { listAttachments } from '@nq15/db/files/attachment.read'
import { findInspection } from '@nq15/db/inspection/inspection.read'
import { insertInspectionStep } from '@nq15/db/inspection/inspection.write'
import { findRemedy } from '@nq15/db/inspection/remedy.read'
import { updateRemedy } from '@nq15/db/inspection/remedy.write'
import { isWithin } from '@nq15/db/organizations/within.read'
import { todayInHanoi, workingDayFrom } from '@nq15/domain/calendar'
import { followedStates, type RemedyAct, remedyHandOf, stepRemedy } from '@nq15/domain/inspection'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'
import {
  handPermissions,
  type InspectionActing,
  type InspectionActRefusal,
  permissionOfInspectionHand,
  personOf,
} from './inspection-hand.ts'

type Answer = Result<{ readonly remedyId: string; readonly state: string }, InspectionActRefusal>

/**
 * Takes one step of a remedy: who answers for the organization reports it with evidence, who inspected sees that it is done,
 * returns it or moves its day on the working calendar. The day of the conclusion stays what it was.
 */
export async function takeRemedyStep(
  db: Database,
  acting: InspectionActing,
  command: {
    readonly requestId: string
    readonly remedyId: string
    readonly version: number
    readonly act: RemedyAct
    readonly now: Date
  },
): Promise<Answer> {
  const { hand } = acting
  const { requestId, remedyId, version, now } = command
  const person = personOf(acting, permissionOfInspectionHand[remedyHandOf(command.act.event)])
  const reader = personOf(acting, 'inspection:read')
  if (!person || !reader) return refuse({ code: 'NOT_FOUND' })
  const once = { requestId, useCase: `inspection.remedy-${command.act.event}`, permissions: handPermissions }
  return actOnce<Answer>(db, hand, once, async (tx) => {
    const remedy = await findRemedy(tx, person, remedyId)
    const inspection = remedy && (await findInspection(tx, reader, remedy.inspectionId))
    if (!remedy || !inspection) return refuse({ code: 'NOT_FOUND' })
    const { organizationId, inspectionId } = remedy
    const stands = remedyHandOf(command.act.event) === 'conduct' ? inspection.bodyId : organizationId
    if (!(await isWithin(tx, person, stands))) return refuse({ code: 'NOT_FOUND' })
    if (remedy.version !== version) return refuse({ code: 'CHANGED_MEANWHILE' })
    const files = await listAttachments(tx, reader, {
      recordTable: 'inspection_remedy',
      recordId: remedyId,
      organizationId,
    })
    const act = await onWorkingDay(command.act)
    if (act === null) return refuse({ code: 'CALENDAR_RANGE' })
    const today = todayInHanoi(now)
    const { userId, name } = person.actor
    const judged = stepRemedy(remedy, act, {
      ...{ today, actorUserId: userId, isFollowed: followedStates.includes(inspection.state) },
      hasFile: files.some(({ destruction }) => destruction === null),
    })
    if (!judged.ok) return judged
    const change = judged.value
    if (!(await updateRemedy(tx, hand, { remedyId, version, change }))) return refuse({ code: 'CHANGED_MEANWHILE' })
    const { event, ...said } = act
    const state = change.state ?? remedy.state
    await insertInspectionStep(tx, hand, {
      ...{ inspectionId, remedyId, organizationId, event, fromState: remedy.state, toState: state, actorId: userId },
      ...{ actorName: name, onDay: today, dueOn: change.dueOn ?? remedy.dueOn },
      reason: 'reason' in act ? act.reason : null,
      detail: said,
    })
    const of = { recordTable: 'inspection_remedy', recordId: remedyId }
    await emit(tx, hand, { ...of, organizationId, type: 'inspection.remedies-dated', payload: { inspectionId } })
    if (event === 'report')
      await emit(tx, hand, {
        ...{ ...of, organizationId: inspection.bodyId },
        ...{ type: 'inspection.remedy-reported', payload: { inspectionId } },
      })
    return ok({ remedyId, state })

    async function onWorkingDay(of: RemedyAct): Promise<RemedyAct | null> {
      if (of.event !== 'move') return of
      const counted = workingDayFrom(of.dueOn, await readCalendar(tx, hand))
      return counted.ok ? { ...of, dueOn: counted.value.day } : null
    }
  })
}
