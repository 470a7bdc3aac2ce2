import {
  type CollectiveDiscipline,
  type DisciplineFact,
  type Level,
  type ReportedNumbers,
  type UnitFactKind,
  type UnitState,
  unitStateSchema,
} from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import { isWithinOnce } from './within-once.ts'

/** What a unit reports of its year, points as exact decimal text. */
export type UnitReport = ReportedNumbers & {
  readonly selfLevel: string | null
  readonly resultsText: string
  readonly limitationsText: string
  readonly remediesText: string
  readonly answersText: string
  readonly directionText: string
  readonly enteredByName: string
  readonly version: number
  readonly updatedAt: string
}

/** One case of a unit with everything the rules and its page ask of it. */
export type UnitRow = {
  readonly id: string
  readonly campaignId: string
  readonly year: number
  readonly organizationId: string
  readonly deciderId: string
  readonly intermediateId: string | null
  readonly parentId: string | null
  readonly subject: string
  readonly organizationSubject: string
  readonly name: string
  readonly code: string
  readonly sector: string | null
  readonly monthsSinceFounded: number | null
  readonly cells: number
  readonly members: number
  /** For a leader: his post and his code, never his name. */
  readonly caseId: string | null
  readonly postTitle: string | null
  readonly personCode: string | null
  readonly isHead: boolean
  readonly notRatedReason: string | null
  readonly notRatedText: string | null
  readonly reportDueOn: LegalDay
  readonly decisionDueOn: LegalDay
  readonly quotaGroup: string
  readonly state: UnitState
  readonly returnReason: string | null
  readonly computedOutcome: string | null
  readonly intermediateLevel: Level | null
  readonly intermediateReason: string | null
  readonly appraisedLevel: Level | null
  readonly appraisedReason: string | null
  readonly exceptionDecisionNumber: string | null
  readonly version: number
  readonly report: UnitReport | null
  readonly onFile: readonly UnitFactKind[]
  readonly subordinatesDisciplined: number
  /** Null for leaders and where the reader does not reach the organization. */
  readonly collectiveDiscipline: CollectiveDiscipline | null
  readonly undecidedBelow: number
  readonly collectiveDecided: boolean | null
  readonly collectiveLevel: Level | null
  readonly ownFile: string | null
  /** A leader's disciplines; null for organizations. */
  readonly disciplines: readonly DisciplineFact[] | null
  readonly membersDecided: boolean | null
  /** Open signs of weakness of the organization. */
  readonly openSigns: number
  /** Last year's standing level of the same unit; null where there is none. */
  readonly lastLevel: string | null
  /** What was decided, once it is. */
  readonly standing: {
    readonly outcome: string
    readonly decisionId: string
    readonly decisionNumber: string
    readonly decidedOn: LegalDay
  } | null
}

