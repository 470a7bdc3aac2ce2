import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Database, Tx } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findDirection, listDirectionSteps, stillDecides } from '@nq15/db/petitions/direction.read'
import { insertDirection, insertDirectionStep, updateDirection } from '@nq15/db/petitions/direction.write'
import { insertPartyTerm } from '@nq15/db/petitions/party-term.write'
import { findPetition, noteRead } from '@nq15/db/petitions/petition.read'
import { listUnitAndAbove } from '@nq15/db/petitions/unit.read'
import type { Scope } from '@nq15/db/scope'
import { countDeadline, todayInHanoi } from '@nq15/domain/calendar'
import {
  type DirectionAct,
  directionTransitions,
  judgeDirection,
  type NewDirection,
  type PartyTerm,
  stepDirection,
} from '@nq15/domain/petitions'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'
import { isOfUnit, type PetitionActing, type PetitionStepRefusal } from './acting.ts'

type Answer = Result<{ readonly directionId: string }, PetitionStepRefusal>
type Of<More> = More & { readonly requestId: string; readonly now: Date }

/**
 * Gives a direction on a paper of the unit: who owes what by when; by its head. The citizen's notice (R10) has its own day, where
 * somebody can be told. Who owes it finds it on his start page; no message goes out that would tell of the paper.
 */
export async function giveDirection(
  db: Database,
  { decide: scope }: PetitionActing,
  { requestId, petitionId, direction, now }: Of<{ readonly petitionId: string; readonly direction: NewDirection }>,
): Promise<Answer> {
  if (!scope) return refuse({ code: 'NOT_FOUND' })
  const once = { requestId, useCase: 'petitions.direct', permissions: ['petition:decide'] } as const
  return actOnce<Answer>(db, scope, once, async (tx) => {
    const paper = await findPetition(tx, scope, petitionId)
    if (!paper || !isOfUnit(scope, paper.organizationId)) return refuse({ code: 'NOT_FOUND' })
    const { organizationId, kind, respondentOrganizationId } = paper
    const { owedById, content, dueOn } = direction
    const owedAndAbove = await listUnitAndAbove(tx, scope, owedById)
    // Only the unit itself, or what stands under it, is directed by it.
    if (!owedAndAbove.includes(organizationId)) return refuse({ code: 'NOT_FOUND' })
    const today = todayInHanoi(now)
    const findings = judgeDirection(direction, { kind, respondentOrganizationId, owedAndAbove, today })
    if (findings.length > 0) return refuse({ code: 'REFUSED', findings })
    const notice =
      paper.identity === 'named'
        ? countDeadline({ rule: 'R10', from: today }, { calendar: await readCalendar(tx, scope), explain: false })
        : null
    const directionId = newId()
    await insertDirection(tx, scope, {
      ...{ directionId, organizationId, petitionId, content, owedById, dueOn, givenOn: today },
      petitionCode: `${paper.year}-${String(paper.number).padStart(4, '0')}`,
      citizenDueOn: notice?.ok ? notice.value.due : null,
    })
    await insertDirectionStep(tx, scope, { directionId, organizationId, event: 'give', onDay: today, content, dueOn })
    return ok({ directionId })
  })
}

