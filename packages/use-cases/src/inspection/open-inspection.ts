import type { Database } from '@nq15/db/client'
import { findPlan } from '@nq15/db/consolidation/plan.read'
import { newId } from '@nq15/db/ids'
import { standsBelow } from '@nq15/db/inspection/below.read'
import { insertInspection, insertInspectionStep } from '@nq15/db/inspection/inspection.write'
import { isProgrammeOf } from '@nq15/db/inspection/programme.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { emptyContent, inspectionRulesOn, type NewInspection } from '@nq15/domain/inspection'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'
import { handPermissions, type InspectionActing, type InspectionActRefusal, personOf } from './inspection-hand.ts'

type Answer = Result<{ readonly inspectionId: string }, InspectionActRefusal>

/**
 * Plans an inspection of an organization below a body, of a programme, on a sign, or in answer to a failed plan that proposed
 * it: for `inspection:conduct` over both. What is only planned is not seen from below.
 */
export async function openInspection(
  db: Database,
  acting: InspectionActing,
  command: { readonly requestId: string; readonly inspection: NewInspection; readonly now: Date },
): Promise<Answer> {
  const { hand } = acting
  const person = personOf(acting, 'inspection:conduct')
  if (!person) return refuse({ code: 'NOT_FOUND' })
  const { requestId, inspection, now } = command
  const { organizationId, bodyId, programmeId, planId, kind, subject } = inspection
  const once = { requestId, useCase: 'inspection.open', permissions: handPermissions }
  return actOnce<Answer>(db, hand, once, async (tx) => {
    if (!(await isWithin(tx, person, organizationId)) || !(await isWithin(tx, person, bodyId)))
      return refuse({ code: 'NOT_FOUND' })
    // A body inspects what is below it, itself never.
    if (organizationId === bodyId || !(await standsBelow(tx, hand, { organizationId, aboveId: bodyId })))
      return refuse({ code: 'WRONG_BODY' })
    if (programmeId !== null && !(await isProgrammeOf(tx, hand, { programmeId, bodyId })))
      return refuse({ code: 'UNKNOWN_PROGRAMME' })
    const plan = planId === null ? null : await findPlan(tx, hand, planId)
    if (planId !== null && (!plan?.inspectionProposed || plan.organizationId !== organizationId))
      return refuse({ code: 'UNKNOWN_PLAN' })
    const today = todayInHanoi(now)
    const rules = inspectionRulesOn(today)
    if (!rules) return refuse({ code: 'NO_RULES' })
    const inspectionId = newId()
    const { userId, name } = person.actor
    const content = plan
      ? {
          ...emptyContent,
          sign: `Kế hoạch củng cố lần ${plan.edition} không đạt${plan.completedOn ? `, báo hoàn thành ngày ${plan.completedOn.split('-').reverse().join('/')}` : ''}.`,
        }
      : emptyContent
    const inserted = await insertInspection(tx, hand, {
      ...{ inspectionId, organizationId, bodyId, programmeId, planId, kind, subject, content },
      ...{ ruleCode: rules.code, worker: userId, openedOn: today },
    })
    if (!inserted) return refuse({ code: 'OPEN_ALREADY' })
    await insertInspectionStep(tx, hand, {
      ...{ inspectionId, organizationId, event: 'open', fromState: null, toState: 'planned' },
      ...{ actorId: userId, actorName: name, onDay: today, detail: { kind, planId, programmeId } },
    })
    return ok({ inspectionId })
  })
}