async function findUnits(tx: Tx, where: Prisma.Sql): Promise<UnitRow[]> {
  const rows = await tx.$queryRaw<(UnitRow & { state: string })[]>`
    select c.id, c.campaign_id as "campaignId", p.year, c.organization_id as "organizationId", c.decider_id as "deciderId",
        c.intermediate_id as "intermediateId", c.parent_id as "parentId", c.subject, c.organization_subject as "organizationSubject",
        c.name, c.code, c.sector, c.months_since_founded as "monthsSinceFounded", c.cells_total as cells, c.members_total as members,
        c.case_id as "caseId", c.post_title as "postTitle", c.person_code as "personCode", c.is_head as "isHead",
        c.not_rated_reason as "notRatedReason", c.not_rated_text as "notRatedText", to_char(c.report_due_on, 'YYYY-MM-DD') as "reportDueOn",
        to_char(c.decision_due_on, 'YYYY-MM-DD') as "decisionDueOn", c.quota_group as "quotaGroup", c.state, c.return_reason as "returnReason",
        c.computed_outcome as "computedOutcome", c.intermediate_level as "intermediateLevel", c.intermediate_reason as "intermediateReason",
        c.appraised_level as "appraisedLevel", c.appraised_reason as "appraisedReason",
        c.exception_decision_number as "exceptionDecisionNumber", c.version,
        case when r.id is not null then jsonb_build_object('generalPoints', trim_scale(r.general_points)::text,
          'resultPoints', trim_scale(r.result_points)::text, 'tasksAssigned', r.tasks_assigned, 'tasksOnTime', r.tasks_on_time,
          'tasksLate', r.tasks_late, 'tasksFailed', r.tasks_failed, 'tasksExceeded', r.tasks_exceeded,
          'limitationsPointedOut', r.limitations_pointed_out, 'limitationsRemedied', r.limitations_remedied, 'selfLevel', r.self_level,
          'resultsText', r.results_text, 'limitationsText', r.limitations_text, 'remediesText', r.remedies_text,
          'answersText', r.answers_text, 'directionText', r.direction_text, 'enteredByName', r.entered_by_name, 'version', r.version,
          'updatedAt', r.updated_at) end as report,
        coalesce((select jsonb_agg(distinct f.kind) from rating_unit_fact f where f.case_id = c.id and f.withdrawn_at is null), '[]') as "onFile",
        (select count(distinct f.organization_id)::int from rating_unit_fact f
          join app.organization_reach o on o.organization_id = f.organization_id and o.above_id = c.organization_id
           and o.valid_from <= p.cut_off_on and p.cut_off_on < o.valid_to
         where f.kind = 'organization-discipline' and f.withdrawn_at is null and f.organization_id <> c.organization_id
           and extract(year from f.decided_on) = p.year) as "subordinatesDisciplined",
        case when c.subject <> 'LEADER' then app.collective_discipline(c.organization_id, p.year) end as "collectiveDiscipline",
        case when c.subject = 'LEADER' then 0 else (select count(*)::int from rating_unit_case b
          where b.campaign_id = c.campaign_id and b.parent_id = c.organization_id and b.subject <> 'LEADER' and b.state <> 'decided') end as "undecidedBelow",
        case when c.subject = 'LEADER' then (select k.state = 'decided' from rating_unit_case k
          where k.campaign_id = c.campaign_id and k.organization_id = c.organization_id and k.subject = 'COLLECTIVE') end as "collectiveDecided",
        case when c.subject = 'LEADER' then (select nullif(l.outcome, 'NOT_RATED') from rating_unit_level l
          where l.campaign_id = c.campaign_id and l.organization_id = c.organization_id and l.subject = 'COLLECTIVE'
            and l.superseded_at is null) end as "collectiveLevel",
        case when c.subject = 'LEADER' then app.leader_file_state(c.id) end as "ownFile",
        case when c.subject = 'LEADER' then coalesce(app.leader_disciplines(c.id), '[]') end as disciplines,
        case when c.subject not in ('LEADER', 'COLLECTIVE') then (select bool_and(f.state = 'decided') from (
            select o.state from rating_cell_file o where o.campaign_id = c.campaign_id and o.organization_id = c.organization_id
            union all select b.state from rating_cell_file b where b.campaign_id = c.campaign_id and b.committee_id = c.organization_id) f) end as "membersDecided",
        (select count(*)::int from sign_record s where s.organization_id = c.organization_id and s.state = 'open') as "openSigns",
        (select l.outcome from rating_unit_level l where l.organization_id = c.organization_id and l.subject = c.subject
            and c.subject <> 'LEADER' and l.year = p.year - 1 and l.superseded_at is null limit 1) as "lastLevel",
        (select jsonb_build_object('outcome', l.outcome, 'decisionId', l.decision_id, 'decisionNumber', l.decision_number,
            'decidedOn', to_char(l.decided_on, 'YYYY-MM-DD')) from rating_unit_level l
          where l.case_id = c.id and l.superseded_at is null) as standing
      from rating_unit_case c join rating_campaign p on p.id = c.campaign_id left join rating_unit_report r on r.case_id = c.id
     where ${where} order by c.code, c.name, c.subject, c.id`
  return rows.map((row) => ({ ...row, state: unitStateSchema.parse(row.state) }))
}

type InCampaign = { readonly campaignId: string; readonly organizationId: string }

/** The cases of one organization: itself, its collective, its head where a superior manages him; empty out of scope. */
export async function listUnitsOf(
  tx: Tx,
  scope: Scope,
  { campaignId, organizationId }: InCampaign,
): Promise<UnitRow[]> {
  if (!(await isWithinOnce(tx, scope, organizationId))) return []
  return findUnits(tx, Prisma.sql`c.campaign_id = ${campaignId}::uuid and c.organization_id = ${organizationId}::uuid`)
}

/** Everything the committee of an organization decides in a campaign; empty out of scope. */
export async function listUnitsDecidedBy(
  tx: Tx,
  scope: Scope,
  { campaignId, organizationId }: InCampaign,
): Promise<UnitRow[]> {
  if (!(await isWithinOnce(tx, scope, organizationId))) return []
  return findUnits(tx, Prisma.sql`c.campaign_id = ${campaignId}::uuid and c.decider_id = ${organizationId}::uuid`)
}

