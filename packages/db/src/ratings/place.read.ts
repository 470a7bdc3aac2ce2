import { campaignStateSchema, cellFileStateSchema } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import type { Campaign } from './campaign.read.ts'
import type { CellFile, CellFileStep } from './cell-file.read.ts'
import type { CountRow } from './count.read.ts'
import type { DecisionRow } from './decision.read.ts'
import { noteWithin } from './within-once.ts'

/** Which campaign a page is about: by its id, or the one of a year. */
export type AskedCampaign = { readonly campaignId: string } | { readonly year: number }

type RawCampaign = Omit<Campaign, 'openedAt' | 'state'> & { readonly openedAt: string | null; readonly state: string }
type RawFile = Omit<CellFile, 'state' | 'updatedAt'> & { readonly state: string; readonly updatedAt: string }
type RawStep = Omit<CellFileStep, 'at'> & { readonly at: string }

/** Everything of a cell's page that is not about single persons, in one statement. */
export type CellPlace = {
  readonly campaign: Campaign
  readonly file: CellFile
  readonly committeeName: string
  /** The steps of the file, oldest first. */
  readonly steps: readonly CellFileStep[]
  /** Proposed counts of the whole committee, without naming a cell. */
  readonly sums: readonly { readonly subject: string; readonly outcome: string; readonly count: number }[]
}

/** The place of a cell in a campaign; null when it has no file there or is out of scope. */
export async function readCellPlace(
  tx: Tx,
  scope: Scope,
  { organizationId, ...asked }: AskedCampaign & { readonly organizationId: string },
): Promise<CellPlace | null> {
  if (!isId(organizationId) || ('campaignId' in asked && !isId(asked.campaignId))) return null
  const [row] = await tx.$queryRaw<
    {
      campaign: RawCampaign
      file: RawFile
      committeeName: string | null
      steps: RawStep[]
      sums: { subject: string; outcome: string; count: number }[]
    }[]
  >`
    select ${campaignJson} as campaign, ${fileJson} as file, ${nameOf(Prisma.sql`f.committee_id`)} as "committeeName",
        coalesce((select jsonb_agg(jsonb_build_object('fromState', e.from_state, 'toState', e.to_state, 'event', e.event,
          'reason', e.reason, 'byName', e.by_name, 'at', e.at) order by e.at) from rating_cell_file_event e where e.file_id = f.id), '[]') as steps,
        coalesce((select jsonb_agg(jsonb_build_object('subject', s.subject, 'outcome', s.outcome, 'count', s.count))
          from app.committee_sums(p.id, f.organization_id) s), '[]') as sums
      from rating_cell_file f join rating_campaign p on p.id = f.campaign_id
     where f.organization_id = ${organizationId}::uuid and ${campaignIs(asked)} and ${within(scope, Prisma.sql`f.organization_id`)}`
  if (!row) return null
  noteWithin(tx, scope, organizationId)
  return {
    campaign: toCampaign(row.campaign),
    file: toFile(row.file),
    committeeName: row.committeeName ?? '',
    steps: row.steps.map(toStep),
    sums: row.sums,
  }
}

/** Everything of a committee's board, in one statement. */
export type CommitteePlace = {
  readonly campaign: Campaign
  readonly committeeName: string
  readonly files: readonly (CellFile & { readonly head: string | null; readonly lastStep: CellFileStep | null })[]
  readonly counts: readonly CountRow[]
  readonly decision: DecisionRow | null
  /** Reasons given for returns here, the newest first, each once. */
  readonly reasons: readonly string[]
  /** Changes with every answer to a check, every figure typed about a cell, every count record and every matter pending: what a judgement reads besides. */
  readonly besides: string
}

