import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Database, Tx } from '@nq15/db/client'
import { countProceedings } from '@nq15/db/inspection/discipline-case.read'
import { findInspection, type InspectionRow } from '@nq15/db/inspection/inspection.read'
import { type InspectionChange, insertInspectionStep, updateInspection } from '@nq15/db/inspection/inspection.write'
import { listInspectionParameters } from '@nq15/db/inspection/parameter.read'
import { listRemedies } from '@nq15/db/inspection/remedy.read'
import { insertRemedies } from '@nq15/db/inspection/remedy.write'
import { listTeam } from '@nq15/db/inspection/team.read'
import { readWatchBodies } from '@nq15/db/monitoring/watch-entry.read'
import { findAccountsOfName } from '@nq15/db/organizations/assignment.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi, type WorkingCalendar, workingDayFrom } from '@nq15/domain/calendar'
import {
  type InspectionAct,
  type InspectionFacts,
  type InspectionTerm,
  inspectionTransition,
  parametersOn,
  stepInspection,
  termOf,
} from '@nq15/domain/inspection'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'
import {
  handPermissions,
  type InspectionActing,
  type InspectionActRefusal,
  permissionOfInspectionHand,
  personOf,
} from './inspection-hand.ts'

type Answer = Result<{ readonly inspectionId: string; readonly state: string }, InspectionActRefusal>

/**
 * Takes one step of an inspection, judged by the table with all findings at once. With the decision the time of the rules in
 * force is fixed; with the conclusion its remedies are kept, each due on a working day, and nothing of it changes any more.
 */
export async function takeInspectionStep(
  db: Database,
  acting: InspectionActing,
  command: {
    readonly requestId: string
    readonly inspectionId: string
    readonly version: number
    readonly act: InspectionAct
    readonly now: Date
  },
): Promise<Answer> {
  const { hand } = acting
  const reader = personOf(acting, 'inspection:read')
  if (!reader) return refuse({ code: 'NOT_FOUND' })
  const { requestId, inspectionId, version, act, now } = command
  const once = { requestId, useCase: `inspection.${act.event}`, permissions: handPermissions }
  return actOnce<Answer>(db, hand, once, async (tx) => {
    const inspection = await findInspection(tx, reader, inspectionId)
    if (!inspection) return refuse({ code: 'NOT_FOUND' })
    const row = inspectionTransition(inspection.state, act.event)
    // Who comes second finds it a step further: told that it changed, not that there is no such step.
    if (!row) return refuse({ code: inspection.version === version ? 'NO_SUCH_STEP' : 'CHANGED_MEANWHILE' })
    const person = personOf(acting, permissionOfInspectionHand[row.by])
    if (!person || !(await isWithin(tx, person, inspection.organizationId))) return refuse({ code: 'NOT_FOUND' })
    const standsAbove = await isWithin(tx, person, inspection.bodyId)
    if (row.by !== 'report' && !standsAbove) return refuse({ code: 'NOT_FOUND' })
    if (inspection.version !== version) return refuse({ code: 'CHANGED_MEANWHILE' })
    const today = todayInHanoi(now)
    const { bodyId, organizationId } = inspection
    const bodies = await readWatchBodies(tx, hand, { bodyId, organizationId, newBodyId: null })
    const judged = stepInspection(await factsOf(tx, hand, inspection), act, {
      ...{ actorUserId: person.actor.userId, today, standsAbove, bodyStands: bodies.stands },
    })
    if (!judged.ok) return judged
    const calendar = await readCalendar(tx, hand)
    const change = await changeOf(tx, hand, { inspection, act, today, person, calendar })
    if (change === null) return refuse({ code: 'CALENDAR_RANGE' })
    const { from, to, isWork } = judged.value
    const { userId, name } = person.actor
    const workers = isWork && !inspection.workers.includes(userId) ? [userId] : []
    if (!(await updateInspection(tx, hand, { inspectionId, version, change: { ...change, state: to }, workers })))
      return refuse({ code: 'CHANGED_MEANWHILE' })
    if (act.event === 'conclude' && !(await keepRemedies(tx, hand, { inspection, act, calendar })))
      return refuse({ code: 'CALENDAR_RANGE' })
    const { event, ...said } = act
    await insertInspectionStep(tx, hand, {
      ...{ inspectionId, organizationId, event, fromState: from, toState: to, actorId: userId, actorName: name },
      onDay: 'decidedOn' in act ? act.decidedOn : today,
      reason: 'reason' in act ? act.reason : null,
      decisionNumber: 'number' in act ? act.number : null,
      decisionBody: 'body' in act ? act.body : null,
      dueOn: change.dueOn ?? null,
      detail: said,
    })
    const of = { organizationId, recordTable: 'inspection', recordId: inspectionId }
    if (act.event === 'decide' || act.event === 'conclude' || act.event === 'extend')
      await emit(tx, hand, {
        ...of,
        type: 'inspection.decided',
        payload: { event, state: to, decidedOn: act.decidedOn },
      })
    else if (act.event !== 'revise')
      await emit(tx, hand, {
        ...{ ...of, organizationId: bodyId },
        ...{ type: 'inspection.moved', payload: { event, state: to } },
      })
    if (act.event === 'follow' || act.event === 'open-discipline')
      await emit(tx, hand, { ...of, type: 'inspection.remedies-dated', payload: { inspectionId } })
    return ok({ inspectionId, state: to })
  })
}