/** Everything that goes up through an organization as the level between; empty out of scope. */
export async function listUnitsThrough(
  tx: Tx,
  scope: Scope,
  { campaignId, organizationId }: InCampaign,
): Promise<UnitRow[]> {
  if (!(await isWithinOnce(tx, scope, organizationId))) return []
  return findUnits(tx, Prisma.sql`c.campaign_id = ${campaignId}::uuid and c.intermediate_id = ${organizationId}::uuid`)
}

/** What stands undecided directly below an organization, its own units left out; empty out of scope. */
export async function listUndecidedBelow(
  tx: Tx,
  scope: Scope,
  { campaignId, organizationId }: InCampaign,
): Promise<{ id: string; organizationId: string; name: string; subject: string; state: string }[]> {
  if (!(await isWithinOnce(tx, scope, organizationId))) return []
  return tx.ratingUnitCase.findMany({
    where: { campaignId, parentId: organizationId, subject: { not: 'LEADER' }, state: { not: 'decided' } },
    select: { id: true, organizationId: true, name: true, subject: true, state: true },
    orderBy: [{ code: 'asc' }, { subject: 'asc' }],
  })
}

/** Units of a campaign under an organization whose level froze no facts, mostly for want of a decision; those not rated are left out. */
const withoutFrozenFacts = ({ campaignId, organizationId }: InCampaign) => Prisma.sql`
  u.campaign_id = ${campaignId}::uuid and u.not_rated_reason is null
    and not coalesce((select bool_or(l.outcome = 'NOT_RATED' or l.reasoning ? 'facts') from rating_unit_level l
      where l.case_id = u.id and l.replaces_id is null), false)
    and exists (select from app.organization_reach o where o.above_id = ${organizationId}::uuid and o.organization_id = u.organization_id)`

/** The next of them that have reported anything, as they stand today, in the order of their ids; empty out of scope. */
export async function listUnitsWithoutFrozenFacts(
  tx: Tx,
  scope: Scope,
  { after, most, ...of }: InCampaign & { readonly after: string; readonly most: number },
): Promise<UnitRow[]> {
  if (!(await isWithinOnce(tx, scope, of.organizationId))) return []
  const rows = await findUnits(
    tx,
    Prisma.sql`c.id in (select u.id from rating_unit_case u join rating_unit_report e on e.case_id = u.id
      where ${withoutFrozenFacts(of)} and u.id > ${after}::uuid order by u.id limit ${most}::int)`,
  )
  return rows.sort((left, right) => (left.id < right.id ? -1 : 1))
}

/** How many of them have reported nothing; 0 out of scope. */
export async function countUnitsWithoutReport(tx: Tx, scope: Scope, of: InCampaign): Promise<number> {
  if (!(await isWithinOnce(tx, scope, of.organizationId))) return 0
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from rating_unit_case u
     where ${withoutFrozenFacts(of)} and not exists (select from rating_unit_report e where e.case_id = u.id)`
  return row?.count ?? 0
}

/** A case of the scope, or null. */
export async function findUnit(tx: Tx, scope: Scope, id: string): Promise<UnitRow | null> {
  const [row] = isId(id) ? await findUnits(tx, Prisma.sql`c.id = ${id}::uuid`) : []
  return row && (await isWithinOnce(tx, scope, row.organizationId)) ? row : null
}

/** How many units of a campaign are not decided; counts over the whole campaign as far as the scope reaches. */
export async function countUndecidedUnits(tx: Tx, _scope: Scope, campaignId: string): Promise<number> {
  return tx.ratingUnitCase.count({ where: { campaignId, state: { not: 'decided' } } })
}

/** How far the units below each organization are, kept at who decides them: decider → state → how many. */
export async function countUnitStates(
  tx: Tx,
  _scope: Scope,
  { campaignId, deciderIds }: { campaignId: string; deciderIds: readonly string[] },
): Promise<ReadonlyMap<string, Readonly<Record<string, number>>>> {
  if (deciderIds.length === 0) return new Map()
  const rows = await tx.$queryRaw<{ deciderId: string; states: Record<string, number> }[]>`
    select decider_id as "deciderId", jsonb_object_agg(state, n) as states from (
      select decider_id, state, count(*)::int as n from rating_unit_case
       where campaign_id = ${campaignId}::uuid and decider_id = any(${[...deciderIds]}::uuid[]) group by 1, 2) s group by 1`
  return new Map(rows.map(({ deciderId, states }) => [deciderId, states]))
}
