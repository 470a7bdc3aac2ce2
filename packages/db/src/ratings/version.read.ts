import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import { isWithinOnce } from './within-once.ts'

/** One version of a person's level of a year, linked to the one before and after. */
export type RatingVersion = {
  readonly id: string
  readonly decisionId: string
  /** The committee that decided it. */
  readonly committeeId: string
  readonly kind: 'yearly' | 'reconsideration' | 'correction'
  readonly outcome: string
  readonly notRatedReason: string | null
  readonly totalPoints: string | null
  readonly reasoning: unknown
  readonly decisionNumber: string
  readonly decidedOn: LegalDay
  readonly signerName: string
  readonly signerTitle: string
  readonly contentHash: string
  readonly exceptionDecisionNumber: string | null
  readonly replacesId: string | null
  readonly replacedById: string | null
  readonly supersededAt: Date | null
}

/** Every version of the level of a case, the first one first; none for a case out of scope. A read of a person's levels, put into the trail. */
export async function listVersions(tx: Tx, scope: Scope, caseId: string): Promise<RatingVersion[]> {
  if (!isId(caseId)) return []
  const found = await tx.ratingCase.findUnique({
    where: { id: caseId },
    select: { organizationId: true, memberId: true },
  })
  if (!found) return []
  const own = scope.permission === 'rating:self' && found.memberId === scope.actor.memberId
  if (!own && (scope.permission === 'rating:self' || !(await isWithinOnce(tx, scope, found.organizationId)))) return []
  if (!own) {
    await tx.$queryRaw`select app.audit('read', 'rating_case', ${caseId}::uuid, ${found.organizationId}::uuid)::text`
  }
  return tx.$queryRaw<RatingVersion[]>`
    select r.id, r.decision_id as "decisionId", r.committee_id as "committeeId", case when d.kind in ('reconsideration', 'correction') then d.kind when r.replaces_id is null then 'yearly' else 'correction' end as kind,
        r.outcome, r.not_rated_reason as "notRatedReason", trim_scale(r.total_points)::text as "totalPoints", r.reasoning,
        r.decision_number as "decisionNumber", r.decided_on::text as "decidedOn",
        coalesce(d.signer_name, '') as "signerName", coalesce(d.signer_title, '') as "signerTitle", coalesce(d.content_hash, '') as "contentHash",
        d.exception_decision_number as "exceptionDecisionNumber",
        r.replaces_id as "replacesId", n.id as "replacedById", r.superseded_at as "supersededAt"
      from rating r left join rating_decision d on d.id = r.decision_id left join rating n on n.replaces_id = r.id
     where r.case_id = ${caseId}::uuid order by r.id`
}

/** A person's standing outcomes of every year, also those of cells he has left. */
export async function listOutcomes(
  tx: Tx,
  _scope: Scope,
  memberIds: readonly string[],
): Promise<{ memberId: string; year: number; outcome: string }[]> {
  if (memberIds.length === 0) return []
  return tx.$queryRaw`select member_id as "memberId", year, outcome from app.outcomes_of(${[...memberIds]}::uuid[])`
}

/** How many of a committee's people stand at each level, by kind of person. */
export async function countStanding(
  tx: Tx,
  scope: Scope,
  { committeeId, year }: { committeeId: string; year: number },
): Promise<{ subject: string; outcome: string; count: number }[]> {
  if (!(await isWithinOnce(tx, scope, committeeId))) return []
  return tx.$queryRaw`select subject, outcome, count(*)::int as count from rating
    where committee_id = ${committeeId}::uuid and year = ${year} and superseded_at is null group by 1, 2`
}

/** Decisions about single lines of a yearly decision, newest first. */
export async function listAmendments(
  tx: Tx,
  scope: Scope,
  { campaignId, committeeId }: { campaignId: string; committeeId: string },
): Promise<
  {
    id: string
    kind: string
    decisionNumber: string
    decidedOn: LegalDay
    caseId: string
    fullName: string
    fromOutcome: string
    toOutcome: string
  }[]
> {
  if (!(await isWithinOnce(tx, scope, committeeId))) return []
  return tx.$queryRaw`
    select d.id, d.kind, d.decision_number as "decisionNumber", d.decided_on::text as "decidedOn", r.case_id as "caseId",
        c.full_name as "fullName", o.outcome as "fromOutcome", r.outcome as "toOutcome"
      from rating_decision d join rating r on r.decision_id = d.id join rating o on o.id = r.replaces_id join rating_case c on c.id = r.case_id
     where d.campaign_id = ${campaignId}::uuid and d.organization_id = ${committeeId}::uuid and d.kind in ('reconsideration', 'correction') order by r.id desc`
}

/** The number of the last decision that let a committee's groups go to the exceptional percentage in a year, or null. */
export async function findException(
  tx: Tx,
  scope: Scope,
  { campaignId, committeeId }: { campaignId: string; committeeId: string },
): Promise<string | null> {
  if (!(await isWithinOnce(tx, scope, committeeId))) return null
  const row = await tx.ratingDecision.findFirst({
    where: { campaignId, organizationId: committeeId, exceptionDecisionNumber: { not: null } },
    orderBy: { decidedAt: 'desc' },
    select: { exceptionDecisionNumber: true },
  })
  return row?.exceptionDecisionNumber ?? null
}
