import type { Tx } from '../src/client.ts'
import { type CityGround, cityWords, layCity, operatorId } from './city-ground.ts'
import type { Range } from './members-city.seed.ts'

/** A year of the city: its campaign, which the demo has opened, and when people stand in it. */
export type CityYear = { readonly campaignId: string; readonly year: number; readonly isDecided: boolean }

/** The files of the cells `from` to `to` in a campaign; their people come by `layCityCases`. */
export async function layCityFiles(tx: Tx, ground: CityGround, of: CityYear & Range): Promise<void> {
  const { id, committeeOf, sectorOf, dice } = cityWords(ground)
  const { year, campaignId, from, to } = of
  await layCity(tx, [
    `insert into rating_cell_file (id, campaign_id, organization_id, committee_id, name, sector, state, due_on, members_total, members_rated)
    select ${id('file', fileNumber(year, 'n'))}, '${campaignId}', ${id('cell', 'n')}, ${committeeOf('n')}, v.name, ${sectorOf('n')}, ${stateOf(of, 'n', dice)}, date '${year}-12-10', coalesce(c.total, 0), coalesce(c.rated, 0)
      from generate_series(${from}, ${to}) n
      join organization_version v on v.organization_id = ${id('cell', 'n')} and v.valid_to = date '9999-12-31'
      left join (select m.organization_id, count(*)::int as total, count(*) filter (where ${reasonSql(year)} is null)::int as rated from member m
         where m.organization_id between ${id('cell', String(from))} and ${id('cell', String(to))} and m.admitted_on <= date '${year}-10-31' group by 1) c on c.organization_id = ${id('cell', 'n')}`,
    `insert into rating_cell_file_event (id, file_id, organization_id, from_state, to_state, event, by_name, at, on_day)
    select app.uuid_v7(), f.id, f.organization_id, e.before, e.after, e.event, 'Dữ liệu mẫu', timestamp '${year}-11-17 02:30' + e.at * interval '1 day', date '${year}-11-17' + e.at
      from rating_cell_file f join (values ('not-started', 'in-work', 'start', 0), ('in-work', 'sent', 'send', 1), ('sent', 'appraising', 'take-up', 2), ('appraising', 'appraised', 'accept', 3), ('appraised', 'decided', 'decide', 32)) e (before, after, event, at)
        on e.at <= case f.state when 'not-started' then -1 when 'in-work' then 0 when 'sent' then 1 when 'appraising' then 2 when 'appraised' then 3 else 32 end
     where f.id between ${id('file', fileNumber(year, String(from)))} and ${id('file', fileNumber(year, String(to)))}`,
  ])
}

const fileNumber = (year: number, n: string) => `${year - 2000} * 10000000::bigint + ${n}`
type Dice = ReturnType<typeof cityWords>['dice']

/** Under way: three of ten have not begun, as many are at work, two have sent, two are with the committee. */
const stateOf = ({ isDecided, year }: CityYear, n: string, dice: Dice) =>
  isDecided
    ? `'decided'`
    : `(array['not-started', 'not-started', 'not-started', 'in-work', 'in-work', 'in-work', 'sent', 'sent', 'appraising', 'appraised'])[1 + ${dice(n, year + 1, 10)}]`

const reasonSql = (year: number) =>
  `case when m.admitted_on > date '${year}-04-30' then 'ADMITTED_LT_6M' when m.status_since <= date '${year}-10-31' and m.status = 'exempt' then 'EXEMPT'
    when m.status_since <= date '${year}-10-31' and m.status = 'suspended' then 'SUSPENDED' end`

