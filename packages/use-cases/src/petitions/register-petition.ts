import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Database, Tx } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { insertPetition, insertStep, takeNumber } from '@nq15/db/petitions/petition.write'
import { findVisit } from '@nq15/db/petitions/reception.read'
import { linkVisit } from '@nq15/db/petitions/reception.write'
import { listUnitAndAbove } from '@nq15/db/petitions/unit.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  clocksOfPetition,
  judgeIntake,
  namesNobody,
  type PetitionIntake,
  type PetitionKind,
} from '@nq15/domain/petitions'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'
import { dueColumnsOf, isOfUnit, type PetitionStepRefusal, speakerOf } from './acting.ts'

type Registered = { readonly petitionId: string; readonly year: number; readonly number: number }
type Answer = Result<Registered, PetitionStepRefusal>

/** Puts a paper into the register of the unit with its number, its term and, of a denunciation, an alias; for `petition:work`. */
export async function registerPetition(
  db: Database,
  scope: Scope,
  command: {
    readonly requestId: string
    readonly organizationId: string
    readonly intake: PetitionIntake
    readonly visitId: string | null
    readonly now: Date
  },
): Promise<Answer> {
  const { requestId, organizationId, intake, visitId, now } = command
  if (!isOfUnit(scope, organizationId)) return refuse({ code: 'NOT_FOUND' })
  return actOnce<Answer>(
    db,
    scope,
    { requestId, useCase: 'petitions.register', permissions: ['petition:work'] },
    async (tx) => {
      const visit = visitId === null ? null : await findVisit(tx, scope, visitId)
      if (
        visitId !== null &&
        (visit === null || visit.organizationId !== organizationId || visit.petitionId !== null)
      ) {
        return refuse({ code: 'NOT_FOUND' })
      }
      const kept = await keepPaper(tx, scope, { organizationId, intake, splitFromId: null, now })
      if (kept.ok && visit) await linkVisit(tx, scope, { visitId: visit.visitId, petitionId: kept.value.petitionId })
      return kept
    },
  )
}

/** How the sender of a paper is called where nobody is named; empty for a kind that names him. */
export const aliasOf = (
  kind: PetitionKind,
  { year, number }: { readonly year: number; readonly number: number },
): string =>
  namesNobody(kind)
    ? `${kind === 'mixed' ? 'Người gửi đơn, ĐN' : 'Người tố cáo, TC'}-${year}-${String(number).padStart(4, '0')}`
    : ''

/** Writes one paper with its first step, within a transaction of the caller; refused with all findings at once. */
export async function keepPaper(
  tx: Tx,
  scope: Scope,
  of: {
    readonly organizationId: string
    readonly intake: PetitionIntake
    readonly splitFromId: string | null
    readonly now: Date
  },
): Promise<Answer> {
  const { organizationId, intake, splitFromId, now } = of
  const today = todayInHanoi(now)
  const findings = judgeIntake(intake, { today, unitAndAbove: await listUnitAndAbove(tx, scope, organizationId) })
  if (findings.length > 0) return refuse({ code: 'REFUSED', findings })
  const calendar = await readCalendar(tx, scope)
  const year = Number(intake.receivedOn.slice(0, 4))
  const number = await takeNumber(tx, scope, { register: 'petition', organizationId, year })
  const petitionId = newId()
  const { userId, name } = speakerOf(scope)
  const clocks = clocksOfPetition({ ...intake, state: 'registered', sorting: null, settledOn: null })
  await insertPetition(tx, scope, {
    ...{ petitionId, organizationId, intake, splitFromId, year, number, handlerId: userId, handlerName: name },
    alias: aliasOf(intake.kind, { year, number }),
    due: dueColumnsOf(clocks, today, calendar),
  })
  await insertStep(tx, scope, {
    ...{ organizationId, of: { petitionId }, event: 'register', fromState: null, toState: 'registered' },
    ...{ actorId: userId, actorName: name, onDay: intake.receivedOn },
  })
  await emit(tx, scope, {
    type: 'petitions.dated',
    organizationId,
    recordTable: 'petition',
    recordId: petitionId,
    payload: {},
  })
  return ok({ petitionId, year, number })
}
