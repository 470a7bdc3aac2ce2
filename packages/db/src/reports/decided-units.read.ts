import type { LegalDay } from '@nq15/domain/shared'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId, isWithin } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

/** A decision on units with how many lines of each kind it has. */
export type UnitDecision = {
  readonly id: string
  readonly decisionNumber: string
  readonly decidedOn: LegalDay
  readonly signerName: string
  readonly signerTitle: string
  readonly exceptionDecisionNumber: string | null
  readonly contentHash: string
  readonly lines: number
}

type Asked = {
  readonly campaignId: string
  readonly organizationId: string
  /** Cells below grassroots organizations, or all other organizations. */
  readonly of: 'cells' | 'organizations'
}

const kindOf = (of: Asked['of']) =>
  of === 'cells' ? Prisma.sql`l.organization_subject = 'CHI_BO'` : Prisma.sql`l.organization_subject <> 'CHI_BO'`

/** The decisions of a committee that rate units of a kind in a campaign, newest first; none out of scope. */
export async function listDecisionsOnUnits(
  tx: Tx,
  scope: Scope,
  { campaignId, organizationId, of }: Asked,
): Promise<UnitDecision[]> {
  if (!isId(campaignId) || !(await isWithin(tx, scope, organizationId))) return []
  return tx.$queryRaw<UnitDecision[]>`
    select d.id::text as id, d.decision_number as "decisionNumber", to_char(d.decided_on, 'YYYY-MM-DD') as "decidedOn",
        d.signer_name as "signerName", d.signer_title as "signerTitle", d.exception_decision_number as "exceptionDecisionNumber",
        d.content_hash as "contentHash", count(*)::int as lines
      from rating_unit_decision d join rating_unit_level l on l.decision_id = d.id
     where d.campaign_id = ${campaignId}::uuid and d.organization_id = ${organizationId}::uuid and ${kindOf(of)}
     group by d.id order by d.decided_on desc, d.decided_at desc, d.id desc`
}

/** One line of a decision on units as it was decided, whatever became of it since; a leader stands by post and code. */
export type UnitLine = {
  readonly caseId: string
  readonly name: string
  readonly sector: string | null
  readonly members: number
  readonly postTitle: string | null
  readonly personCode: string | null
  readonly subject: string
  readonly organizationSubject: string
  readonly outcome: string
  readonly notRatedReason: string | null
  readonly notRatedText: string | null
  readonly totalPoints: string | null
}

/** Every line of a committee's decision, in the order of codes; none out of scope. */
export async function listLinesOfDecision(
  tx: Tx,
  scope: Scope,
  { decisionId, organizationId }: { decisionId: string; organizationId: string },
): Promise<UnitLine[]> {
  if (!(await isWithin(tx, scope, organizationId))) return []
  return tx.$queryRaw<UnitLine[]>`
    select l.case_id::text as "caseId", c.name, c.sector, c.members_total as members, c.post_title as "postTitle", c.person_code as "personCode",
        l.subject, l.organization_subject as "organizationSubject", l.outcome, l.not_rated_reason as "notRatedReason",
        c.not_rated_text as "notRatedText", trim_scale(l.total_points)::text as "totalPoints"
      from rating_unit_level l join rating_unit_case c on c.id = l.case_id
     where l.decision_id = ${decisionId}::uuid and l.decider_id = ${organizationId}::uuid order by c.code, c.name, l.subject, l.id`
}

/** Whether a committee decides units in a campaign; false out of scope. */
export async function decidesUnits(
  tx: Tx,
  scope: Scope,
  { campaignId, organizationId }: Omit<Asked, 'of'>,
): Promise<boolean> {
  if (!isId(campaignId) || !(await isWithin(tx, scope, organizationId))) return false
  return (await tx.ratingUnitCase.count({ where: { campaignId, deciderId: organizationId }, take: 1 })) > 0
}
