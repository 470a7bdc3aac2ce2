import { type CampaignState, campaignStateSchema } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { dayOf } from '../legal-day-column.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

/** A yearly campaign as every signed-in reader may see it: its days, its pinned rules, its state. */
export type Campaign = {
  readonly id: string
  readonly organizationId: string
  readonly year: number
  readonly ruleSetCode: string
  readonly ruleSetHash: string
  readonly options: unknown
  readonly opensOn: LegalDay
  readonly cutOffOn: LegalDay
  readonly cellDueOn: LegalDay
  readonly committeeDueOn: LegalDay
  /** The last days as the rules or the committee name them; the due days are the working days on which they legally end. */
  readonly cellTermOn: LegalDay | null
  readonly committeeTermOn: LegalDay | null
  readonly state: CampaignState
  readonly openedAt: Date | null
  readonly version: number
}

type Row = Awaited<ReturnType<Tx['ratingCampaign']['findFirstOrThrow']>>

const toCampaign = ({ createdAt: _, updatedAt: __, ...row }: Row): Campaign => ({
  ...row,
  opensOn: dayOf(row.opensOn),
  cutOffOn: dayOf(row.cutOffOn),
  cellDueOn: dayOf(row.cellDueOn),
  committeeDueOn: dayOf(row.committeeDueOn),
  cellTermOn: row.cellTermOn && dayOf(row.cellTermOn),
  committeeTermOn: row.committeeTermOn && dayOf(row.committeeTermOn),
  state: campaignStateSchema.parse(row.state),
})

/** All campaigns, newest year first. Campaigns are published downwards: whoever holds a grant may know them. */
export async function listCampaigns(tx: Tx, _scope: Scope): Promise<Campaign[]> {
  return (await tx.ratingCampaign.findMany({ orderBy: { year: 'desc' } })).map(toCampaign)
}

/** The campaign of a year, or null. */
export async function findCampaignOfYear(tx: Tx, _scope: Scope, year: number): Promise<Campaign | null> {
  const row = await tx.ratingCampaign.findFirst({ where: { year } })
  return row && toCampaign(row)
}

/** A campaign by its id, or null. */
export async function findCampaign(tx: Tx, _scope: Scope, id: string): Promise<Campaign | null> {
  const row = isId(id) ? await tx.ratingCampaign.findUnique({ where: { id } }) : null
  return row && toCampaign(row)
}

/** What of a campaign is not decided yet, by who decides it; the most first. */
export type Undecided = {
  readonly kind: 'files' | 'units'
  readonly deciderId: string
  readonly name: string
  readonly count: number
}

/** Files of cells and units of a campaign that no decision stands for, as far as the scope reaches. */
export async function listUndecided(tx: Tx, _scope: Scope, campaignId: string): Promise<Undecided[]> {
  return tx.$queryRaw<Undecided[]>`
    with open as (
      select 'files' as kind, f.committee_id as decider_id, count(*)::int as count from rating_cell_file f
       where f.campaign_id = ${campaignId}::uuid and f.state <> 'decided' group by 2
      union all
      select 'units', u.decider_id, count(*)::int from rating_unit_case u
       where u.campaign_id = ${campaignId}::uuid and u.state <> 'decided' group by 2
    )
    select o.kind, o.decider_id as "deciderId", coalesce(v.name, '') as name, o.count
      from open o left join lateral (select name from organization_version v where v.organization_id = o.decider_id
        order by v.valid_from desc limit 1) v on true
     order by o.count desc, v.name, o.kind`
}

/** What still waits after the decisions of a campaign: it does not keep the year open, and goes on when it is closed. */
export async function countAfterWork(
  tx: Tx,
  _scope: Scope,
  { campaignId, year }: { campaignId: string; year: number },
): Promise<{ untoldUnits: number; unitAppeals: number; unitCorrections: number }> {
  const [row] = await tx.$queryRaw<{ untoldUnits: number; unitAppeals: number; unitCorrections: number }[]>`
    select (select count(*)::int from rating_unit_level l where l.campaign_id = ${campaignId}::uuid and l.superseded_at is null
          and not exists (select from rating_unit_notice n where n.rating_id = l.id)) as "untoldUnits",
        (select count(*)::int from rating_unit_appeal a where a.year = ${year} and a.state = 'filed') as "unitAppeals",
        (select count(*)::int from rating_unit_correction k where k.year = ${year} and k.state = 'prepared') as "unitCorrections"`
  return row ?? { untoldUnits: 0, unitAppeals: 0, unitCorrections: 0 }
}
