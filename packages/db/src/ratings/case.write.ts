import type { Finding, Level, Proposal } from '@nq15/domain/ratings'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

export type ComputedProposal = {
  readonly caseId: string
  readonly outcome: Proposal
  readonly findings: readonly Finding[]
}

/** Keeps what the rules propose for some cases, with every finding, as it stood at `at`; one statement for all. */
export async function writeComputed(
  tx: Tx,
  _scope: Scope,
  { proposals, at }: { proposals: readonly ComputedProposal[]; at: Date },
): Promise<void> {
  if (proposals.length === 0) return
  await tx.$executeRaw`
    update rating_case c set computed_outcome = p.outcome, computed_findings = p.findings, computed_at = ${at}
      from jsonb_to_recordset(${JSON.stringify(proposals)}::jsonb) p ("caseId" uuid, outcome text, findings jsonb)
     where c.id = p."caseId"`
}

type Choice = {
  readonly caseId: string
  readonly version: number
  readonly level: Level | null
  readonly reason: string | null
  readonly at: Date
}

/** Sets the level people propose, or takes it back (`null`: as the rules propose); false when changed meanwhile. */
export async function writeProposedLevel(
  tx: Tx,
  _scope: Scope,
  { caseId, version, level, reason, at }: Choice,
): Promise<boolean> {
  const { count } = await tx.ratingCase.updateMany({
    where: { id: caseId, version },
    data: { proposedLevel: level, proposedReason: reason, version: { increment: 1 }, updatedAt: at },
  })
  return count === 1
}

/** Moves the cases of some files to a rating state. */
export async function writeCaseStates(
  tx: Tx,
  _scope: Scope,
  { fileIds, state }: { fileIds: readonly string[]; state: string },
): Promise<void> {
  // A head whom a superior decides on is not decided with the file he is in.
  const others = state === 'decided' ? { ratingUnitCases: { none: {} } } : {}
  await tx.ratingCase.updateMany({ where: { fileId: { in: [...fileIds] }, ...others }, data: { state } })
}
