import type { AnswerInput, InputKind } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'
import type { RatingCaseRow } from './case.read.ts'

type Ask = {
  readonly of: Pick<RatingCaseRow, 'id' | 'organizationId' | 'memberId' | 'fullName'>
  readonly cellName: string
  readonly kind: InputKind
  readonly sourceName: string
  readonly askedOrganizationId: string | null
  readonly dueOn: LegalDay | null
  readonly at: Date
}

/** Notes that another body is asked about a person; answers the request's id. */
export async function insertInput(tx: Tx, scope: Scope, { of, dueOn, at, ...asked }: Ask): Promise<string> {
  const id = newId()
  await tx.ratingCaseInput.create({
    data: {
      ...{ id, ...asked },
      ...{ caseId: of.id, organizationId: of.organizationId, memberId: of.memberId, personName: of.fullName },
      dueOn: dueOn && dateOf(dueOn),
      requestedAt: at,
      requestedBy: scope.actor.userId,
      requestedByName: scope.actor.name,
      updatedAt: at,
    },
  })
  return id
}

/** Keeps what the other body said; false when changed meanwhile. */
export async function saveInputAnswer(
  tx: Tx,
  scope: Scope,
  { id, version, answer, at }: { id: string; version: number; answer: AnswerInput; at: Date },
): Promise<boolean> {
  const { count } = await tx.ratingCaseInput.updateMany({
    where: { id, version, withdrawnAt: null },
    data: {
      ...answer,
      givenOn: answer.givenOn && dateOf(answer.givenOn),
      answeredAt: at,
      answeredBy: scope.actor.userId,
      answeredByName: scope.actor.name,
      version: { increment: 1 },
      updatedAt: at,
    },
  })
  return count === 1
}

/** Takes a request back; false when changed meanwhile. */
export async function withdrawInput(
  tx: Tx,
  _scope: Scope,
  { id, version, at }: { id: string; version: number; at: Date },
): Promise<boolean> {
  const { count } = await tx.ratingCaseInput.updateMany({
    where: { id, version, withdrawnAt: null },
    data: { withdrawnAt: at, version: { increment: 1 }, updatedAt: at },
  })
  return count === 1
}
