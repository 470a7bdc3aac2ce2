import type { Database, Tx } from '@nq15/db/client'
import {
  findSuccessionCase,
  listSuccessionObstacles,
  type SuccessionCase,
  type SuccessionObstacle,
} from '@nq15/db/organizations/succession-case.read'
import {
  undoSuccession as takeAway,
  updateSuccessionCase,
  writeSuccession,
} from '@nq15/db/organizations/succession-case.write'
import type { Scope } from '@nq15/db/scope'
import type { PlanFinding } from '@nq15/domain/organizations'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'
import { planCase } from './plan-case.ts'
import { recordTables } from './what-moves.ts'

export type DecideSuccessionRefusal =
  | {
      readonly code:
        | 'NOT_FOUND'
        | 'WRONG_STATE'
        | 'OWN_DRAFT'
        | 'CHANGED_MEANWHILE'
        | 'PLAN_CHANGED'
        | 'REASON_MISSING'
        | 'DAY_HAS_BEGUN'
    }
  | { readonly code: 'PLAN_REFUSED'; readonly findings: readonly PlanFinding[] }
  | { readonly code: 'BUILT_ON'; readonly obstacles: readonly SuccessionObstacle[] }

/** Who decides, and the hand that writes on his word: the proof of the service `succession` on behalf of the same person. */
export type Deciding = { readonly decider: Scope; readonly hand: Scope }
type Command = { readonly requestId: string; readonly caseId: string; readonly version: number }
type Answer = Result<{ readonly version: number }, DecideSuccessionRefusal>

async function act(
  db: Database,
  { decider, hand }: Deciding,
  { requestId, useCase, caseId }: { requestId: string; useCase: string; caseId: string },
  work: (tx: Tx, kept: SuccessionCase) => Promise<Answer>,
): Promise<Answer> {
  if (decider.permission !== 'organization:decide' || hand.actor.onBehalfOf !== decider.actor.userId)
    return refuse({ code: 'NOT_FOUND' })
  const once = { requestId, useCase, permissions: ['organization:decide'] as const }
  return actOnce<Answer>(db, hand, once, async (tx) => {
    const kept = await findSuccessionCase(tx, decider, caseId)
    return kept ? work(tx, kept) : refuse({ code: 'NOT_FOUND' })
  })
}

/**
 * Decides what another has prepared: plans anew, refuses when that is not what was shown (`planHash`) or anything stands
 * against it, and writes all of it with its days in one transaction. From the midnight of its day it is in force.
 */
export function decideSuccession(
  db: Database,
  deciding: Deciding,
  command: Command & { readonly planHash: string },
): Promise<Answer> {
  const { decider, hand } = deciding
  const { caseId, version, planHash } = command
  return act(db, deciding, { ...command, useCase: 'organizations.decide-succession' }, async (tx, kept) => {
    if (kept.state !== 'submitted') return refuse({ code: 'WRONG_STATE' })
    if (kept.preparedBy === decider.actor.userId || kept.editedBy.includes(decider.actor.userId))
      return refuse({ code: 'OWN_DRAFT' })
    const planned = await planCase(tx, hand, kept.proposal)
    const errors = planned.plan.findings.filter(({ weight }) => weight === 'error')
    if (errors.length > 0) return refuse({ code: 'PLAN_REFUSED', findings: errors })
    if (planned.planHash !== planHash) return refuse({ code: 'PLAN_CHANGED' })
    const change = {
      state: 'decided',
      decidedBy: decider.actor.userId,
      decidedByName: decider.actor.name,
      decidedAt: new Date(),
      planHash,
      plan: planned.plan,
    }
    if (!(await updateSuccessionCase(tx, hand, { caseId, version, change })))
      return refuse({ code: 'CHANGED_MEANWHILE' })
    const { organizationId, proposal } = kept
    await writeSuccession(tx, hand, {
      caseId,
      organizationId,
      proposal,
      plan: planned.plan,
      tables: recordTables,
      decidedBy: decider.actor.userId,
    })
    await tell(tx, hand, { kept, type: 'organizations.succession-decided' })
    return ok({ version: version + 1 })
  })
}

/** Gives a submitted draft back to who prepared it, with a reason. */
export function returnSuccession(
  db: Database,
  deciding: Deciding,
  command: Command & { readonly reason: string },
): Promise<Answer> {
  const { caseId, version } = command
  const reason = command.reason.trim()
  return act(db, deciding, { ...command, useCase: 'organizations.return-succession' }, async (tx, kept) => {
    if (reason === '') return refuse({ code: 'REASON_MISSING' })
    if (kept.state !== 'submitted') return refuse({ code: 'WRONG_STATE' })
    const change = { state: 'returned', returnReason: reason }
    const isMine = await updateSuccessionCase(tx, deciding.hand, { caseId, version, change })
    return isMine ? ok({ version: version + 1 }) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}

/**
 * Undoes a decision until the midnight of its day: exactly what it wrote is taken away. Refuses DAY_HAS_BEGUN afterwards, and
 * BUILT_ON with everything that later acts have built on it.
 */
export function undoSuccession(
  db: Database,
  deciding: Deciding,
  command: Command & { readonly reason: string },
): Promise<Answer> {
  const { decider, hand } = deciding
  const { caseId, version } = command
  const reason = command.reason.trim()
  return act(db, deciding, { ...command, useCase: 'organizations.undo-succession' }, async (tx, kept) => {
    if (reason === '') return refuse({ code: 'REASON_MISSING' })
    if (kept.state === 'effective') return refuse({ code: 'DAY_HAS_BEGUN' })
    if (kept.state !== 'decided') return refuse({ code: 'WRONG_STATE' })
    const obstacles = await listSuccessionObstacles(tx, hand, caseId)
    if (obstacles.length > 0) return refuse({ code: 'BUILT_ON', obstacles })
    const { userId, name } = decider.actor
    const change = { state: 'undone', undoneBy: userId, undoneByName: name, undoneAt: new Date(), undoReason: reason }
    if (!(await updateSuccessionCase(tx, hand, { caseId, version, change })))
      return refuse({ code: 'CHANGED_MEANWHILE' })
    await takeAway(tx, hand, caseId)
    await tell(tx, hand, { kept, type: 'organizations.succession-undone' })
    return ok({ version: version + 1 })
  })
}

async function tell(
  tx: Tx,
  scope: Scope,
  {
    kept,
    type,
  }: { kept: SuccessionCase; type: 'organizations.succession-decided' | 'organizations.succession-undone' },
): Promise<void> {
  await emit(tx, scope, {
    type,
    organizationId: kept.organizationId,
    recordTable: 'succession_case',
    recordId: kept.caseId,
    payload: { kind: kept.kind, effectiveOn: kept.effectiveOn },
  })
}
