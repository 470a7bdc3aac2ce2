import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findMeeting, listConclusionsOf, listSeats } from '@nq15/db/incidents/steering.read'
import {
  endSeat,
  insertConclusion,
  insertMeeting,
  insertSeat,
  insertSteeringStep,
  lockSteering,
  type MeetingChange,
  updateConclusion,
  updateMeeting,
} from '@nq15/db/incidents/steering.write'
import { findScreenedPlace } from '@nq15/db/monitoring/screened.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  type EndSeat,
  judgeNewMeeting,
  judgeNewSeat,
  judgeSeatEnd,
  type NewMeeting,
  type NewSeat,
  type SteeringAct,
  steeringTransition,
  stepMeeting,
} from '@nq15/domain/incidents'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'
import {
  handPermissions,
  type IncidentsActing,
  type IncidentsRefusal,
  permissionOfIncidentHand,
  personOf,
} from './incidents-hand.ts'

type Command = { readonly requestId: string; readonly now: Date }

/** Gives a seat on the committee by a decision, for `case:decide` over its organization: one head at a time, no post twice. */
export async function giveSeat(
  db: Database,
  acting: IncidentsActing,
  { requestId, now, seat }: Command & { readonly seat: NewSeat },
): Promise<Result<{ readonly seatId: string }, IncidentsRefusal>> {
  const { hand } = acting
  const person = personOf(acting, 'case:decide')
  if (!person) return refuse({ code: 'NOT_FOUND' })
  const once = { requestId, useCase: 'steering.seat', permissions: handPermissions }
  return actOnce<Result<{ readonly seatId: string }, IncidentsRefusal>>(db, hand, once, async (tx) => {
    const { organizationId, number, since } = seat
    if (!(await isWithin(tx, person, organizationId))) return refuse({ code: 'NOT_FOUND' })
    const today = todayInHanoi(now)
    const place = await findScreenedPlace(tx, hand, { organizationId, day: today })
    if (!place || place.isCell) return refuse({ code: 'NOT_AN_AREA' })
    await lockSteering(tx, hand, organizationId)
    const findings = judgeNewSeat(seat, await listSeats(tx, hand, { organizationId }))
    if (findings.length > 0) return refuse({ code: 'STEERING_REFUSED', findings })
    const seatId = newId()
    await insertSeat(tx, hand, { ...seat, seatId })
    const { userId, name } = person.actor
    await insertSteeringStep(tx, hand, {
      ...{ organizationId, seatId, meetingId: null, event: 'seat', onDay: since, detail: { number } },
      ...{ actorId: userId, actorName: name },
    })
    return ok({ seatId })
  })
}

/** Ends a seat by a decision, for `case:decide` over its organization; that it was held stays. */
export async function leaveSeat(
  db: Database,
  acting: IncidentsActing,
  of: Command & { readonly seatId: string; readonly version: number; readonly end: EndSeat },
): Promise<Result<{ readonly seatId: string }, IncidentsRefusal>> {
  const { hand } = acting
  const person = personOf(acting, 'case:decide')
  if (!person) return refuse({ code: 'NOT_FOUND' })
  const { requestId, seatId, version, end } = of
  const once = { requestId, useCase: 'steering.leave', permissions: handPermissions }
  return actOnce<Result<{ readonly seatId: string }, IncidentsRefusal>>(db, hand, once, async (tx) => {
    const seat = (await listSeats(tx, person)).find((one) => one.seatId === seatId)
    if (!seat) return refuse({ code: 'NOT_FOUND' })
    if (seat.version !== version) return refuse({ code: 'CHANGED_MEANWHILE' })
    const findings = judgeSeatEnd(seat, end)
    if (findings.length > 0) return refuse({ code: 'STEERING_REFUSED', findings })
    if (!(await endSeat(tx, hand, { seatId, version, ...end }))) return refuse({ code: 'CHANGED_MEANWHILE' })
    const { userId, name } = person.actor
    await insertSteeringStep(tx, hand, {
      ...{ organizationId: seat.organizationId, seatId, meetingId: null, event: 'leave', onDay: end.until },
      ...{ actorId: userId, actorName: name, detail: { number: end.number } },
    })
    return ok({ seatId })
  })
}

type MeetingAnswer = Result<{ readonly meetingId: string }, IncidentsRefusal>