/** People of the cells `from` to `to` in a campaign, with their own reviews and the count of the cells that have sent. */
export async function layCityCases(tx: Tx, ground: CityGround, of: CityYear & Range): Promise<void> {
  const words = cityWords(ground)
  const { id, numberOf, firstMember, dice } = words
  const { year, campaignId, from, to, isDecided } = of
  const cellNumber = numberOf('f.organization_id')
  await layCity(tx, [
    `create temporary table city_case on commit drop as
    select ${id('case', fileNumber(year, 'n'))} as id, k.*, ${dice('n', year + 2, 1000)} as roll,
        case when k.reason is not null then null when ${dice('n', year + 2, 1000)} < 120 then 'XS' when ${dice('n', year + 2, 1000)} < 930 then 'T' else 'HT' end as level
      from (select ${numberOf('m.id')} as n, m.id as member, m.full_name, m.search_name, m.card_number, m.in_political_system, m.admitted_on, ${reasonSql(year)} as reason,
          f.id as file, f.state, f.organization_id as cell, f.committee_id as committee, ${cellNumber} as c, ${numberOf('m.id')} - ${firstMember(cellNumber)} as i, p.title, coalesce(p.is_leader, false) as leads
        from rating_cell_file f join member m on m.organization_id = f.organization_id and m.admitted_on <= date '${year}-10-31'
        left join member_post p on p.member_id = m.id
       where f.id between ${id('file', fileNumber(year, String(from)))} and ${id('file', fileNumber(year, String(to)))}) k`,
    `insert into rating_case (id, campaign_id, file_id, organization_id, committee_id, member_id, full_name, search_name, card_number, post_title, position_in_list, subject, is_head, months_since_admission, not_rated_reason, state, computed_outcome, proposed_level, computed_at)
    select id, '${campaignId}', file, cell, committee, member, full_name, search_name, card_number, title, i + 1, case when leads then 'LEADER' when in_political_system then 'MEMBER_2A' else 'MEMBER_2C' end, false,
        greatest(0, (date '${year}-10-31' - admitted_on) / 30), reason,
        ${isDecided ? `'decided'` : `case when reason is not null or state in ('not-started', 'in-work') then 'self' when state = 'appraised' then 'appraised' else 'proposed' end`},
        ${isDecided ? 'null' : `case when state in ('not-started', 'in-work') then null else level end`}, ${isDecided ? 'null' : `case when state in ('not-started', 'in-work') then null else level end`}, ${isDecided ? 'null' : `case when state in ('not-started', 'in-work') or reason is not null then null else timestamptz '${year}-11-21T02:00:00Z' end`} from city_case`,
    reviewsSql(words, of),
    ...(isDecided ? [] : countsSql(words, of)),
  ])
}

const sent = `state not in ('not-started', 'in-work')`

/** What people wrote of themselves. In a decided year one in five of those at HT has left a task undone, which no band of the law speaks of. */
function reviewsSql({ id, dice }: ReturnType<typeof cityWords>, { year, isDecided }: CityYear): string {
  const undone = isDecided ? `level = 'HT' and n % 5 = 0` : 'false'
  return `insert into rating_self_assessment (id, case_id, organization_id, member_id, general_points, result_points, tasks_assigned, tasks_on_time, tasks_late, tasks_failed, tasks_exceeded, limitations_pointed_out, limitations_remedied, self_level, review_text, entered_for_member, entered_by, entered_by_name, submitted_at)
    select ${id('assessment', `${year - 2000} * 10000000::bigint + n`)}, id, cell, member, case level when 'XS' then 28.5 when 'T' then 26.5 else 24 end, case level when 'XS' then 64 when 'T' then 50 + ${dice('n', 41, 10)} else 38 end,
        10, case level when 'HT' then 9 else 10 end, case when level = 'HT' and not (${undone}) then 1 else 0 end, case when ${undone} then 1 else 0 end, case level when 'XS' then 4 else 1 end, 0, 0, case when level = 'T' and ${dice('n', 42, 100)} < 15 then 'XS' else level end,
        'Bản tự kiểm điểm mẫu: đã hoàn thành nhiệm vụ được giao trong năm.', true, '${operatorId}', full_name, timestamptz '${year}-11-18T02:00:00Z'
      from city_case where level is not null and (${sent} or state = 'in-work' and n % 2 = 0)`
}

/** Both entries of the count where a cell has voted. */
function countsSql({ id }: ReturnType<typeof cityWords>, { year, campaignId }: CityYear): string[] {
  return [
    `insert into rating_tally (id, campaign_id, organization_id, entry, held_on, place, eligible, present, issued, collected, valid, invalid, entered_by, entered_by_name, completed_at)
    select ${id('tally', `${year - 2000} * 100000000::bigint + e * 10000000 + c`)}, '${campaignId}', cell, e, date '${year}-11-18', 'Nhà sinh hoạt cộng đồng', people, people, people, people, people - 1, 1, case e when 1 then '${operatorId}'::uuid else ${id('tally', '7')} end, 'Dữ liệu mẫu', timestamptz '${year}-11-18T05:00:00Z'
      from (select cell, c, greatest(2, count(*) filter (where level is not null))::int as people from city_case where ${sent} group by 1, 2) t cross join generate_series(1, 2) e`,
    `insert into rating_tally_vote (id, tally_id, organization_id, case_id, xs, t, ht, kht)
    select ${id('vote', `${year - 2000} * 100000000::bigint + e * 10000000 + n`)}, ${id('tally', `${year - 2000} * 100000000::bigint + e * 10000000 + c`)}, cell, id,
        case level when 'XS' then valid - valid / 6 when 'T' then valid / 6 else 0 end, case level when 'XS' then valid / 6 when 'T' then valid - valid / 6 else valid / 6 end, case level when 'HT' then valid - valid / 6 else 0 end, 0
      from (select *, greatest(2, count(*) filter (where level is not null) over (partition by cell))::int - 1 as valid from city_case where ${sent}) v cross join generate_series(1, 2) e where level is not null`,
  ]
}

