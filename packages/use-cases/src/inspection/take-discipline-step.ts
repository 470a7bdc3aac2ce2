import type { Database, Tx } from '@nq15/db/client'
import { type DisciplineCaseRow, findDisciplineCase, findFormerStatus } from '@nq15/db/inspection/discipline-case.read'
import {
  type DisciplineCaseChange,
  fileOrganizationDiscipline,
  insertDisciplineRecord,
  insertDisciplineStep,
  updateDisciplineCase,
  updateDisciplineRecord,
  withdrawOrganizationDiscipline,
} from '@nq15/db/inspection/discipline-case.write'
import { expelMember, type FormerStatus, takeExpulsionBack } from '@nq15/db/members/expulsion.write'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { type Limitation, type ProceedingAct, proceedingTransition, stepProceeding } from '@nq15/domain/inspection'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'
import {
  handPermissions,
  type InspectionActing,
  type InspectionActRefusal,
  permissionOfProceedingHand,
  personOf,
} from './inspection-hand.ts'
import { lapseOf } from './lapse-of.ts'

type Answer = Result<{ readonly caseId: string; readonly state: string }, InspectionActRefusal>

/**
 * Takes one step of a proceeding. A decision fixes the statute of limitation as computed and becomes the fact that ratings and
 * indicators read; an expulsion ends the membership from the day it has effect. A revocation as wrongful takes both back in the
 * same transaction, and who rests on it is told. Two people never decide on the same version.
 */
export async function takeDisciplineStep(
  db: Database,
  acting: InspectionActing,
  command: {
    readonly requestId: string
    readonly caseId: string
    readonly version: number
    readonly act: ProceedingAct
    readonly now: Date
  },
): Promise<Answer> {
  const { hand } = acting
  const reader = personOf(acting, 'discipline:read')
  if (!reader) return refuse({ code: 'NOT_FOUND' })
  const { requestId, caseId, version, act, now } = command
  const once = { requestId, useCase: `inspection.discipline-${act.event}`, permissions: handPermissions }
  // What the reader himself may see decides; the hand would see everything.
  if ((await db.asReader(reader, (tx) => findDisciplineCase(tx, reader, caseId))) === null)
    return refuse({ code: 'NOT_FOUND' })
  return actOnce<Answer>(db, hand, once, async (tx) => {
    const found = await findDisciplineCase(tx, hand, caseId)
    if (!found) return refuse({ code: 'NOT_FOUND' })
    const row = proceedingTransition(found.state, act.event)
    // Who comes second finds it a step further: told that it changed, not that there is no such step.
    if (!row || row.by === 'clock')
      return refuse({ code: found.version === version ? 'NO_SUCH_STEP' : 'CHANGED_MEANWHILE' })
    const person = personOf(acting, permissionOfProceedingHand[row.by])
    if (!person || !(await isWithin(tx, person, found.bodyId))) return refuse({ code: 'NOT_FOUND' })
    if (found.version !== version) return refuse({ code: 'CHANGED_MEANWHILE' })
    const today = todayInHanoi(now)
    const { userId, name } = person.actor
    const judged = stepProceeding(found, act, { actorUserId: userId, today, lapsesOn: null })
    if (!judged.ok) return judged
    const { from, to, limitation } = judged.value
    const { change, former } = await keepFact(tx, hand, {
      found,
      act,
      limitation,
      today,
      by: { userId, name },
      at: now,
    })
    const worker = row.by === 'prepare' && !found.workers.includes(userId) ? userId : null
    if (!(await updateDisciplineCase(tx, hand, { caseId, version, change: { ...change, state: to }, worker })))
      return refuse({ code: 'CHANGED_MEANWHILE' })
    const { organizationId } = found
    await insertDisciplineStep(tx, hand, {
      ...{ caseId, organizationId, event: act.event, fromState: from, toState: to, actorId: userId, actorName: name },
      onDay: 'decidedOn' in act ? act.decidedOn : today,
      reason: 'reason' in act ? act.reason : null,
      decisionNumber: 'number' in act ? act.number : null,
      detail: { ...('form' in act ? { form: act.form } : {}), ...(former === undefined ? {} : { former }) },
    })
    if (to !== from && (to === 'effective' || to === 'revoked-wrongful'))
      await emit(tx, hand, {
        ...{
          type: 'inspection.discipline-changed',
          organizationId,
          recordTable: 'organization',
          recordId: organizationId,
        },
        payload: { state: to, decidedOn: 'decidedOn' in act ? act.decidedOn : (found.decidedOn ?? today) },
      })
    return ok({ caseId, state: to })
  })
}

