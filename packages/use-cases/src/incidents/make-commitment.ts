import type { Database, Tx } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findCommitment } from '@nq15/db/incidents/commitment.read'
import { insertCommitment, updateCommitment } from '@nq15/db/incidents/commitment.write'
import { findIncident } from '@nq15/db/incidents/incident.read'
import { insertIncidentStep } from '@nq15/db/incidents/incident.write'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { type CommitmentAct, judgeNewCommitment, type NewCommitment, stepCommitment } from '@nq15/domain/incidents'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'
import { handPermissions, type IncidentsActing, type IncidentsRefusal, personOf } from './incidents-hand.ts'
import { missPassed } from './miss-commitments.ts'
import { refreshForecast } from './refresh-forecast.ts'

type Answer = Result<{ readonly commitmentId: string; readonly state: string }, IncidentsRefusal>

/** Enters a public promise of a case, for `case:work`; one whose day has passed already is missed as soon as it stands there. */
export async function makeCommitment(
  db: Database,
  acting: IncidentsActing,
  command: {
    readonly requestId: string
    readonly caseId: string
    readonly commitment: NewCommitment
    readonly now: Date
  },
): Promise<Answer> {
  const { hand } = acting
  const person = personOf(acting, 'case:work')
  if (!person) return refuse({ code: 'NOT_FOUND' })
  const { requestId, caseId, commitment, now } = command
  const once = { requestId, useCase: 'commitment.make', permissions: handPermissions }
  return actOnce<Answer>(db, hand, once, async (tx) => {
    const incident = await findIncident(tx, person, caseId)
    if (!incident) return refuse({ code: 'NOT_FOUND' })
    const today = todayInHanoi(now)
    const findings = judgeNewCommitment(commitment, today)
    if (findings.length > 0) return refuse({ code: 'COMMITMENT_REFUSED', findings })
    const { organizationId, projectId } = incident
    const commitmentId = await enter(tx, hand, {
      ...{ commitment, organizationId, caseId, projectId, replacesId: null, person, today },
    })
    const missed = await missPassed(tx, hand, { today, onlyId: commitmentId })
    return ok({ commitmentId, state: missed > 0 ? 'missed' : 'made' })
  })
}

/** Says of a promise that it was kept, why it was not, or which later day was announced: a new promise linked to the old one. */
export async function takeCommitmentStep(
  db: Database,
  acting: IncidentsActing,
  command: {
    readonly requestId: string
    readonly commitmentId: string
    readonly version: number
    readonly act: CommitmentAct
    readonly now: Date
  },
): Promise<Answer> {
  const { hand } = acting
  const person = personOf(acting, 'case:work')
  if (!person) return refuse({ code: 'NOT_FOUND' })
  const { requestId, commitmentId, version, act, now } = command
  const once = { requestId, useCase: `commitment.${act.event}`, permissions: handPermissions }
  return actOnce<Answer>(db, hand, once, async (tx) => {
    const facts = await findCommitment(tx, person, commitmentId)
    if (!facts || !(await isWithin(tx, person, facts.organizationId))) return refuse({ code: 'NOT_FOUND' })
    if (facts.version !== version) return refuse({ code: 'CHANGED_MEANWHILE' })
    const today = todayInHanoi(now)
    const judged = stepCommitment({ ...facts, isReplaced: facts.replacedById !== null }, act, today)
    if (!judged.ok) return judged
    const state = judged.value
    const change = {
      state,
      ...(act.event === 'keep' ? { keptOn: act.keptOn, evidence: act.evidence } : {}),
      ...(act.event === 'explain' ? { explanation: act.explanation } : {}),
    }
    if (!(await updateCommitment(tx, hand, { commitmentId, version, change })))
      return refuse({ code: 'CHANGED_MEANWHILE' })
    const { organizationId, caseId, projectId } = facts
    const { userId, name } = person.actor
    await insertIncidentStep(tx, hand, {
      ...{ organizationId, caseId: null, commitmentId, event: act.event, fromState: facts.state, toState: state },
      ...{ actorId: userId, actorName: name, onDay: act.event === 'keep' ? act.keptOn : today },
      reason: act.event === 'keep' ? act.evidence : act.event === 'explain' ? act.explanation : act.commitment.dueOn,
    })
    if (act.event === 'replace') {
      const { commitment } = act
      const replaced = { commitment, organizationId, caseId, projectId, replacesId: commitmentId, person, today }
      const newOne = await enter(tx, hand, replaced)
      await missPassed(tx, hand, { today, onlyId: newOne })
    }
    // Kept late, or replaced by one that is overdue as well: the level follows.
    await refreshForecast(tx, hand, { today, onlyId: organizationId })
    return ok({ commitmentId, state })
  })
}

async function enter(
  tx: Tx,
  hand: Scope,
  of: {
    readonly commitment: NewCommitment
    readonly organizationId: string
    readonly caseId: string | null
    readonly projectId: string | null
    readonly replacesId: string | null
    readonly person: Scope
    readonly today: LegalDay
  },
): Promise<string> {
  const { commitment, organizationId, caseId, projectId, replacesId, person, today } = of
  const commitmentId = newId()
  await insertCommitment(tx, hand, { ...commitment, commitmentId, organizationId, caseId, projectId, replacesId })
  const { userId, name } = person.actor
  await insertIncidentStep(tx, hand, {
    ...{ organizationId, caseId: null, commitmentId, event: 'make', fromState: null, toState: 'made' },
    ...{ actorId: userId, actorName: name, onDay: today, detail: { dueOn: commitment.dueOn } },
  })
  return commitmentId
}