/** Decides a year for every committee of the city that has not yet: a decision each, a standing level for everybody, within the quota of every group. */
export async function decideCityYear(tx: Tx, ground: CityGround, { campaignId, year }: CityYear): Promise<void> {
  const { id, numberOf, ours, dice } = cityWords(ground)
  const decided = `${year}-12-19`
  await layCity(tx, [
    `create temporary table city_outcome on commit drop as
    select c.*, case when not_rated_reason is not null then 'NOT_RATED' when place <= floor(0.15 * of_all) then 'XS' when place <= floor(0.93 * of_all) then 'T' when place <= floor(0.995 * of_all) then 'HT' else 'KHT' end as outcome
      from (select k.id, k.member_id, k.organization_id, k.committee_id, k.subject, k.not_rated_reason, ${numberOf('k.id')} as n,
          row_number() over (partition by k.committee_id, k.subject, k.not_rated_reason is null order by ${dice(`${numberOf('k.id')} % 10000000`, year + 2, 1000)}, k.id) as place,
          count(*) over (partition by k.committee_id, k.subject, k.not_rated_reason is null) as of_all
        from rating_case k where k.campaign_id = '${campaignId}' and ${ours('k.id')}) c`,
    `insert into rating_decision (id, campaign_id, organization_id, decision_number, decided_on, signer_name, signer_title, reasoning, content_hash, decided_by, decided_by_name, decided_at)
    select app.uuid_v7(), '${campaignId}', committee_id, '15-QĐ/ĐU', date '${decided}', 'Phạm Hồng Quảng', 'BÍ THƯ', '{"source": "Dữ liệu mẫu", "warnings": []}', encode(sha256(convert_to(string_agg(id::text || outcome, ',' order by id), 'UTF8')), 'hex'), '${operatorId}', 'Phạm Hồng Quảng', timestamptz '${decided}T08:00:00Z'
      from city_outcome group by committee_id`,
    `insert into rating (id, decision_id, case_id, member_id, organization_id, committee_id, year, subject, outcome, not_rated_reason, total_points, reasoning, decision_number, decided_on)
    select ${id('rating', 'c.n')}, d.id, c.id, c.member_id, c.organization_id, c.committee_id, ${year}, c.subject, c.outcome, c.not_rated_reason, case c.outcome when 'XS' then 92.5 when 'T' then 83.5 when 'HT' then 66 when 'KHT' then 48 end,
        '{"findings": [], "humanReason": null, "source": "Dữ liệu mẫu"}', d.decision_number, d.decided_on
      from city_outcome c join rating_decision d on d.campaign_id = '${campaignId}' and d.organization_id = c.committee_id`,
    `insert into rating_count (id, campaign_id, organization_id, committee_id, subject, stage, outcome, count)
    select app.uuid_v7(), '${campaignId}', organization_id, committee_id, subject, 'decided', outcome, count(*) from city_outcome group by organization_id, committee_id, subject, outcome`,
  ])
}

/** The proposed counts of the city's cells in a campaign that is under way. */
export async function countCityProposals(tx: Tx, ground: CityGround, { campaignId }: CityYear): Promise<void> {
  const { ours } = cityWords(ground)
  await layCity(tx, [
    `insert into rating_count (id, campaign_id, organization_id, committee_id, subject, stage, outcome, count)
    select app.uuid_v7(), campaign_id, organization_id, committee_id, subject, 'proposed', case when not_rated_reason is not null then 'NOT_RATED' else coalesce(proposed_level, computed_outcome, 'MANUAL') end, count(*)
      from rating_case where campaign_id = '${campaignId}' and ${ours('id')} group by 2, 3, 4, 5, 7`,
  ])
}
