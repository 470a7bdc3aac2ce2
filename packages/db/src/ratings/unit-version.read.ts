import { type Level, levelSchema, type RatingState, ratingStateSchema } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import type { ScreeningRow } from './screening.read.ts'
import type { RatingVersion } from './version.read.ts'
import { isWithinOnce } from './within-once.ts'

/**
 * Every version of the level of a unit, the first one first; none for a unit out of scope. The decision itself is a record of
 * who decided: a unit's own secretary reads its number and day, not its list.
 */
export async function listUnitVersions(tx: Tx, scope: Scope, caseId: string): Promise<RatingVersion[]> {
  const found = isId(caseId)
    ? await tx.ratingUnitCase.findUnique({ where: { id: caseId }, select: { organizationId: true } })
    : null
  if (!found || !(await isWithinOnce(tx, scope, found.organizationId))) return []
  return tx.$queryRaw<RatingVersion[]>`
    select l.id, l.decision_id as "decisionId", l.decider_id as "committeeId", case when d.kind in ('reconsideration', 'correction') then d.kind when l.replaces_id is null then 'yearly' else 'correction' end as kind,
        l.outcome, l.not_rated_reason as "notRatedReason", trim_scale(l.total_points)::text as "totalPoints", l.reasoning,
        l.decision_number as "decisionNumber", l.decided_on::text as "decidedOn", coalesce(d.signer_name, '') as "signerName",
        coalesce(d.signer_title, '') as "signerTitle", coalesce(d.content_hash, '') as "contentHash", d.exception_decision_number as "exceptionDecisionNumber", l.replaces_id as "replacesId",
        n.id as "replacedById", l.superseded_at as "supersededAt"
      from rating_unit_level l left join rating_unit_decision d on d.id = l.decision_id left join rating_unit_level n on n.replaces_id = l.id
     where l.case_id = ${caseId}::uuid order by l.id`
}

/** Where a unit stands once its level is decided, told by its notice, its complaints and its last decision; null before. */
export async function findUnitStateAfter(tx: Tx, _scope: Scope, caseId: string): Promise<RatingState | null> {
  const [row] = await tx.$queryRaw<{ state: string }[]>`
    select case when exists (select from rating_unit_appeal a where a.rating_id = l.id and a.state = 'filed') then 'appealed'
        when exists (select from rating_unit_appeal a where a.rating_id = l.id and a.state = 'upheld') then 'reconsidered'
        when exists (select from rating_unit_notice n where n.rating_id = l.id) then 'notified'
        when d.kind = 'reconsideration' then 'reconsidered' when l.replaces_id is not null then 'revised' else 'decided' end as state
      from rating_unit_level l left join rating_unit_decision d on d.id = l.decision_id
     where l.case_id = ${caseId}::uuid and l.superseded_at is null`
  return row ? ratingStateSchema.parse(row.state) : null
}

/** How many units of one quota group stand at each level, with the last number that let the group go higher. */
export async function countUnitGroup(
  tx: Tx,
  scope: Scope,
  { committeeId, campaignId, quotaGroup }: { committeeId: string; campaignId: string; quotaGroup: string },
): Promise<{ counts: readonly { outcome: string; count: number }[]; exceptionDecisionNo: string | null }> {
  if (!(await isWithinOnce(tx, scope, committeeId))) return { counts: [], exceptionDecisionNo: null }
  const counts = await tx.$queryRaw<{ outcome: string; count: number }[]>`
    select outcome, count(*)::int as count from rating_unit_level
     where decider_id = ${committeeId}::uuid and campaign_id = ${campaignId}::uuid and quota_group = ${quotaGroup} and superseded_at is null group by 1`
  const [exception] = await tx.$queryRaw<{ number: string }[]>`
    select d.exception_decision_number as number from rating_unit_level l join rating_unit_decision d on d.id = l.decision_id
     where l.decider_id = ${committeeId}::uuid and l.campaign_id = ${campaignId}::uuid and l.quota_group = ${quotaGroup}
       and d.exception_decision_number is not null order by d.decided_at desc limit 1`
  return { counts, exceptionDecisionNo: exception?.number ?? null }
}

/** The standing level of an organization itself in a campaign; null where none stands or it is out of sight. */
export async function findUnitLevel(
  tx: Tx,
  _scope: Scope,
  { campaignId, organizationId }: { campaignId: string; organizationId: string },
): Promise<Level | null> {
  const row = await tx.ratingUnitLevel.findFirst({
    where: { campaignId, organizationId, supersededAt: null, subject: { notIn: ['COLLECTIVE', 'LEADER'] } },
    select: { outcome: true },
  })
  return levelSchema.safeParse(row?.outcome).data ?? null
}

