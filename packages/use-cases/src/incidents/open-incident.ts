import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findIncidentByCode } from '@nq15/db/incidents/incident.read'
import { insertIncident, insertIncidentStep } from '@nq15/db/incidents/incident.write'
import { findProjectByCode } from '@nq15/db/incidents/project.read'
import { findScreenedPlace } from '@nq15/db/monitoring/screened.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { judgeNewIncident, type NewIncident } from '@nq15/domain/incidents'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'
import { deciderOf } from './decider-of.ts'
import { handPermissions, type IncidentsActing, type IncidentsRefusal, personOf } from './incidents-hand.ts'

type Answer = Result<{ readonly caseId: string; readonly code: string }, IncidentsRefusal>

/**
 * Enters a case of an area, for `case:work` over its committee; no text may name a person. One of the same place and matter as an
 * earlier case joins its family, whose settlement stays visible.
 */
export async function openIncident(
  db: Database,
  acting: IncidentsActing,
  command: { readonly requestId: string; readonly incident: NewIncident; readonly now: Date },
): Promise<Answer> {
  const { hand } = acting
  const person = personOf(acting, 'case:work')
  if (!person) return refuse({ code: 'NOT_FOUND' })
  const { requestId, incident, now } = command
  const once = { requestId, useCase: 'incident.open', permissions: handPermissions }
  return actOnce<Answer>(db, hand, once, async (tx) => {
    const { projectCode, earlierCode, organizationId, level, firstSeenOn } = incident
    if (!(await isWithin(tx, person, organizationId))) return refuse({ code: 'NOT_FOUND' })
    const today = todayInHanoi(now)
    // A case is of an area: a cell reports it to its commune, which enters it.
    const area = await findScreenedPlace(tx, hand, { organizationId, day: today })
    if (!area || area.isCell) return refuse({ code: 'NOT_AN_AREA' })
    const findings = judgeNewIncident(incident, today)
    if (findings.length > 0) return refuse({ code: 'INCIDENT_REFUSED', findings })
    const project = projectCode === '' ? null : await findProjectByCode(tx, hand, projectCode)
    if (projectCode !== '' && !project) return refuse({ code: 'UNKNOWN_PROJECT' })
    const earlier = earlierCode === '' ? null : await findIncidentByCode(tx, person, earlierCode)
    if (earlierCode !== '' && !earlier) return refuse({ code: 'UNKNOWN_EARLIER_CASE' })
    const caseId = newId()
    const { title, place, matter, source } = incident
    const code = await insertIncident(tx, hand, {
      ...{ caseId, organizationId, title, place, matter, firstSeenOn, source, level, today },
      deciderId: await deciderOf(tx, hand, { organizationId, level, firstSeenOn, today }),
      firstCaseId: earlier?.firstCaseId ?? null,
      projectId: project?.projectId ?? null,
    })
    const { userId, name } = person.actor
    await insertIncidentStep(tx, hand, {
      ...{ organizationId, caseId, commitmentId: null, event: 'detect', fromState: null, toState: 'detected' },
      ...{ actorId: userId, actorName: name, onDay: today, detail: { source, earlierCode, projectCode } },
    })
    await emit(tx, hand, {
      ...{ organizationId, recordTable: 'complex_case', recordId: caseId },
      ...{ type: 'incidents.case-moved', payload: { event: 'detect', state: 'detected' } },
    })
    return ok({ caseId, code })
  })
}
