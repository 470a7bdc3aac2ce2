import type { Level } from '@nq15/domain/ratings'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'
import type { RatingCaseRow } from './case.read.ts'

/** The fields of a self-assessment that may be typed; an absent field is left as it is, null empties it. */
export type AssessmentPatch = {
  readonly generalPoints?: string | null
  readonly resultPoints?: string | null
  readonly tasksAssigned?: number | null
  readonly tasksOnTime?: number | null
  readonly tasksLate?: number | null
  readonly tasksFailed?: number | null
  readonly tasksExceeded?: number | null
  readonly limitationsPointedOut?: number | null
  readonly limitationsRemedied?: number | null
  readonly selfLevel?: Level | null
  readonly reviewText?: string
}

type Save = {
  readonly of: Pick<RatingCaseRow, 'id' | 'organizationId' | 'memberId'>
  /** The version the writer saw; 0 when there was none. */
  readonly version: number
  readonly patch: AssessmentPatch
  readonly submittedAt?: Date | null
  readonly at: Date
}

/** Stores typed fields of a self-assessment; answers the new version, or null when somebody else saved meanwhile. */
export async function saveAssessment(
  tx: Tx,
  scope: Scope,
  { of, version, patch, submittedAt, at }: Save,
): Promise<number | null> {
  const who = {
    enteredForMember: of.memberId !== scope.actor.memberId,
    enteredBy: scope.actor.userId,
    enteredByName: scope.actor.name,
    updatedAt: at,
    ...(submittedAt === undefined ? {} : { submittedAt }),
  }
  if (version === 0) {
    const { count } = await tx.ratingSelfAssessment.createMany({
      data: { id: newId(), caseId: of.id, organizationId: of.organizationId, memberId: of.memberId, ...patch, ...who },
      skipDuplicates: true,
    })
    return count === 1 ? 1 : null
  }
  const { count } = await tx.ratingSelfAssessment.updateMany({
    where: { caseId: of.id, version },
    data: { ...patch, ...who, version: { increment: 1 } },
  })
  return count === 1 ? version + 1 : null
}