/** Heads decided above whose collective is this one, with their standing levels: none of them may stand above it. */
export async function listLeadersOf(
  tx: Tx,
  _scope: Scope,
  { organizationId, campaignId }: { organizationId: string; campaignId: string },
): Promise<{ id: string; level: Level }[]> {
  return tx.$queryRaw`
    select l.case_id as id, l.outcome as level from rating_unit_level l join rating_unit_case c on c.id = l.case_id
     where l.organization_id = ${organizationId}::uuid and l.campaign_id = ${campaignId}::uuid and c.subject = 'LEADER' and c.is_head
       and l.superseded_at is null and l.outcome <> 'NOT_RATED'`
}

/** The levels of organizations in all years, those imported from before the product with them. */
export async function listUnitOutcomes(
  tx: Tx,
  _scope: Scope,
  organizationIds: readonly string[],
): Promise<{ organizationId: string; year: number; outcome: string }[]> {
  if (organizationIds.length === 0) return []
  return tx.$queryRaw`select organization_id as "organizationId", year, outcome from app.outcomes_of_units(${[...organizationIds]}::uuid[])`
}

/** Standing levels of leaders by year, each leader told by his case; empty for who neither decides nor prepares those cases. */
export async function listLeaderOutcomes(
  tx: Tx,
  _scope: Scope,
  caseIds: readonly string[],
): Promise<{ caseId: string; year: number; outcome: string }[]> {
  if (caseIds.length === 0) return []
  return tx.$queryRaw`select unit_id as "caseId", year, outcome from app.outcomes_of_leaders(${[...caseIds]}::uuid[])`
}

/** The screening tasks of a leader, told by his case; empty for who neither decides nor prepares it. */
export const listLeaderScreenings = (
  tx: Tx,
  _scope: Scope,
  caseId: string,
): Promise<Pick<ScreeningRow, 'id' | 'secondYear' | 'state' | 'groundStands'>[]> =>
  tx.$queryRaw`select id, second_year as "secondYear", state, ground_stands as "groundStands" from app.screenings_of_leader(${caseId}::uuid)`

/** One line of an earlier decision that another decision has replaced. */
export type ReplacedUnit = {
  readonly caseId: string
  readonly decisionId: string
  readonly fromOutcome: string
  readonly toOutcome: string
  readonly number: string
  readonly day: LegalDay
  readonly name: string
  readonly kind: 'reconsideration' | 'correction'
}

/** What was decided anew about single units of a committee in a campaign, newest first; empty out of scope. */
export async function listUnitAmendments(
  tx: Tx,
  scope: Scope,
  { campaignId, committeeId }: { campaignId: string; committeeId: string },
): Promise<ReplacedUnit[]> {
  if (!(await isWithinOnce(tx, scope, committeeId))) return []
  return tx.$queryRaw`
    select o.case_id as "caseId", o.decision_id as "decisionId", o.outcome as "fromOutcome", l.outcome as "toOutcome",
        l.decision_number as number, l.decided_on::text as day, d.kind,
        case when c.subject = 'LEADER' then c.post_title || ' · ' || coalesce(c.person_code, '') else c.name end as name
      from rating_unit_level l join rating_unit_level o on o.id = l.replaces_id join rating_unit_decision d on d.id = l.decision_id
      join rating_unit_case c on c.id = l.case_id
     where l.campaign_id = ${campaignId}::uuid and l.decider_id = ${committeeId}::uuid order by l.id desc`
}

/** Whether the actor himself is the leader a case is about. */
export async function isOwnLeader(tx: Tx, _scope: Scope, caseId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ own: boolean }[]>`select app.is_own_leader(${caseId}::uuid) as own`
  return row?.own === true
}

/** The last level decided of an organization itself, of a campaign or imported; null where none is known to the reader. */
export async function findLastUnitLevel(
  tx: Tx,
  _scope: Scope,
  organizationId: string,
): Promise<{ level: string; decidedOn: string | null } | null> {
  const [row] = await tx.$queryRaw<{ level: string; decidedOn: string | null }[]>`
    select level, to_char(decided_on, 'YYYY-MM-DD') as "decidedOn" from (
      select l.outcome as level, l.decided_on, extract(year from l.decided_on)::int as year from rating_unit_level l
       where l.organization_id = ${organizationId}::uuid and l.superseded_at is null and l.subject not in ('COLLECTIVE', 'LEADER')
      union all
      select h.outcome, h.decided_on, h.year from rating_history_unit h
       where h.organization_id = ${organizationId}::uuid and h.superseded_at is null) known
     order by year desc, decided_on desc nulls last limit 1`
  return row ?? null
}