/** Plans a meeting with its agenda, for `case:work` over the committee's organization. */
export async function planMeeting(
  db: Database,
  acting: IncidentsActing,
  { requestId, now, meeting }: Command & { readonly meeting: NewMeeting },
): Promise<MeetingAnswer> {
  const { hand } = acting
  const person = personOf(acting, 'case:work')
  if (!person) return refuse({ code: 'NOT_FOUND' })
  const once = { requestId, useCase: 'steering.plan', permissions: handPermissions }
  return actOnce<MeetingAnswer>(db, hand, once, async (tx) => {
    const { organizationId, planOn } = meeting
    if (!(await isWithin(tx, person, organizationId))) return refuse({ code: 'NOT_FOUND' })
    const today = todayInHanoi(now)
    const place = await findScreenedPlace(tx, hand, { organizationId, day: today })
    if (!place || place.isCell) return refuse({ code: 'NOT_AN_AREA' })
    const findings = judgeNewMeeting(meeting, today)
    if (findings.length > 0) return refuse({ code: 'STEERING_REFUSED', findings })
    const meetingId = newId()
    await insertMeeting(tx, hand, { ...meeting, meetingId })
    const { userId, name } = person.actor
    await insertSteeringStep(tx, hand, {
      ...{ organizationId, seatId: null, meetingId, event: 'plan', onDay: today, detail: { planOn } },
      ...{ actorId: userId, actorName: name },
    })
    return ok({ meetingId })
  })
}

/** Takes one step of a meeting or of one of its conclusions, judged by the table with all findings at once. */
export async function takeSteeringStep(
  db: Database,
  acting: IncidentsActing,
  of: Command & { readonly meetingId: string; readonly version: number; readonly act: SteeringAct },
): Promise<MeetingAnswer> {
  const { hand } = acting
  const reader = personOf(acting, 'case:read')
  if (!reader) return refuse({ code: 'NOT_FOUND' })
  const { requestId, meetingId, version, act, now } = of
  const once = { requestId, useCase: `steering.${act.event}`, permissions: handPermissions }
  return actOnce<MeetingAnswer>(db, hand, once, async (tx) => {
    const meeting = await findMeeting(tx, reader, meetingId)
    if (!meeting) return refuse({ code: 'NOT_FOUND' })
    const row = steeringTransition(meeting.state, act.event)
    if (!row) return refuse({ code: 'NO_SUCH_STEP' })
    const { organizationId } = meeting
    const person = personOf(acting, permissionOfIncidentHand[row.by])
    if (!person || !(await isWithin(tx, person, organizationId))) return refuse({ code: 'NOT_FOUND' })
    if (meeting.version !== version) return refuse({ code: 'CHANGED_MEANWHILE' })
    const today = todayInHanoi(now)
    const conclusions = await listConclusionsOf(tx, hand, meetingId)
    const judged = stepMeeting({ ...meeting, conclusions }, act, today)
    if (!judged.ok) return judged
    const change = { ...changeOf(act), state: judged.value.to }
    if (!(await updateMeeting(tx, hand, { meetingId, version, change }))) return refuse({ code: 'CHANGED_MEANWHILE' })
    if (act.event === 'add-conclusion')
      await insertConclusion(tx, hand, { ...conclusionOf(act), meetingId, organizationId })
    if (act.event === 'finish' || act.event === 'extend') await updateConclusion(tx, hand, act)
    const { event, ...said } = act
    const { userId, name } = person.actor
    const about = 'conclusionId' in act ? conclusions.find((one) => one.conclusionId === act.conclusionId) : undefined
    await insertSteeringStep(tx, hand, {
      ...{ organizationId, seatId: null, meetingId, event, onDay: today, actorId: userId, actorName: name },
      detail: { ...said, ...(about ? { text: about.text, dueBefore: about.dueOn } : {}) },
    })
    if (act.event === 'conclude')
      await emit(tx, hand, {
        ...{ organizationId, recordTable: 'steering_meeting', recordId: meetingId },
        ...{ type: 'incidents.meeting-concluded', payload: { conclusions: conclusions.length } },
      })
    return ok({ meetingId })
  })
}

const conclusionOf = ({ text, owner, dueOn }: Extract<SteeringAct, { event: 'add-conclusion' }>) => ({
  text,
  owner,
  dueOn,
})

/** What of the meeting itself changes. */
function changeOf(act: SteeringAct): Omit<MeetingChange, 'state'> {
  switch (act.event) {
    case 'postpone':
      return { planOn: act.planOn }
    case 'hold':
      return { heldOn: act.heldOn, present: act.present }
    case 'conclude':
      return { conclusionNumber: act.number, concludedOn: act.decidedOn, summary: act.summary }
    case 'drop':
    case 'add-conclusion':
    case 'finish':
    case 'extend':
      return {}
  }
}