async function factsOf(tx: Tx, hand: Scope, inspection: InspectionRow): Promise<InspectionFacts> {
  const { inspectionId, selfReport, minutes, report } = inspection
  return {
    ...inspection,
    ...{ hasSelfReport: selfReport !== null, hasMinutes: minutes !== null, hasReport: report !== null },
    team: (await listTeam(tx, hand, inspectionId)).filter(({ leftOn }) => leftOn === null),
    remedies: await listRemedies(tx, hand, inspectionId),
    proceedings: await countProceedings(tx, hand, inspectionId),
  }
}

type Given = {
  readonly inspection: InspectionRow
  readonly act: InspectionAct
  readonly today: LegalDay
  readonly person: Scope
  readonly calendar: WorkingCalendar
}

/** What of the inspection changes; null when a day lies outside the calendar. */
async function changeOf(
  tx: Tx,
  hand: Scope,
  { inspection, act, today, person, calendar }: Given,
): Promise<InspectionChange | null> {
  switch (act.event) {
    case 'decide': {
      const { kind, bodyId } = inspection
      const values = parametersOn(await listInspectionParameters(tx, hand, bodyId), act.decidedOn)
      const term: InspectionTerm = termOf(kind, { decidedOn: act.decidedOn, values })
      const dueOn = term.endsOn === null ? null : workingDay(term.endsOn, calendar)
      if (term.endsOn !== null && dueOn === null) return null
      return { decidedOn: act.decidedOn, decisionNumber: act.number, ruleCode: term.ruleCode, term, dueOn }
    }
    case 'revise':
      return { content: act.content }
    case 'announce':
      return { announcedOn: act.announcedOn }
    case 'self-report': {
      const { reference, statement } = act
      return { selfReport: { reference, statement, sentOn: today, byName: person.actor.name } }
    }
    case 'minute': {
      const { heldOn, attendance, statement } = act
      return { minutes: { heldOn, attendance, statement } }
    }
    case 'report':
      return { report: { reference: act.reference, statement: act.statement } }
    case 'extend': {
      const dueOn = workingDay(act.endsOn, calendar)
      const { dueOn: extendedFrom } = inspection
      return dueOn === null || extendedFrom === null ? null : { dueOn, extendedFrom }
    }
    case 'conclude': {
      const { number, body, result, strengths, shortcomings, causes, signCodes } = act
      return {
        conclusion: { number, body, strengths, shortcomings, causes, signCodes },
        ...{ result, concludedOn: act.decidedOn, concludedBy: person.actor.userId },
      }
    }
    case 'prepare':
    case 'open-discipline':
    case 'follow':
    case 'close':
      return {}
  }
}

function workingDay(day: LegalDay, calendar: WorkingCalendar): LegalDay | null {
  const counted = workingDayFrom(day, calendar)
  return counted.ok ? counted.value.day : null
}

/** Keeps what the conclusion asks for, each due on a working day and of the owner's account where exactly one has his name. */
async function keepRemedies(
  tx: Tx,
  hand: Scope,
  {
    inspection,
    act,
    calendar,
  }: {
    readonly inspection: InspectionRow
    readonly act: Extract<InspectionAct, { event: 'conclude' }>
    readonly calendar: WorkingCalendar
  },
): Promise<boolean> {
  const remedies = []
  for (const remedy of act.remedies) {
    const dueOn = workingDay(remedy.dueOn, calendar)
    if (dueOn === null) return false
    const [account, another] = await findAccountsOfName(tx, hand, remedy.ownerName)
    remedies.push({
      ...remedy,
      dueOn,
      ownerUserId: account !== undefined && another === undefined ? account : null,
    })
  }
  const { inspectionId, organizationId } = inspection
  if (remedies.length > 0) await insertRemedies(tx, hand, { inspectionId, organizationId, remedies })
  return true
}
