import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { standsBelow } from '@nq15/db/inspection/below.read'
import { findDisciplineSubject } from '@nq15/db/inspection/discipline-case.read'
import { insertDisciplineCase, insertDisciplineStep } from '@nq15/db/inspection/discipline-case.write'
import { findInspection } from '@nq15/db/inspection/inspection.read'
import { findMemberOfCard } from '@nq15/db/inspection/team.read'
import { findOrganization } from '@nq15/db/organizations/organization.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import type { NewProceeding } from '@nq15/domain/inspection'
import { cardAsStored } from '@nq15/domain/members'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'
import { handPermissions, type InspectionActing, type InspectionActRefusal, personOf } from './inspection-hand.ts'

type Answer = Result<{ readonly caseId: string }, InspectionActRefusal>

/**
 * Opens a proceeding on discipline: of the organization itself, or of a member by his card, of a conclusion that found a
 * violation or by itself. The disciplined organization never decides about itself. For `discipline:prepare` over it.
 */
export async function openDiscipline(
  db: Database,
  acting: InspectionActing,
  command: { readonly requestId: string; readonly proceeding: NewProceeding; readonly now: Date },
): Promise<Answer> {
  const { hand } = acting
  const person = personOf(acting, 'discipline:prepare')
  if (!person) return refuse({ code: 'NOT_FOUND' })
  const { requestId, proceeding, now } = command
  const { organizationId, bodyId, inspectionId } = proceeding
  const card = cardAsStored(proceeding.card)
  const once = { requestId, useCase: 'inspection.open-discipline', permissions: handPermissions }
  return actOnce<Answer>(db, hand, once, async (tx) => {
    if (!(await isWithin(tx, person, organizationId)) || !(await isWithin(tx, person, bodyId)))
      return refuse({ code: 'NOT_FOUND' })
    const inspection = inspectionId === null ? null : await findInspection(tx, person, inspectionId)
    if (inspectionId !== null) {
      if (inspection?.organizationId !== organizationId) return refuse({ code: 'NOT_FOUND' })
      if (inspection.result !== 'violation' || inspection.state !== 'discipline-review')
        return refuse({ code: 'NO_VIOLATION_FOUND' })
    }
    const member = card === '' ? null : await findMemberOfCard(tx, person, card)
    if (
      card !== '' &&
      (!member || !(await standsBelow(tx, hand, { organizationId: member.organizationId, aboveId: organizationId })))
    )
      return refuse({ code: 'UNKNOWN_CARD' })
    const home = member?.organizationId ?? organizationId
    if (member === null && home === bodyId) return refuse({ code: 'ORGANIZATION_DECIDES' })
    const today = todayInHanoi(now)
    const subject = member ? await findDisciplineSubject(tx, hand, { memberId: member.memberId, day: today }) : null
    const organization = await findOrganization(tx, hand, { organizationId: home, day: today })
    const caseId = newId()
    const { userId, name } = person.actor
    const { violation, violatedOn, restartedOn, isGrave } = proceeding
    await insertDisciplineCase(tx, hand, {
      ...{ caseId, organizationId: home, bodyId, inspectionId, violation, violatedOn, restartedOn, isGrave },
      concludedOn: inspection?.concludedOn ?? null,
      object: subject === null ? 'organization' : subject.isProbationary ? 'probationary-member' : 'full-member',
      memberId: member?.memberId ?? null,
      subjectCode: card === '' ? (organization?.code ?? home.slice(-12)) : card,
      ...{ office: subject?.office ?? null, worker: userId, openedOn: today },
    })
    await insertDisciplineStep(tx, hand, {
      ...{ caseId, organizationId: home, event: 'open', fromState: null, toState: 'opened' },
      ...{ actorId: userId, actorName: name, onDay: today },
    })
    return ok({ caseId })
  })
}
