import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Database, Tx } from '@nq15/db/client'
import { findPetition, type PetitionRow } from '@nq15/db/petitions/petition.read'
import { correctPetition, insertStep } from '@nq15/db/petitions/petition.write'
import { listUnitAndAbove } from '@nq15/db/petitions/unit.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { clocksOfPetition, correctableStates, judgeCorrection, type KindCorrection } from '@nq15/domain/petitions'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'
import { dueColumnsOf, isOfUnit, type PetitionActing, type PetitionStepRefusal, speakerOf } from './acting.ts'
import { aliasOf } from './register-petition.ts'

type Wanted = {
  readonly petitionId: string
  readonly version: number
  readonly correction: KindCorrection
  readonly now: Date
}
type Answer = Result<{ readonly petitionId: string; readonly shutsUnit: boolean }, PetitionStepRefusal>

async function judge(tx: Tx, scope: Scope, acting: PetitionActing, { petitionId, version, correction, now }: Wanted) {
  const petition = await findPetition(tx, scope, petitionId)
  if (!petition || !isOfUnit(scope, petition.organizationId)) return refuse({ code: 'NOT_FOUND' as const })
  if (!correctableStates.includes(petition.state)) return refuse({ code: 'NO_SUCH_STEP' as const })
  if (petition.version !== version) return refuse({ code: 'CHANGED_MEANWHILE' as const })
  const judged = judgeCorrection(petition, correction, {
    today: todayInHanoi(now),
    unitAndAbove: await listUnitAndAbove(tx, scope, petition.organizationId),
    mayDecide: acting.decide !== null && isOfUnit(acting.decide, petition.organizationId),
  })
  return judged.ok
    ? ok({ petition, corrected: judged.value })
    : refuse({ code: 'REFUSED' as const, findings: judged.refusal })
}

/**
 * Judges a correction without doing it, and tells what of its sender would leave the paper: who sent it is sealed first, so that a
 * vault that does not answer loses nobody.
 */
export async function checkCorrection(
  db: Database,
  acting: PetitionActing,
  wanted: Wanted,
): Promise<
  Result<
    { readonly sender: Pick<PetitionRow, 'petitionerName' | 'petitionerAddress' | 'idHint'> | null },
    PetitionStepRefusal
  >
> {
  const { work: scope } = acting
  if (!scope) return refuse({ code: 'NOT_FOUND' })
  const judged = await db.asReader(scope, (tx) => judge(tx, scope, acting, wanted))
  if (!judged.ok) return judged
  const { petition, corrected } = judged.value
  return ok({ sender: corrected.hidesSender && petition.petitionerName !== '' ? petition : null })
}

/**
 * Corrects what a paper is. What it was counted as, with its term, stays in the step; the term of the right kind runs from the same
 * receipt. As a denunciation it shuts to who is denounced in the same moment, also to who corrected it.
 */
export async function correctKind(
  db: Database,
  acting: PetitionActing,
  { requestId, ...wanted }: Wanted & { readonly requestId: string },
): Promise<Answer> {
  const { work: scope } = acting
  if (!scope) return refuse({ code: 'NOT_FOUND' })
  const { petitionId, version, correction, now } = wanted
  return actOnce<Answer>(
    db,
    scope,
    { requestId, useCase: 'petitions.correct-kind', permissions: ['petition:work'] },
    async (tx) => {
      const judged = await judge(tx, scope, acting, wanted)
      if (!judged.ok) return judged
      const { petition, corrected } = judged.value
      const { intake, state, shutsUnit } = corrected
      const { organizationId } = petition
      const today = todayInHanoi(now)
      const settledOn = shutsUnit ? today : null
      const due = dueColumnsOf(
        clocksOfPetition({ ...intake, state, sorting: null, settledOn }),
        today,
        await readCalendar(tx, scope),
      )
      const { userId, name } = speakerOf(scope)
      await insertStep(tx, scope, {
        ...{ organizationId, of: { petitionId }, event: 'correct-kind', fromState: petition.state, toState: state },
        ...{ actorId: userId, actorName: name, onDay: today, reason: correction.reason },
        receiver: shutsUnit ? correction.receiver : null,
        detail: {
          ...{ was: petition.kind, kind: intake.kind, wasTracks: petition.partyTracks, tracks: intake.partyTracks },
          ...{ wasRule: petition.dueRule, wasDue: petition.dueOn, wasSorting: petition.sorting, due: due.dueOn },
        },
      })
      // Told before the paper shuts: afterwards who corrected it may see nothing of it.
      await emit(tx, scope, {
        ...{ type: 'petitions.dated', organizationId, recordTable: 'petition', recordId: petitionId, payload: {} },
      })
      const done = await correctPetition(tx, scope, {
        ...{ petitionId, version },
        corrected: { intake, state, settledOn, alias: aliasOf(intake.kind, petition), ...due },
      })
      return done ? ok({ petitionId, shutsUnit }) : refuse({ code: 'CHANGED_MEANWHILE' })
    },
  )
}
