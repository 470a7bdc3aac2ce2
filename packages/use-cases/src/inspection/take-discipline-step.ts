import type { Database, Tx } from '@nq15/db/client'
import {
  type DisciplineCaseRow,
  findDisciplineCase,
  listDisciplineFacts,
} from '@nq15/db/inspection/discipline-case.read'
import {
  type DisciplineCaseChange,
  fileOrganizationDiscipline,
  insertDisciplineRecord,
  insertDisciplineStep,
  updateDisciplineCase,
  updateDisciplineRecord,
  withdrawOrganizationDiscipline,
} from '@nq15/db/inspection/discipline-case.write'
import { listInspectionParameters } from '@nq15/db/inspection/parameter.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  type Limitation,
  type ProceedingAct,
  parameterOf,
  parametersOn,
  proceedingTransition,
  stepProceeding,
} from '@nq15/domain/inspection'
import { type Discipline, lapsesOn } from '@nq15/domain/members'
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

type Answer = Result<{ readonly caseId: string; readonly state: string }, InspectionActRefusal>

/**
 * Takes one step of a proceeding. A decision fixes the statute of limitation as computed and becomes the fact that ratings and
 * indicators read; a lapse and a revocation as wrongful change that fact, and who rests on it is told. Two people never decide
 * on the same version.
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
    if (!row) return refuse({ code: 'NO_SUCH_STEP' })
    const person = personOf(acting, permissionOfProceedingHand[row.by])
    if (!person || !(await isWithin(tx, person, found.bodyId))) return refuse({ code: 'NOT_FOUND' })
    if (found.version !== version) return refuse({ code: 'CHANGED_MEANWHILE' })
    const today = todayInHanoi(now)
    const { userId, name } = person.actor
    const ends = await lapseOf(tx, hand, found, today)
    const judged = stepProceeding(found, act, { actorUserId: userId, today, lapsesOn: ends })
    if (!judged.ok) return judged
    const { from, to, limitation } = judged.value
    const kept = await keepFact(tx, hand, { found, act, limitation, today, ends, by: { userId, name }, at: now })
    const worker = row.by === 'prepare' && !found.workers.includes(userId) ? userId : null
    if (!(await updateDisciplineCase(tx, hand, { caseId, version, change: { ...kept, state: to }, worker })))
      return refuse({ code: 'CHANGED_MEANWHILE' })
    const { organizationId } = found
    await insertDisciplineStep(tx, hand, {
      ...{ caseId, organizationId, event: act.event, fromState: from, toState: to, actorId: userId, actorName: name },
      onDay: 'decidedOn' in act ? act.decidedOn : today,
      reason: 'reason' in act ? act.reason : null,
      decisionNumber: 'number' in act ? act.number : null,
      detail: 'form' in act ? { form: act.form } : {},
    })
    if (to !== from && (to === 'effective' || to === 'lapsed' || to === 'revoked-wrongful'))
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

/** When a record lapses, relapses on the member's file regarded; from the day of its announcement, or of its decision. */
async function lapseOf(tx: Tx, hand: Scope, found: DisciplineCaseRow, today: LegalDay): Promise<LegalDay | null> {
  if (found.form === null || found.decidedOn === null) return null
  const values = parametersOn(await listInspectionParameters(tx, hand, found.bodyId), found.decidedOn)
  const own: Discipline = {
    ...{ disciplineId: found.recordId ?? found.caseId, violationId: found.caseId, form: found.form },
    ...{ decisionNumber: found.decisionNumber ?? '', decidedOn: found.decidedOn, announcedOn: found.announcedOn },
    ...{ revokedOn: null, selfDetectedAndRemedied: false },
  }
  const all = found.memberId === null ? [] : await listDisciplineFacts(tx, hand, found.memberId)
  return lapsesOn(own, all, today, parameterOf(values, 'lapse-months') ?? undefined)
}

type Given = {
  readonly found: DisciplineCaseRow
  readonly act: ProceedingAct
  readonly limitation: Limitation | null
  readonly today: LegalDay
  readonly ends: LegalDay | null
  readonly by: { readonly userId: string; readonly name: string }
  readonly at: Date
}

async function keepFact(
  tx: Tx,
  hand: Scope,
  { found, act, limitation, today, ends, by, at }: Given,
): Promise<DisciplineCaseChange> {
  const { recordId, organizationId, memberId, caseId, violation, bodyId } = found
  switch (act.event) {
    case 'propose': {
      const { form, reference, statement } = act
      return { proposal: { form, reference, statement, byName: by.name } }
    }
    case 'decide': {
      const { form, number, decidedOn, effectiveOn } = act
      const change: DisciplineCaseChange = {
        ...{ form, decisionNumber: number, decidedOn, decidedBy: by.userId, effectiveOn },
        ...(limitation === null ? {} : { limitation }),
      }
      const decided = { ...found, form, decidedOn, decisionNumber: number }
      const lapses = { lapsesOn: await lapseOf(tx, hand, decided, today) }
      if (memberId !== null) {
        const of = { memberId, organizationId, form, decisionNumber: number, decidedOn, violationId: caseId, violation }
        return { ...change, ...lapses, recordId: await insertDisciplineRecord(tx, hand, of) }
      }
      const issuedBy = (await nameOrganizations(tx, hand, [bodyId])).get(bodyId) ?? '…'
      const of = { organizationId, form, number, decidedOn, issuedBy, byId: by.userId, byName: by.name, at }
      await fileOrganizationDiscipline(tx, hand, of)
      return { ...change, ...lapses }
    }
    case 'announce': {
      const { announcedOn } = act
      if (recordId !== null) await updateDisciplineRecord(tx, hand, recordId, { announcedOn })
      return { announcedOn, lapsesOn: await lapseOf(tx, hand, { ...found, announcedOn }, today) }
    }
    case 'lapse': {
      const lapsedOn = ends ?? today
      if (recordId !== null) await updateDisciplineRecord(tx, hand, recordId, { state: 'lapsed', lapsedOn })
      return { endedOn: lapsedOn }
    }
    case 'revoke': {
      const { decidedOn: revokedOn, number, reason } = act
      if (recordId !== null) await updateDisciplineRecord(tx, hand, recordId, { state: 'revoked-wrongful', revokedOn })
      else
        await withdrawOrganizationDiscipline(tx, hand, {
          ...{
            organizationId,
            number: found.decisionNumber ?? '',
            reason: `${number}: ${reason}`,
            byName: by.name,
            at,
          },
        })
      return { endedOn: revokedOn }
    }
    case 'return':
    case 'drop':
      return {}
  }
}
