import type { Level, UnitFactKind } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import type { UnitRow } from './unit.read.ts'

type Of = Pick<UnitRow, 'id' | 'organizationId'>

export type NewUnitFact = {
  readonly kind: UnitFactKind
  readonly form: 'reprimand' | 'warning' | 'dissolution' | null
  readonly documentNumber: string
  readonly decidedOn: LegalDay
  readonly issuedBy: string
}

/** Puts a fact on file with its document; false when the same stands there already. */
export async function insertUnitFact(
  tx: Tx,
  scope: Scope,
  { of, fact, at }: { of: Of; fact: NewUnitFact; at: Date },
): Promise<boolean> {
  const { count } = await tx.ratingUnitFact.createMany({
    data: {
      ...fact,
      id: newId(),
      caseId: of.id,
      organizationId: of.organizationId,
      decidedOn: dateOf(fact.decidedOn),
      enteredBy: scope.actor.userId,
      enteredByName: scope.actor.name,
      enteredAt: at,
    },
    skipDuplicates: true,
  })
  return count === 1
}

/** Withdraws a fact that was wrong, with the reason; false when it is not there or is withdrawn already. */
export async function withdrawUnitFact(
  tx: Tx,
  scope: Scope,
  { of, factId, reason, at }: { of: Of; factId: string; reason: string; at: Date },
): Promise<boolean> {
  if (!isId(factId)) return false
  const { count } = await tx.ratingUnitFact.updateMany({
    where: { id: factId, caseId: of.id, withdrawnAt: null },
    data: { withdrawnAt: at, withdrawnReason: reason, withdrawnByName: scope.actor.name },
  })
  return count === 1
}

export type NewUnitOpinion = {
  readonly body: string
  readonly level: Level | null
  readonly opinion: string
  readonly documentNumber: string | null
  readonly givenOn: LegalDay
}

/** Records what a body says of a unit; an earlier opinion of the same body stays readable and no longer stands. */
export async function insertUnitOpinion(
  tx: Tx,
  scope: Scope,
  { of, opinion, at }: { of: Of; opinion: NewUnitOpinion; at: Date },
): Promise<void> {
  await tx.ratingUnitOpinion.updateMany({
    where: { caseId: of.id, body: opinion.body, supersededAt: null },
    data: { supersededAt: at },
  })
  await tx.ratingUnitOpinion.createMany({
    data: {
      ...opinion,
      id: newId(),
      caseId: of.id,
      organizationId: of.organizationId,
      givenOn: dateOf(opinion.givenOn),
      enteredBy: scope.actor.userId,
      enteredByName: scope.actor.name,
      enteredAt: at,
    },
  })
}
