import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { isWithin } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

/*
 * What levels above the deciding committee see of a year, as of the end of a day: where the files stood, what was decided
 * by then. Cells are named, persons only counted; callers hide small counts before they show them.
 */
type Asked = { readonly campaignId: string; readonly asOf: LegalDay }

/** One cell of a committee as a level above sees it. */
export type CellProgress = {
  readonly organizationId: string
  readonly name: string
  readonly sector: string | null
  readonly state: string
  /** Decided persons by outcome; empty before the committee's decision. */
  readonly decided: Readonly<Record<string, number>>
}

/** The cells of one committee; empty when it is out of scope. */
export async function listCellProgress(
  tx: Tx,
  scope: Scope,
  { campaignId, committeeId, asOf }: Asked & { readonly committeeId: string },
): Promise<CellProgress[]> {
  if (!(await isWithin(tx, scope, committeeId))) return []
  return tx.$queryRaw<CellProgress[]>`
    select f.organization_id as "organizationId", f.name, f.sector,
        coalesce((select e.to_state from rating_cell_file_event e
          where e.file_id = f.id and e.on_day <= ${asOf}::date order by e.at desc limit 1), 'not-started') as state,
        coalesce((select jsonb_object_agg(o.outcome, o.n) from (
          select c.outcome, sum(c.count)::int as n from rating_count c
           where c.campaign_id = f.campaign_id and c.organization_id = f.organization_id and c.stage = 'decided' and c.count > 0
             and exists (select from rating_decision d where d.campaign_id = c.campaign_id and d.organization_id = c.committee_id
               and d.superseded_at is null and d.decided_on <= ${asOf}::date)
           group by c.outcome) o), '{}') as decided
      from rating_cell_file f
     where f.campaign_id = ${campaignId}::uuid and f.committee_id = ${committeeId}::uuid order by f.name, f.id`
}

/** How many files and people a campaign holds so far. */
export async function countFrozen(
  tx: Tx,
  _scope: Scope,
  campaignId: string,
): Promise<{ cells: number; people: number; rated: number }> {
  const { _count, _sum } = await tx.ratingCellFile.aggregate({
    where: { campaignId },
    _count: true,
    _sum: { membersTotal: true, membersRated: true },
  })
  return { cells: _count, people: _sum.membersTotal ?? 0, rated: _sum.membersRated ?? 0 }
}