type Given = {
  readonly found: DisciplineCaseRow
  readonly act: ProceedingAct
  readonly limitation: Limitation | null
  readonly today: LegalDay
  readonly by: { readonly userId: string; readonly name: string }
  readonly at: Date
}

type Kept = { readonly change: DisciplineCaseChange; readonly former?: FormerStatus }

async function keepFact(tx: Tx, hand: Scope, given: Given): Promise<Kept> {
  const { found, act, today, by } = given
  switch (act.event) {
    case 'propose': {
      const { form, reference, statement, concludedOn } = act
      const proposal = { form, reference, statement, byName: by.name }
      return { change: { proposal, ...(concludedOn === null ? {} : { concludedOn }) } }
    }
    case 'decide':
      return keepDecision(tx, hand, { ...given, act })
    case 'announce': {
      const { announcedOn } = act
      if (found.recordId !== null) await updateDisciplineRecord(tx, hand, found.recordId, { announcedOn })
      const { day: lapsesOn } = await lapseOf(tx, hand, { ...found, announcedOn }, today)
      return { change: { announcedOn, lapsesOn } }
    }
    case 'revoke':
      return { change: await revoke(tx, hand, { ...given, act }) }
    case 'return':
    case 'drop':
      return { change: {} }
  }
}

type Deciding<Event extends ProceedingAct['event']> = Given & {
  readonly act: Extract<ProceedingAct, { readonly event: Event }>
}

async function keepDecision(
  tx: Tx,
  hand: Scope,
  { found, act, limitation, today, by, at }: Deciding<'decide'>,
): Promise<Kept> {
  const { organizationId, memberId, caseId, violation, bodyId } = found
  const { form, number, decidedOn, effectiveOn, dutyRelated } = act
  const lapse = await lapseOf(tx, hand, { ...found, form, decidedOn, decisionNumber: number }, today)
  const change: DisciplineCaseChange = {
    ...{ form, decisionNumber: number, decidedOn, decidedBy: by.userId, effectiveOn, lapsesOn: lapse.day },
    ...(limitation === null ? {} : { limitation }),
  }
  if (memberId === null) {
    const issuedBy = (await nameOrganizations(tx, hand, [bodyId])).get(bodyId) ?? '…'
    const of = { organizationId, form, number, decidedOn, issuedBy, byId: by.userId, byName: by.name, at }
    await fileOrganizationDiscipline(tx, hand, of)
    return { change }
  }
  const of = {
    ...{ memberId, organizationId, form, decisionNumber: number, decidedOn, violationId: caseId, violation },
    violatedOn: found.restartedOn !== null && found.restartedOn <= decidedOn ? found.restartedOn : found.violatedOn,
    duty: dutyRelated === undefined ? null : { related: dutyRelated, basis: number },
  }
  const recordId = await insertDisciplineRecord(tx, hand, of)
  if (form !== 'expulsion') return { change: { ...change, recordId } }
  const former = await expelMember(tx, hand, { memberId, organizationId, from: effectiveOn, today })
  return { change: { ...change, recordId }, former }
}

async function revoke(
  tx: Tx,
  hand: Scope,
  { found, act, today, by, at }: Deciding<'revoke'>,
): Promise<DisciplineCaseChange> {
  const { recordId, organizationId, memberId, effectiveOn, caseId, form } = found
  const { decidedOn: revokedOn, number, reason } = act
  if (recordId === null) {
    const of = { organizationId, number: found.decisionNumber ?? '', reason: `${number}: ${reason}` }
    await withdrawOrganizationDiscipline(tx, hand, { ...of, byName: by.name, at })
    return { endedOn: revokedOn }
  }
  await updateDisciplineRecord(tx, hand, recordId, { state: 'revoked-wrongful', revokedOn })
  if (form === 'expulsion' && memberId !== null && effectiveOn !== null) {
    const former = await findFormerStatus(tx, hand, caseId)
    await takeExpulsionBack(tx, hand, { memberId, from: effectiveOn, today, former })
  }
  return { endedOn: revokedOn }
}
