import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findIncidentByCode } from '@nq15/db/incidents/incident.read'
import { insertIssue, insertIssueStep } from '@nq15/db/information/issue.write'
import { findScreenedPlace } from '@nq15/db/monitoring/screened.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { judgeNewIssue, type NewIssue } from '@nq15/domain/information'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'
import { handPermissions, type InformationActing, type InformationRefusal, personOf } from './information-hand.ts'

type Answer = Result<{ readonly issueId: string; readonly code: string }, InformationRefusal>

/** Enters a question of an area for `information:work` over its committee; the case it comes from is one the reader may see. */
export async function openIssue(
  db: Database,
  acting: InformationActing,
  command: { readonly requestId: string; readonly issue: NewIssue; readonly now: Date },
): Promise<Answer> {
  const { hand, prove } = acting
  const person = personOf(acting, 'information:work')
  if (!person) return refuse({ code: 'NOT_FOUND' })
  const { requestId, issue, now } = command
  return actOnce<Answer>(db, hand, { requestId, useCase: 'issue.open', permissions: handPermissions }, async (tx) => {
    const { caseCode, ...said } = issue
    const { organizationId } = said
    if (!(await isWithin(tx, person, organizationId))) return refuse({ code: 'NOT_FOUND' })
    const today = todayInHanoi(now)
    // A question is of an area: what a cell hears it notes as opinion, and its commune answers.
    const area = await findScreenedPlace(tx, hand, { organizationId, day: today })
    if (!area || area.isCell) return refuse({ code: 'NOT_AN_AREA' })
    const findings = judgeNewIssue(said)
    if (findings.length > 0) return refuse({ code: 'ISSUE_REFUSED', findings })
    const reader = prove('case:read')
    const incident = caseCode === '' || !reader ? null : await findIncidentByCode(tx, reader, caseCode)
    if (caseCode !== '' && incident?.organizationId !== organizationId) return refuse({ code: 'UNKNOWN_CASE' })
    const issueId = newId()
    const code = await insertIssue(tx, hand, { ...said, issueId, caseId: incident?.caseId ?? null, openedOn: today })
    const { userId, name } = person.actor
    await insertIssueStep(tx, hand, {
      ...{ issueId, organizationId, event: 'open', fromState: null, toState: 'open', onDay: today },
      ...{ actorId: userId, actorName: name, detail: { caseCode } },
    })
    await emit(tx, hand, {
      ...{ organizationId, recordTable: 'information_issue', recordId: issueId },
      ...{ type: 'information.issue-moved', payload: { event: 'open', state: 'open' } },
    })
    return ok({ issueId, code })
  })
}
