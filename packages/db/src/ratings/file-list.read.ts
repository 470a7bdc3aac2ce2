import type { FileListFacts } from '@nq15/domain/ratings'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'
import { isWithinOnce } from './within-once.ts'

type Row = {
  readonly rated: number
  readonly reviewed: number
  readonly away: number
  readonly residence: number
  readonly minutes: number
  readonly appraised: number
  readonly decided: number
  readonly hints: number
  readonly answered: number
  readonly asked: number
  readonly given: number
  readonly appeals: number
  readonly settled: number
  readonly papers: number
}

/** What lies in the file of a cell's review and rating, and what is owed; null without a file or out of scope. */
export async function findCellFileList(
  tx: Tx,
  scope: Scope,
  { campaignId, organizationId }: { readonly campaignId: string; readonly organizationId: string },
): Promise<FileListFacts | null> {
  if (!(await isWithinOnce(tx, scope, organizationId))) return null
  const [row] = await tx.$queryRaw<Row[]>`
    with owed as (select c.id, c.subject from rating_case c
      where c.campaign_id = ${campaignId}::uuid and c.organization_id = ${organizationId}::uuid and c.not_rated_reason is null),
    word as (select i.case_id, i.kind, i.answered_at from rating_case_input i join owed o on o.id = i.case_id where i.withdrawn_at is null),
    hint as (select h.answered_at from rating_review_hint h join owed o on o.id = h.case_id where h.withdrawn_at is null),
    appeal as (select a.state from rating_appeal a join owed o on o.id = a.case_id where a.state <> 'withdrawn')
    select (select count(*)::int from owed) as rated,
        (select count(*)::int from owed o join rating_self_assessment s on s.case_id = o.id
          where s.submitted_at is not null or s.entered_for_member) as reviewed,
        (select count(*)::int from owed where subject <> 'MEMBER_2C') as away,
        (select count(distinct w.case_id)::int from word w join owed o on o.id = w.case_id
          where w.kind = 'RESIDENCE' and w.answered_at is not null and o.subject <> 'MEMBER_2C') as residence,
        (select count(*)::int from rating_meeting m where m.campaign_id = f.campaign_id and m.organization_id = f.organization_id
          and m.held_on is not null) as minutes,
        (f.state in ('appraised', 'decided'))::int as appraised, (f.state = 'decided')::int as decided,
        (select count(*)::int from hint) as hints, (select count(answered_at)::int from hint) as answered,
        (select count(*)::int from word where kind <> 'RESIDENCE') as asked,
        (select count(answered_at)::int from word where kind <> 'RESIDENCE') as given,
        (select count(*)::int from appeal) as appeals, (select count(*)::int from appeal where state in ('upheld', 'changed')) as settled,
        (select count(*)::int from paper p where p.subject_id = f.organization_id and p.state = 'registered' and p.year = (select year from rating_campaign
          where id = f.campaign_id)) as papers
      from rating_cell_file f where f.campaign_id = ${campaignId}::uuid and f.organization_id = ${organizationId}::uuid`
  return row
    ? {
        reviews: { have: row.reviewed, of: row.rated },
        residence: { have: row.residence, of: row.away },
        minutes: { have: row.minutes, of: 1 },
        appraisal: { have: row.appraised, of: 1 },
        conclusion: { have: row.decided, of: 1 },
        hints: { have: row.answered, of: row.hints },
        opinions: { have: row.given, of: row.asked },
        complaints: { have: row.settled, of: row.appeals },
        others: { have: row.papers, of: row.papers },
      }
    : null
}

/** Complaints about the levels of an organization, its collective and its head, and how many are settled; the rest of its file is on its page. */
export async function countUnitAppeals(
  tx: Tx,
  scope: Scope,
  { campaignId, organizationId }: { readonly campaignId: string; readonly organizationId: string },
): Promise<{ readonly have: number; readonly of: number }> {
  if (!(await isWithinOnce(tx, scope, organizationId))) return { have: 0, of: 0 }
  const [row] = await tx.$queryRaw<{ have: number; of: number }[]>`
    select count(*) filter (where a.state in ('upheld', 'changed'))::int as have, count(*)::int as of
      from rating_unit_appeal a join rating_unit_case c on c.id = a.case_id
     where c.campaign_id = ${campaignId}::uuid and c.organization_id = ${organizationId}::uuid and a.state <> 'withdrawn'`
  return row ?? { have: 0, of: 0 }
}