/** Takes a direction on: by who owes it, by who gave it, or by the desk of who gave it, as the table says. */
export async function takeDirectionStep(
  db: Database,
  acting: PetitionActing,
  command: Of<{ readonly directionId: string; readonly version: number; readonly act: DirectionAct }>,
): Promise<Answer> {
  const { requestId, directionId, version, act, now } = command
  const hand = directionTransitions.find(({ event }) => event === act.event)?.by
  const scope = hand === 'gave' ? acting.decide : acting.work
  if (!scope) return refuse({ code: 'NOT_FOUND' })
  const permissions = ['petition:work', 'petition:decide'] as const
  return actOnce<Answer>(
    db,
    scope,
    { requestId, useCase: `petitions.direction-${act.event}`, permissions },
    async (tx) => {
      const direction = await findDirection(tx, scope, directionId)
      if (!direction || !(await isOfHand(tx, scope, direction, hand))) return refuse({ code: 'NOT_FOUND' })
      const today = todayInHanoi(now)
      const stepped = stepDirection(
        // Who owes it may not see the paper: then its words are judged as those of a secret one.
        { ...direction, kind: direction.kind ?? 'denunciation' },
        act,
        { actorUserId: scope.actor.userId, today },
      )
      if (!stepped.ok) {
        return stepped.refusal === 'NO_SUCH_STEP'
          ? refuse({ code: 'NO_SUCH_STEP' })
          : refuse({ code: 'REFUSED', findings: stepped.refusal })
      }
      const { organizationId } = direction
      const dueOn = act.event === 'reopen' ? act.dueOn : direction.dueOn
      const step = { directionId, organizationId, event: act.event, onDay: today, content: act.content, dueOn }
      await insertDirectionStep(tx, scope, step)
      const changed = await updateDirection(tx, scope, {
        ...{ directionId, version },
        change: {
          ...{ state: stepped.value, lastOn: today },
          ...(act.event === 'reopen' ? { dueOn } : {}),
          ...(act.event === 'close' ? { closedOn: today } : {}),
          ...(act.event === 'notify-citizen' ? { citizenNotifiedOn: act.onDay } : {}),
        },
      })
      if (!changed) return refuse({ code: 'CHANGED_MEANWHILE' })
      if (act.event === 'report') {
        await emit(tx, scope, {
          ...{ type: 'petitions.direction-reported', organizationId, recordTable: 'party_direction' },
          ...{ recordId: directionId, payload: { userId: direction.givenBy } },
        })
      }
      return ok({ directionId })
    },
  )
}

type Direction = NonNullable<Awaited<ReturnType<typeof findDirection>>>

/** Whether the actor is the hand an act asks for: who owes, who gave (another head once that one no longer decides), or the desk. */
async function isOfHand(tx: Tx, scope: Scope, direction: Direction, hand: 'owes' | 'gave' | 'desk' | undefined) {
  const { organizationId, owedById, givenBy } = direction
  if (hand === 'owes') return isOfUnit(scope, owedById)
  if (hand === 'desk') return isOfUnit(scope, organizationId)
  if (!isOfUnit(scope, organizationId)) return false
  return givenBy === scope.actor.userId || !(await stillDecides(tx, scope, { userId: givenBy, organizationId }))
}

/** A direction with its steps and what the reader may do next; null when it is not there for him. */
export async function readDirection(
  db: Database,
  { scope, acting }: { readonly scope: Scope; readonly acting: PetitionActing },
  { directionId, now }: { readonly directionId: string; readonly now: Date },
) {
  return db.asReader(scope, async (tx) => {
    const direction = await findDirection(tx, scope, directionId)
    if (!direction) return null
    await noteRead(tx, scope, { table: 'petition', id: direction.petitionId })
    const offered: DirectionAct['event'][] = []
    for (const { from, event, by } of directionTransitions) {
      const hand = by === 'gave' ? acting.decide : acting.work
      const isDone =
        event === 'notify-citizen' && (direction.citizenDueOn === null || direction.citizenNotifiedOn !== null)
      if (!hand || isDone || !from.includes(direction.state)) continue
      if (await isOfHand(tx, hand, direction, by)) offered.push(event)
    }
    return { direction, offered, today: todayInHanoi(now), steps: await listDirectionSteps(tx, scope, directionId) }
  })
}

/** Sets the unit's own term of the party track from a day on; by its head. Terms of papers received earlier stay as they are. */
export async function setPartyTerm(
  db: Database,
  { decide: scope }: PetitionActing,
  { requestId, organizationId, term }: Of<{ readonly organizationId: string; readonly term: PartyTerm }>,
): Promise<Result<{ readonly validFrom: string }, PetitionStepRefusal>> {
  if (!scope || !isOfUnit(scope, organizationId)) return refuse({ code: 'NOT_FOUND' })
  const once = { requestId, useCase: 'petitions.party-term', permissions: ['petition:decide'] } as const
  return actOnce<Result<{ readonly validFrom: string }, PetitionStepRefusal>>(db, scope, once, async (tx) =>
    (await insertPartyTerm(tx, scope, { organizationId, term }))
      ? ok({ validFrom: term.validFrom })
      : refuse({ code: 'TERM_BEGINS_TWICE' }),
  )
}
