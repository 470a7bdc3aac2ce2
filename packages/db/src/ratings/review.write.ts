import type { ReviewSection, TaskPatch } from '@nq15/domain/ratings'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'
import type { RatingCaseRow } from './case.read.ts'

type OfCase = Pick<RatingCaseRow, 'id' | 'organizationId' | 'memberId'>
const keyOf = ({ id, organizationId, memberId }: OfCase) => ({ caseId: id, organizationId, memberId })
const writer = ({ actor }: Scope) => ({ enteredBy: actor.userId, enteredByName: actor.name })

type SaveSection = {
  readonly of: OfCase
  readonly section: ReviewSection
  /** The version the writer saw; 0 when there was none. */
  readonly version: number
  readonly body: string
  readonly at: Date
}

/** Stores the text of one section; answers the new version, or null when somebody else saved meanwhile. */
export async function saveSection(
  tx: Tx,
  scope: Scope,
  { of, section, version, body, at }: SaveSection,
): Promise<number | null> {
  const data = { body, ...writer(scope), updatedAt: at }
  if (version === 0) {
    const { count } = await tx.ratingReviewSection.createMany({
      data: { id: newId(), ...keyOf(of), section, ...data },
      skipDuplicates: true,
    })
    return count === 1 ? 1 : null
  }
  const { count } = await tx.ratingReviewSection.updateMany({
    where: { caseId: of.id, section, version },
    data: { ...data, version: { increment: 1 } },
  })
  return count === 1 ? version + 1 : null
}

type SaveTask = {
  readonly of: OfCase
  readonly id: string
  readonly version: number
  readonly patch: TaskPatch
  readonly at: Date
}

/**
 * Stores typed fields of one line of a task list; a new line (version 0) comes with an id of the page's own and stands last.
 * Answers the new version, or null when changed meanwhile or when the id is another's.
 */
export async function saveTask(tx: Tx, scope: Scope, { of, id, version, patch, at }: SaveTask): Promise<number | null> {
  const { gone, title, axis, weight, status, resultNote, product, quality } = patch
  const data = {
    ...(title === undefined ? {} : { title }),
    ...(axis === undefined ? {} : { axis }),
    ...(weight === undefined ? {} : { weight }),
    ...(status === undefined ? {} : { status }),
    ...(resultNote === undefined ? {} : { resultNote }),
    ...(product === undefined ? {} : { product }),
    ...(quality === undefined ? {} : { quality }),
    ...(gone === undefined ? {} : { withdrawnAt: gone ? at : null }),
    ...writer(scope),
    updatedAt: at,
  }
  if (version === 0) {
    const last = await tx.ratingTaskItem.aggregate({ where: { caseId: of.id }, _max: { position: true } })
    const position = (last._max.position ?? 0) + 1
    const { count } = await tx.ratingTaskItem.createMany({
      data: { id, ...keyOf(of), position, ...data },
      skipDuplicates: true,
    })
    return count === 1 ? 1 : null
  }
  const { count } = await tx.ratingTaskItem.updateMany({
    where: { id, caseId: of.id, version },
    data: { ...data, version: { increment: 1 } },
  })
  return count === 1 ? version + 1 : null
}

/** Puts a superior's question to a person; answers its id. */
export async function insertHint(
  tx: Tx,
  scope: Scope,
  { of, question, at }: { of: OfCase; question: string; at: Date },
): Promise<string> {
  const id = newId()
  const { userId: askedBy, name: askedByName } = scope.actor
  await tx.ratingReviewHint.create({
    data: { id, ...keyOf(of), question, askedBy, askedByName, askedAt: at, updatedAt: at },
  })
  return id
}

/** Takes a question back; false when it is gone already. */
export async function withdrawHint(
  tx: Tx,
  _scope: Scope,
  { of, id, at }: { of: Pick<OfCase, 'id'>; id: string; at: Date },
): Promise<boolean> {
  const { count } = await tx.ratingReviewHint.updateMany({
    where: { id, caseId: of.id, withdrawnAt: null },
    data: { withdrawnAt: at, version: { increment: 1 }, updatedAt: at },
  })
  return count === 1
}

type Answer = {
  readonly of: OfCase
  readonly id: string
  readonly version: number
  readonly answer: string
  readonly at: Date
}

/** Stores the answer to a question, an emptied one as not answered; answers the new version, or null when changed meanwhile. */
export async function answerHint(
  tx: Tx,
  _scope: Scope,
  { of, id, version, answer, at }: Answer,
): Promise<number | null> {
  const { count } = await tx.ratingReviewHint.updateMany({
    where: { id, caseId: of.id, version, withdrawnAt: null },
    data: { answer, answeredAt: answer.trim() === '' ? null : at, version: { increment: 1 }, updatedAt: at },
  })
  return count === 1 ? version + 1 : null
}
