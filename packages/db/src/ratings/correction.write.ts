import type { Consequence, PrepareCorrection } from '@nq15/domain/ratings'
import type { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'
import { afterTables } from './after-tables.ts'

type NewCorrection = {
  readonly id: string
  readonly ratingId: string
  readonly caseId: string
  readonly organizationId: string
  readonly committeeId: string
  /** Null for a unit, which has none. */
  readonly memberId: string | null
  readonly year: number
  readonly prepared: PrepareCorrection
  readonly at: Date
}

/** Stores a prepared correction; false when one about this level already waits. */
export async function insertCorrection(
  tx: Tx,
  scope: Scope,
  { prepared, at, memberId, ...correction }: NewCorrection,
): Promise<boolean> {
  const { actor } = scope
  const { groundDay, ...rest } = prepared
  const { count } = await afterTables(tx, scope).correction.createMany({
    data: {
      ...correction,
      ...(memberId === null ? {} : { memberId }),
      ...rest,
      ...{ groundDay: dateOf(groundDay), preparedBy: actor.userId, preparedByName: actor.name, preparedAt: at },
    } as Prisma.RatingCorrectionCreateManyInput,
    skipDuplicates: true,
  })
  return count === 1
}

type Decided = {
  readonly id: string
  readonly version: number
  readonly decisionId: string
  readonly consequences: readonly Consequence[]
  readonly at: Date
}

/** Marks a prepared correction as decided by the actor, with what followed; false when it was changed meanwhile. */
export async function markCorrectionDecided(
  tx: Tx,
  scope: Scope,
  { id, version, decisionId, consequences, at }: Decided,
): Promise<boolean> {
  const { actor } = scope
  const { count } = await afterTables(tx, scope).correction.updateMany({
    where: { id, version, state: 'prepared' },
    data: {
      ...{ state: 'decided', decisionId, decidedBy: actor.userId, decidedByName: actor.name, decidedAt: at },
      consequences: consequences as unknown as Prisma.InputJsonArray,
      version: { increment: 1 },
    },
  })
  return count === 1
}

/** Drops a prepared correction; nothing was changed by it. */
export async function dropCorrection(
  tx: Tx,
  scope: Scope,
  { id, version }: { id: string; version: number },
): Promise<boolean> {
  const { count } = await afterTables(tx, scope).correction.updateMany({
    where: { id, version, state: 'prepared' },
    data: { state: 'dropped', version: { increment: 1 } },
  })
  return count === 1
}

/** Notes what people did about the findings of a correction; once. */
export async function noteFollowUp(
  tx: Tx,
  scope: Scope,
  { id, version, note, at }: { id: string; version: number; note: string; at: Date },
): Promise<boolean> {
  const { actor } = scope
  const { count } = await afterTables(tx, scope).correction.updateMany({
    where: { id, version, state: 'decided', followedUpAt: null },
    data: { followedUpAt: at, followedUpByName: actor.name, followUpNote: note, version: { increment: 1 } },
  })
  return count === 1
}
