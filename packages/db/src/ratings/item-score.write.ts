import type { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'
import type { RatingCaseRow } from './case.read.ts'

/** Whose scores: the person's own, or the appraising body's. */
export type ScoreStage = 'self' | 'appraised'

type Save = {
  readonly of: Pick<RatingCaseRow, 'id' | 'organizationId' | 'memberId'>
  readonly stage: ScoreStage
  /** The version the writer saw; 0 when there was none. */
  readonly version: number
  readonly sheet: object
  readonly scores: object
  readonly generalPoints: string | null
  readonly resultPoints: string | null
  readonly at: Date
}

/** Stores scores by items with the sheet they belong to; answers the new version, or null when somebody else saved meanwhile. */
export async function saveItemScores(tx: Tx, { actor }: Scope, save: Save): Promise<number | null> {
  const { of, stage, version, at, generalPoints, resultPoints } = save
  const data = {
    sheet: save.sheet as Prisma.InputJsonObject,
    scores: save.scores as Prisma.InputJsonObject,
    generalPoints,
    resultPoints,
    enteredBy: actor.userId,
    enteredByName: actor.name,
    updatedAt: at,
  }
  const fresh = { id: newId(), caseId: of.id, organizationId: of.organizationId, memberId: of.memberId, ...data }
  const changed = { where: { caseId: of.id, version }, data: { ...data, version: { increment: 1 } } }
  const { count } =
    stage === 'self'
      ? version === 0
        ? await tx.ratingSelfScore.createMany({ data: [fresh], skipDuplicates: true })
        : await tx.ratingSelfScore.updateMany(changed)
      : version === 0
        ? await tx.ratingAppraisedScore.createMany({ data: [fresh], skipDuplicates: true })
        : await tx.ratingAppraisedScore.updateMany(changed)
  return count === 1 ? version + 1 : null
}
