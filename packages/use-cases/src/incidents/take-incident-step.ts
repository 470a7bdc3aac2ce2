import type { Database, Tx } from '@nq15/db/client'
import { listCommitmentsOfCase } from '@nq15/db/incidents/commitment.read'
import { findIncident, type IncidentRow, listMilestones } from '@nq15/db/incidents/incident.read'
import {
  finishMilestone,
  type IncidentChange,
  insertHappening,
  insertIncidentStep,
  insertMilestone,
  updateIncident,
} from '@nq15/db/incidents/incident.write'
import { readWatchBodies } from '@nq15/db/monitoring/watch-entry.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { type IncidentAct, incidentTransition, openCommitments, stepIncident } from '@nq15/domain/incidents'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'
import { deciderOf } from './decider-of.ts'
import {
  handPermissions,
  type IncidentsActing,
  type IncidentsRefusal,
  permissionOfIncidentHand,
  personOf,
} from './incidents-hand.ts'
import { refreshForecast } from './refresh-forecast.ts'

type Answer = Result<{ readonly caseId: string; readonly state: string }, IncidentsRefusal>

/**
 * Takes one step of a case, judged by the table with all findings at once. What is decided is decided over the committee that
 * decides on the case; a hand-over of a retired level over the committee that takes it.
 */
export async function takeIncidentStep(
  db: Database,
  acting: IncidentsActing,
  command: {
    readonly requestId: string
    readonly caseId: string
    readonly version: number
    readonly act: IncidentAct
    readonly now: Date
  },
): Promise<Answer> {
  const { hand } = acting
  const reader = personOf(acting, 'case:read')
  if (!reader) return refuse({ code: 'NOT_FOUND' })
  const { requestId, caseId, version, act, now } = command
  const once = { requestId, useCase: `incident.${act.event}`, permissions: handPermissions }
  return actOnce<Answer>(db, hand, once, async (tx) => {
    const incident = await findIncident(tx, reader, caseId)
    if (!incident) return refuse({ code: 'NOT_FOUND' })
    const row = incidentTransition(incident.state, act.event)
    if (!row) return refuse({ code: 'NO_SUCH_STEP' })
    const today = todayInHanoi(now)
    const { organizationId, firstSeenOn } = incident
    const deciderId =
      act.event === 'set-level'
        ? await deciderOf(tx, hand, { organizationId, level: act.level, firstSeenOn, today })
        : incident.deciderId
    const person = personOf(acting, permissionOfIncidentHand[row.by])
    const over = row.by === 'decide' ? deciderId : organizationId
    if (!person || !(await isWithin(tx, person, over))) return refuse({ code: 'NOT_FOUND' })
    if (incident.version !== version) return refuse({ code: 'CHANGED_MEANWHILE' })
    const bodies = await readWatchBodies(tx, hand, { bodyId: deciderId, organizationId, newBodyId: null })
    const commitments = await listCommitmentsOfCase(tx, hand, caseId)
    const facts = {
      ...incident,
      milestones: await listMilestones(tx, hand, caseId),
      openCommitments: openCommitments(commitments).length,
    }
    const { userId, name } = person.actor
    const judged = stepIncident(facts, act, { actorUserId: userId, today, bodyStands: bodies.stands })
    if (!judged.ok) return judged
    const { from, to } = judged.value
    const change = { ...changeOf(act, userId), ...(deciderId === incident.deciderId ? {} : { deciderId }), state: to }
    if (!(await updateIncident(tx, hand, { caseId, version, change }))) return refuse({ code: 'CHANGED_MEANWHILE' })
    await keepParts(tx, hand, { incident, act, person })
    const { event, ...said } = act
    await insertIncidentStep(tx, hand, {
      ...{ organizationId, caseId, commitmentId: null, event, fromState: from, toState: to },
      ...{ actorId: userId, actorName: name, onDay: dayOf(act, today), detail: said },
      reason: 'reason' in act ? act.reason : null,
      decisionNumber: 'number' in act ? act.number : null,
      decisionBody: 'body' in act ? act.body : null,
    })
    if (row.to !== 'same' || event === 'set-level')
      await emit(tx, hand, {
        ...{ organizationId, recordTable: 'complex_case', recordId: caseId },
        ...{ type: 'incidents.case-moved', payload: { event, state: to } },
      })
    if (act.event === 'record' && act.kind === 'gathering')
      await refreshForecast(tx, hand, { today, onlyId: organizationId })
    return ok({ caseId, state: to })
  })
}

function dayOf(act: IncidentAct, today: LegalDay): LegalDay {
  if ('decidedOn' in act) return act.decidedOn
  if ('doneOn' in act) return act.doneOn
  return 'onDay' in act ? act.onDay : today
}

/** What of the case itself changes. */
function changeOf(act: IncidentAct, userId: string): IncidentChange {
  switch (act.event) {
    case 'classify': {
      const { matter, priority, cause, households, participants } = act
      return { matter, priority, cause, households, participants }
    }
    case 'assign':
      return { leader: act.leader, leadBody: act.leadBody, cooperating: act.cooperating }
    case 'start':
      return { plan: act.plan }
    case 'settle':
      return { settledOn: act.decidedOn }
    case 'propose-removal':
      return { proposedBy: userId }
    case 'remove':
      return { removedOn: act.decidedOn }
    case 'reopen':
      // The former settlement stays in the steps; the day it was settled stays with the case until it is settled again.
      return { proposedBy: null, removedOn: null }
    case 'set-level':
      return { level: act.level }
    case 'describe': {
      const { legalPosition, informationLead, households, participants } = act
      return { legalPosition, informationLead, households, participants }
    }
    case 'receive':
    case 'calm':
    case 'stir':
    case 'drop':
    case 'add-milestone':
    case 'finish-milestone':
    case 'record':
      return {}
  }
}

/** What is kept beside the case: milestones, and what happened. */
async function keepParts(
  tx: Tx,
  hand: Scope,
  { incident, act, person }: { readonly incident: IncidentRow; readonly act: IncidentAct; readonly person: Scope },
): Promise<void> {
  const of = { caseId: incident.caseId, organizationId: incident.organizationId }
  const { userId, name } = person.actor
  if (act.event === 'add-milestone') await insertMilestone(tx, hand, { ...of, title: act.title, dueOn: act.dueOn })
  if (act.event === 'finish-milestone') await finishMilestone(tx, hand, act)
  if (act.event === 'record') {
    const { kind, onDay, size, count, note } = act
    const happening = { ...of, kind, onDay, size, count, note }
    await insertHappening(tx, hand, { ...happening, recordedBy: userId, recordedByName: name })
  }
}
