import type { Database } from '@nq15/db/client'
import { findDestruction, listFiledPapers } from '@nq15/db/petitions/destruction.read'
import {
  decideDestruction,
  destroyPetition,
  finishDestructions,
  insertDestruction,
  listDecidedItems,
} from '@nq15/db/petitions/destruction.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { type DestructionDecision, judgeDestruction } from '@nq15/domain/petitions'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { defineClockJob } from '../events/define-job.ts'
import { actOnce } from '../ratings/act-once.ts'
import { isOfUnit, type PetitionActing, type PetitionStepRefusal } from './acting.ts'

type Answer = Result<{ readonly destructionId: string }, PetitionStepRefusal>
type Of<More> = More & { readonly requestId: string; readonly now: Date }

/** Proposes to destroy filed papers whose year is over; refused with what keeps each of them. */
export async function proposeDestruction(
  db: Database,
  { work: scope }: PetitionActing,
  {
    requestId,
    organizationId,
    petitionIds,
    reason,
    now,
  }: Of<{ readonly organizationId: string; readonly petitionIds: readonly string[]; readonly reason: string }>,
): Promise<Answer> {
  if (!scope || !isOfUnit(scope, organizationId)) return refuse({ code: 'NOT_FOUND' })
  const once = { requestId, useCase: 'petitions.propose-destruction', permissions: ['petition:work'] } as const
  return actOnce<Answer>(db, scope, once, async (tx) => {
    const ids = [...new Set(petitionIds)]
    const today = todayInHanoi(now)
    const papers = await listFiledPapers(tx, scope, { until: today, ids })
    if (papers.length !== ids.length || papers.some((one) => one.organizationId !== organizationId))
      return refuse({ code: 'NOT_FOUND' })
    const findings = papers.flatMap((one) => judgeDestruction(one, today))
    if (findings.length > 0) return refuse({ code: 'REFUSED', findings })
    return ok({
      destructionId: await insertDestruction(tx, scope, { organizationId, reason, proposedOn: today, papers }),
    })
  })
}

/** Decides on a list under a number, or refuses it with a reason; by the head of the unit, never by who proposed it. */
export async function decideOnDestruction(
  db: Database,
  { decide: scope }: PetitionActing,
  {
    requestId,
    destructionId,
    version,
    decision,
    now,
  }: Of<{ readonly destructionId: string; readonly version: number; readonly decision: DestructionDecision }>,
): Promise<Answer> {
  if (!scope) return refuse({ code: 'NOT_FOUND' })
  const once = { requestId, useCase: 'petitions.decide-destruction', permissions: ['petition:decide'] } as const
  return actOnce<Answer>(db, scope, once, async (tx) => {
    const list = await findDestruction(tx, scope, destructionId)
    if (!list || !isOfUnit(scope, list.organizationId)) return refuse({ code: 'NOT_FOUND' })
    if (list.state !== 'proposed') return refuse({ code: 'NO_SUCH_STEP' })
    if (list.proposedBy === scope.actor.userId)
      return refuse({ code: 'REFUSED', findings: [{ code: 'PROPOSER_DECIDES' }] })
    const decided = await decideDestruction(tx, scope, {
      ...{ destructionId, version, decidedOn: todayInHanoi(now) },
      decisionNumber: decision.event === 'decide' ? decision.number : '',
      refusalReason: decision.event === 'refuse' ? decision.reason : '',
    })
    return decided ? ok({ destructionId }) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}

/**
 * Carries decided lists out, one paper a transaction: its words and its sealed identity go, the trace stays. What a legal hold keeps
 * by now is kept and told. Doing it twice, or two at once, changes nothing.
 */
export async function destroyDecided(db: Database, service: Scope) {
  const items = await db.asActor(service, (tx) => listDecidedItems(tx, service))
  let destroyed = 0
  let kept = 0
  for (const { itemId } of items) {
    const outcome = await db.asActor(service, (tx) => destroyPetition(tx, service, itemId))
    if (outcome === 'destroyed') destroyed += 1
    else if (outcome !== null) kept += 1
  }
  const lists = await db.asActor(service, (tx) => finishDestructions(tx, service))
  return { destroyed, kept, lists }
}

/** Destroys what was decided, every night. */
export const destroyDecidedJob = defineClockJob({
  name: 'petitions.destroy-decided',
  service: 'events',
  permission: 'event:serve',
  schedule: { cron: '10 3 * * *' },
  run: async ({ db, scope }) => ({ ...(await destroyDecided(db, scope)) }),
})
