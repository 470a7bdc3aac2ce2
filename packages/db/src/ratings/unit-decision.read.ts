import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { dayOf } from '../legal-day-column.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import { isWithinOnce } from './within-once.ts'

/** A committee's decision on units, as it was issued. */
export type UnitDecisionRow = {
  readonly id: string
  readonly campaignId: string
  readonly organizationId: string
  readonly decisionNumber: string
  readonly decidedOn: LegalDay
  readonly signerName: string
  readonly signerTitle: string
  readonly exceptionDecisionNumber: string | null
  readonly reasoning: unknown
  readonly contentHash: string
  readonly decidedByName: string
  readonly decidedAt: Date
}

/** The standing decisions of a committee on units of a campaign, oldest first; empty out of scope. */
export async function listUnitDecisions(
  tx: Tx,
  scope: Scope,
  { campaignId, organizationId }: { campaignId: string; organizationId: string },
): Promise<UnitDecisionRow[]> {
  if (!isId(campaignId) || !(await isWithinOnce(tx, scope, organizationId))) return []
  const rows = await tx.ratingUnitDecision.findMany({
    where: { campaignId, organizationId, supersededAt: null },
    orderBy: [{ decidedOn: 'asc' }, { decidedAt: 'asc' }],
  })
  return rows.map(({ decidedBy: _, supersededAt: __, ...row }) => ({ ...row, decidedOn: dayOf(row.decidedOn) }))
}

/** One line of a decision on units, as it was decided. A leader stands by post and code. */
export type DecidedUnit = {
  readonly caseId: string
  readonly decisionId: string
  readonly organizationId: string
  readonly name: string
  readonly code: string
  readonly postTitle: string | null
  readonly personCode: string | null
  readonly subject: string
  readonly organizationSubject: string
  readonly quotaGroup: string
  readonly outcome: string
  readonly notRatedReason: string | null
  readonly totalPoints: string | null
  readonly reasoning: unknown
}

/** The lines of a committee's standing decisions of a campaign, in the order of codes; empty out of scope. */
export async function listDecidedUnits(
  tx: Tx,
  scope: Scope,
  { campaignId, organizationId }: { campaignId: string; organizationId: string },
): Promise<DecidedUnit[]> {
  if (!isId(campaignId) || !(await isWithinOnce(tx, scope, organizationId))) return []
  return tx.$queryRaw<DecidedUnit[]>`
    select l.case_id as "caseId", l.decision_id as "decisionId", l.organization_id as "organizationId", c.name, c.code, c.post_title as "postTitle",
        c.person_code as "personCode", l.subject, l.organization_subject as "organizationSubject", l.quota_group as "quotaGroup", l.outcome,
        l.not_rated_reason as "notRatedReason", trim_scale(l.total_points)::text as "totalPoints", l.reasoning
      from rating_unit_level l join rating_unit_case c on c.id = l.case_id
     where l.campaign_id = ${campaignId}::uuid and l.decider_id = ${organizationId}::uuid and l.superseded_at is null
     order by c.code, c.name, l.subject, l.id`
}
