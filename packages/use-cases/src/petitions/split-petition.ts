import type { Database } from '@nq15/db/client'
import { findPetition } from '@nq15/db/petitions/petition.read'
import { insertStep, updatePetition } from '@nq15/db/petitions/petition.write'
import { todayInHanoi } from '@nq15/domain/calendar'
import { type PetitionIntake, petitionTransition } from '@nq15/domain/petitions'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'
import { isOfUnit, type PetitionActing, type PetitionStepRefusal, speakerOf } from './acting.ts'
import { keepPaper } from './register-petition.ts'

/** One part of a paper with several contents: what it is, whom it is about, what it says. */
export type PetitionPart = Pick<
  PetitionIntake,
  | 'kind'
  | 'petitionerName'
  | 'petitionerAddress'
  | 'respondent'
  | 'respondentOrganizationId'
  | 'subject'
  | 'content'
  | 'demand'
  | 'fieldL1'
>
type Answer = Result<{ readonly petitionIds: readonly string[] }, PetitionStepRefusal>

/**
 * Splits a paper with several contents: each part is a paper of its own, with its own kind, handling and clock from the receipt of
 * the whole. The whole names nobody, since it may hold a denunciation; a part that is none
 * brings its own sender.
 */
export async function splitPetition(
  db: Database,
  { work: scope }: PetitionActing,
  command: {
    readonly requestId: string
    readonly petitionId: string
    readonly version: number
    readonly parts: readonly PetitionPart[]
    readonly now: Date
  },
): Promise<Answer> {
  if (!scope) return refuse({ code: 'NOT_FOUND' })
  const { requestId, petitionId, version, parts, now } = command
  return actOnce<Answer>(
    db,
    scope,
    { requestId, useCase: 'petitions.split', permissions: ['petition:work'] },
    async (tx) => {
      const petition = await findPetition(tx, scope, petitionId)
      if (!petition || !isOfUnit(scope, petition.organizationId)) return refuse({ code: 'NOT_FOUND' })
      if (petition.kind !== 'mixed' || !petitionTransition(petition.state, 'split'))
        return refuse({ code: 'NOT_TO_BE_SPLIT' })
      if (petition.version !== version) return refuse({ code: 'CHANGED_MEANWHILE' })
      if (parts.length < 2) return refuse({ code: 'TOO_FEW_PARTS' })
      const { organizationId } = petition
      const petitionIds: string[] = []
      for (const part of parts) {
        const { source, receivedOn, writtenOn, identity, sealedNumber, petitionerCount, representatives, place } =
          petition
        const { forwarder, forwarderNumber, isSigned, isVerifiable, severity, partyTracks } = petition
        const kept = await keepPaper(tx, scope, {
          ...{ organizationId, splitFromId: petitionId, now },
          intake: {
            ...{
              source,
              receivedOn,
              writtenOn,
              identity,
              sealedNumber,
              petitionerCount,
              representatives,
              place,
              idHint: '',
            },
            ...{
              fieldL2: null,
              originals: 0,
              copies: 0,
              forwarder,
              forwarderNumber,
              isSigned,
              isVerifiable,
              severity,
              partyTracks,
            },
            ...part,
          },
        })
        if (!kept.ok) return kept
        petitionIds.push(kept.value.petitionId)
      }
      const today = todayInHanoi(now)
      await insertStep(tx, scope, {
        ...{
          organizationId,
          of: { petitionId },
          event: 'split',
          fromState: petition.state,
          toState: 'split',
          onDay: today,
        },
        ...{ actorId: speakerOf(scope).userId, actorName: scope.actor.name, detail: { parts: petitionIds.length } },
      })
      const change = { state: 'split', settledOn: today, dueRule: null, dueOn: null, isProvisional: false }
      if (!(await updatePetition(tx, scope, { petitionId, version, change })))
        return refuse({ code: 'CHANGED_MEANWHILE' })
      return ok({ petitionIds })
    },
  )
}