/** The board of a committee in a campaign; null when no cell of it has a file there, or it is out of scope. */
export async function readCommitteePlace(
  tx: Tx,
  scope: Scope,
  { committeeId, reasons, ...asked }: AskedCampaign & { readonly committeeId: string; readonly reasons: number },
): Promise<CommitteePlace | null> {
  if (!isId(committeeId) || ('campaignId' in asked && !isId(asked.campaignId))) return null
  const [row] = await tx.$queryRaw<
    {
      campaign: RawCampaign
      committeeName: string | null
      files: (RawFile & { head: string | null; lastStep: RawStep | null })[]
      counts: CountRow[]
      decision: (Omit<DecisionRow, 'decidedAt'> & { decidedAt: string }) | null
      reasons: string[]
      besides: string
    }[]
  >`
    with p as materialized (
      select * from rating_campaign p where ${campaignIs(asked)} and ${within(scope, Prisma.sql`${committeeId}::uuid`)}
    ), f as materialized (
      select f.* from rating_cell_file f join p on p.id = f.campaign_id where f.committee_id = ${committeeId}::uuid
    ), last_step as (
      select distinct on (e.file_id) e.* from rating_cell_file_event e where e.file_id in (select id from f) order by e.file_id, e.at desc
    ), head as (
      select distinct on (c.file_id) c.file_id, c.full_name from rating_case c
       where c.file_id in (select id from f) and c.is_head order by c.file_id, c.position_in_list
    )
    select ${campaignJson} as campaign, ${nameOf(Prisma.sql`${committeeId}::uuid`)} as "committeeName",
        (select jsonb_agg(${fileJson} || jsonb_build_object('head', h.full_name, 'lastStep', case when e.id is not null then
          jsonb_build_object('fromState', e.from_state, 'toState', e.to_state, 'event', e.event, 'reason', e.reason,
            'byName', e.by_name, 'at', e.at) end) order by f.name, f.id)
          from f left join last_step e on e.file_id = f.id left join head h on h.file_id = f.id) as files,
        coalesce((select jsonb_agg(jsonb_build_object('organizationId', n.organization_id, 'subject', n.subject, 'outcome', n.outcome,
          'count', n.count)) from rating_count n where n.campaign_id = p.id and n.committee_id = ${committeeId}::uuid
          and n.stage = 'proposed' and n.count > 0), '[]') as counts,
        (select jsonb_build_object('id', d.id, 'campaignId', d.campaign_id, 'organizationId', d.organization_id,
          'decisionNumber', d.decision_number, 'decidedOn', d.decided_on, 'signerName', d.signer_name, 'signerTitle', d.signer_title,
          'exceptionDecisionNumber', d.exception_decision_number, 'reasoning', d.reasoning, 'contentHash', d.content_hash,
          'decidedByName', d.decided_by_name, 'decidedAt', d.decided_at) from rating_decision d
          where d.campaign_id = p.id and d.organization_id = ${committeeId}::uuid
            and d.kind = 'members' and d.superseded_at is null) as decision,
        coalesce((select jsonb_agg(r.reason order by r.at desc) from (select e.reason, max(e.at) as at from rating_cell_file_event e
          where e.file_id in (select id from f) and e.event = 'return' and e.reason is not null
          group by e.reason order by max(e.at) desc limit ${reasons}) r), '[]') as reasons,
        concat_ws(' ', (select count(*) from rating_acknowledgement a where a.campaign_id = p.id and a.organization_id = ${committeeId}::uuid),
          (select coalesce(sum(t.version), 0) from rating_typed_fact t where t.campaign_id = p.id and t.organization_id in (select organization_id from f)),
          (select coalesce(sum(t.version), 0) from rating_tally t where t.campaign_id = p.id and t.organization_id in (select organization_id from f)),
          (select count(*) from rating_tally_settlement s where s.campaign_id = p.id and s.organization_id in (select organization_id from f)),
          (select string_agg(m.mark, ' ' order by m.case_id) from app.pending_matters('person', p.id, ${committeeId}::uuid) m))
          as besides
      from p where exists (select from f)`
  if (!row) return null
  noteWithin(tx, scope, committeeId)
  return {
    campaign: toCampaign(row.campaign),
    committeeName: row.committeeName ?? '',
    files: row.files.map(({ head, lastStep, ...file }) => ({
      ...toFile(file),
      head,
      lastStep: lastStep && toStep(lastStep),
    })),
    counts: row.counts,
    decision: row.decision && { ...row.decision, decidedAt: new Date(row.decision.decidedAt) },
    reasons: row.reasons,
    besides: row.besides,
  }
}

const campaignIs = (asked: AskedCampaign) =>
  'year' in asked ? Prisma.sql`p.year = ${asked.year}` : Prisma.sql`p.id = ${asked.campaignId}::uuid`

/** The same question as `isWithin`, asked inside the statement it guards. */
function within({ organizationIds }: Scope, organization: Prisma.Sql): Prisma.Sql {
  if (organizationIds === 'everything') return Prisma.sql`true`
  return Prisma.sql`exists (select from app.organization_reach r where r.above_id = any (${[...organizationIds]}::uuid[])
    and r.organization_id = ${organization} and r.valid_from <= app.today() and app.today() < r.valid_to)`
}

const nameOf = (organization: Prisma.Sql) => Prisma.sql`(select v.name from organization_version v
  where v.organization_id = ${organization}
  order by (v.valid_from <= app.today() and app.today() < v.valid_to) desc, v.valid_from desc limit 1)`

const campaignJson = Prisma.sql`jsonb_build_object('id', p.id, 'organizationId', p.organization_id, 'year', p.year,
  'ruleSetCode', p.rule_set_code, 'ruleSetHash', p.rule_set_hash, 'options', p.options, 'opensOn', p.opens_on, 'cutOffOn', p.cut_off_on,
  'cellDueOn', p.cell_due_on, 'committeeDueOn', p.committee_due_on, 'cellTermOn', p.cell_term_on,
  'committeeTermOn', p.committee_term_on, 'state', p.state, 'openedAt', p.opened_at, 'version', p.version)`

const fileJson = Prisma.sql`jsonb_build_object('id', f.id, 'campaignId', f.campaign_id, 'organizationId', f.organization_id,
  'committeeId', f.committee_id, 'name', f.name, 'sector', f.sector, 'state', f.state, 'dueOn', f.due_on, 'returnReason', f.return_reason,
  'membersTotal', f.members_total, 'membersRated', f.members_rated, 'version', f.version, 'updatedAt', f.updated_at)`

const toCampaign = ({ openedAt, state, ...row }: RawCampaign): Campaign => ({
  ...row,
  openedAt: openedAt === null ? null : new Date(openedAt),
  state: campaignStateSchema.parse(state),
})
const toFile = ({ state, updatedAt, dueOn, ...row }: RawFile): CellFile => ({
  ...row,
  dueOn: dueOn as LegalDay,
  state: cellFileStateSchema.parse(state),
  updatedAt: new Date(updatedAt),
})
const toStep = ({ at, ...row }: RawStep): CellFileStep => ({ ...row, at: new Date(at) })
