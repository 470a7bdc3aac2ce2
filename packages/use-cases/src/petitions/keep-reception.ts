import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { takeNumber } from '@nq15/db/petitions/petition.write'
import { findSession, findVisit } from '@nq15/db/petitions/reception.read'
import {
  concludeSession,
  insertSession,
  insertVisit,
  keepSchedule,
  replyVisit,
} from '@nq15/db/petitions/reception.write'
import type { Scope } from '@nq15/db/scope'
import { countDeadline, todayInHanoi } from '@nq15/domain/calendar'
import {
  judgeVisit,
  needsForm,
  type ReceptionScheduleInput,
  type ReceptionSessionInput,
  type VisitInput,
} from '@nq15/domain/petitions'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'
import { isOfUnit, type PetitionStepRefusal } from './acting.ts'

type Refused = PetitionStepRefusal
const permissions = ['petition:work'] as const
type Of<More> = { readonly requestId: string; readonly now: Date } & More

/** Publishes a head's days of reception in a month, or publishes them anew. */
export async function publishSchedule(
  db: Database,
  scope: Scope,
  {
    requestId,
    organizationId,
    schedule,
    now,
  }: Of<{ readonly organizationId: string; readonly schedule: ReceptionScheduleInput }>,
): Promise<Result<{ readonly month: string }, Refused>> {
  if (!isOfUnit(scope, organizationId)) return refuse({ code: 'NOT_FOUND' })
  return actOnce(db, scope, { requestId, useCase: 'petitions.schedule', permissions }, async (tx) => {
    await keepSchedule(tx, scope, {
      organizationId,
      schedule,
      publishedOn: todayInHanoi(now),
      byName: scope.actor.name,
    })
    return ok({ month: schedule.month })
  })
}

/** Opens a session of reception. */
export async function openSession(
  db: Database,
  scope: Scope,
  {
    requestId,
    organizationId,
    session,
    now,
  }: Of<{ readonly organizationId: string; readonly session: ReceptionSessionInput }>,
): Promise<Result<{ readonly sessionId: string }, Refused>> {
  if (!isOfUnit(scope, organizationId)) return refuse({ code: 'NOT_FOUND' })
  if (session.heldOn > todayInHanoi(now)) return refuse({ code: 'REFUSED', findings: [{ code: 'DAY_IN_FUTURE' }] })
  return actOnce<Result<{ readonly sessionId: string }, Refused>>(
    db,
    scope,
    { requestId, useCase: 'petitions.session', permissions },
    async (tx) => {
      const sessionId = newId()
      await insertSession(tx, scope, { sessionId, organizationId, session, byName: scope.actor.name })
      return ok({ sessionId })
    },
  )
}

/** Notes the number and day of the notice of a head's conclusion. */
export async function noteConclusion(
  db: Database,
  scope: Scope,
  {
    requestId,
    sessionId,
    version,
    number,
    onDay,
  }: Of<{ readonly sessionId: string; readonly version: number; readonly number: string; readonly onDay: LegalDay }>,
): Promise<Result<{ readonly sessionId: string }, Refused>> {
  return actOnce<Result<{ readonly sessionId: string }, Refused>>(
    db,
    scope,
    { requestId, useCase: 'petitions.conclusion', permissions },
    async (tx) => {
      const session = await findSession(tx, scope, sessionId)
      if (!session || !isOfUnit(scope, session.organizationId)) return refuse({ code: 'NOT_FOUND' })
      if (onDay < session.heldOn) return refuse({ code: 'REFUSED', findings: [{ code: 'ACTED_BEFORE_LAST' }] })
      return (await concludeSession(tx, scope, { sessionId, version, number, onDay }))
        ? ok({ sessionId })
        : refuse({ code: 'CHANGED_MEANWHILE' })
    },
  )
}

type Visited = { readonly visitId: string; readonly number: number }
/**
 * Writes a coming into the register 03/TCD. What is owed to the citizen has its term: an answer (R1), or form 01/TCD for the two
 * grounds that are written on it (R4).
 */
export async function recordVisit(
  db: Database,
  scope: Scope,
  { requestId, sessionId, visit }: Of<{ readonly sessionId: string; readonly visit: VisitInput }>,
): Promise<Result<Visited, Refused>> {
  return actOnce<Result<Visited, Refused>>(
    db,
    scope,
    { requestId, useCase: 'petitions.visit', permissions },
    async (tx) => {
      const session = await findSession(tx, scope, sessionId)
      if (!session || !isOfUnit(scope, session.organizationId)) return refuse({ code: 'NOT_FOUND' })
      const findings = judgeVisit(visit)
      if (findings.length > 0) return refuse({ code: 'REFUSED', findings })
      const { organizationId, heldOn } = session
      const rule =
        visit.refusalGround !== null
          ? needsForm(visit.refusalGround)
            ? 'R4'
            : null
          : visit.result === 'answered-on-spot' || visit.result === 'guided'
            ? null
            : 'R1'
      const due =
        rule === null
          ? null
          : countDeadline({ rule, from: heldOn }, { calendar: await readCalendar(tx, scope), explain: false })
      const dueOn = due?.ok ? due.value.due : null
      const year = Number(heldOn.slice(0, 4))
      const number = await takeNumber(tx, scope, { register: 'reception_visit', organizationId, year })
      const visitId = newId()
      await insertVisit(tx, scope, {
        visitId,
        organizationId,
        sessionId,
        year,
        number,
        visitedOn: heldOn,
        visit,
        dueRule: dueOn === null ? null : rule,
        dueOn,
      })
      return ok({ visitId, number })
    },
  )
}

/** Notes when and how the citizen heard. */
export async function noteReply(
  db: Database,
  scope: Scope,
  {
    requestId,
    visitId,
    version,
    repliedOn,
    repliedHow,
    now,
  }: Of<{
    readonly visitId: string
    readonly version: number
    readonly repliedOn: LegalDay
    readonly repliedHow: string
  }>,
): Promise<Result<{ readonly visitId: string }, Refused>> {
  return actOnce<Result<{ readonly visitId: string }, Refused>>(
    db,
    scope,
    { requestId, useCase: 'petitions.reply', permissions },
    async (tx) => {
      const visit = await findVisit(tx, scope, visitId)
      if (!visit || !isOfUnit(scope, visit.organizationId)) return refuse({ code: 'NOT_FOUND' })
      if (repliedOn < visit.visitedOn || repliedOn > todayInHanoi(now)) return refuse({ code: 'REPLIED_BEFORE_VISIT' })
      return (await replyVisit(tx, scope, { visitId, version, repliedOn, repliedHow }))
        ? ok({ visitId })
        : refuse({ code: 'CHANGED_MEANWHILE' })
    },
  )
}
