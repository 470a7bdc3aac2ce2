import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** Scores of a case by its sheet; sheet and scores are for the domain to read. Points as exact decimal text. */
export type StoredScores = {
  readonly sheet: unknown
  readonly scores: unknown
  readonly generalPoints: string | null
  readonly resultPoints: string | null
  readonly enteredByName: string
  readonly version: number
  readonly updatedAt: Date
}

type Row = NonNullable<Awaited<ReturnType<Tx['ratingSelfScore']['findUnique']>>>
const toScores = (row: Row | null): StoredScores | null =>
  row && {
    sheet: row.sheet,
    scores: row.scores,
    generalPoints: row.generalPoints?.toString() ?? null,
    resultPoints: row.resultPoints?.toString() ?? null,
    enteredByName: row.enteredByName,
    version: row.version,
    updatedAt: row.updatedAt,
  }

/** The person's own scores of a case and those as appraised, each null while nobody entered them or out of reach. */
export async function findItemScores(
  tx: Tx,
  _scope: Scope,
  caseId: string,
): Promise<{ readonly self: StoredScores | null; readonly appraised: StoredScores | null }> {
  return {
    self: toScores(await tx.ratingSelfScore.findUnique({ where: { caseId } })),
    appraised: toScores(await tx.ratingAppraisedScore.findUnique({ where: { caseId } })),
  }
}
