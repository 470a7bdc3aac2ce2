import { ratingRuleSets } from '@nq15/domain/ratings'
import { hashOfRules } from '@nq15/use-cases/ratings/campaign-rules'
import pg from 'pg'

/** How large the invented city is; the default is Hà Nội's order of size. */
export type CitySize = {
  readonly communes: number
  readonly cells: number
  readonly members: number
  /** Rated years, the last one still under way in one commune of ten. */
  readonly years: readonly number[]
}
export const hanoiSize: CitySize = {
  communes: 126,
  cells: 17_000,
  members: 480_000,
  years: [2022, 2023, 2024, 2025, 2026],
}

/** Kinds of records in the ids of the city. */
export const cityKinds = {
  city: 0,
  commune: 1,
  district: 2,
  ward: 3,
  committee: 4,
  cell: 5,
  member: 6,
  user: 7,
} as const

/** The id of the n-th record of a kind, n from 1: the same in every city, so that a benchmark can name what it asks for. */
export const cityId = (kind: keyof typeof cityKinds, n: number): string =>
  `00000000-0000-7000-8${cityKinds[kind].toString(16).padStart(3, '0')}-${n.toString(16).padStart(12, '0')}`

/**
 * Fills a migrated, empty database with a city: the tree before and since 1 July 2025 (30 districts with 579 wards became the
 * communes), members, and for each year the campaign, files, cases, decisions, levels and counts. Needs a superuser's
 * connection: it plants past triggers and policies. About two minutes for Hà Nội's size.
 */
export async function buildCity(
  owner: pg.Client,
  size: CitySize = hanoiSize,
  print: (text: string) => void = () => undefined,
): Promise<void> {
  const timed = async (what: string, sql: string) => {
    const start = performance.now()
    await owner.query(sql)
    print(`  ${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`)
  }
  await owner.query(
    `set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '256MB'; set work_mem = '64MB'`,
  )
  await timed('tree', treeSql(size))
  await timed('members', membersSql(size))
  for (const [index, year] of size.years.entries()) {
    await timed(`year ${year}`, yearSql(size, year, index === size.years.length - 1))
  }
  await owner.query('set session_replication_role = default')
  await timed('reach', 'select app.rebuild_organization_reach()')
  await timed('analyze', 'vacuum analyze')
}

const rulesOf = (year: number) => (year > 2024 ? 'G3' : year > 2022 ? 'G2' : 'G1b')

/** A year is pinned to the rules of this version, so that its limit can be reckoned. */
function hashOf(code: string): string {
  const ruleSet = ratingRuleSets.find((one) => one.code === code)
  return ruleSet ? hashOfRules(ruleSet) : 'unknown'
}

const idSql = `
  create or replace function pg_temp.id(kind int, n bigint) returns uuid language sql immutable as
    $$ select ('00000000-0000-7000-8' || lpad(to_hex(kind), 3, '0') || '-' || lpad(to_hex(n), 12, '0'))::uuid $$;
  -- The same throw of the dice for a person and a year, 0 to 999.
  create or replace function pg_temp.dice(n bigint, salt int) returns int language sql immutable as
    $$ select (abs(hashint8(n * 7919 + salt))::bigint % 1000)::int $$;`

/** Who decides on a cell since the reform: one of three cells stands under a committee of the commune, the others directly under it. */
const treeSql = ({ communes, cells }: CitySize) => `${idSql}
  create temporary table place (kind int, n bigint, up_kind int, up bigint, type text, sector text, since date, until date);
  insert into place
    select 0, 1::bigint, null::int, null::bigint, 'city-org', null, date '2010-01-01', date '9999-12-31' union all
    select 1, n, 0, 1, 'grassroots-committee-org', null, date '2025-07-01', date '9999-12-31' from generate_series(1, ${communes}) n union all
    select 2, n, 0, 1, 'direct-org', null, date '2010-01-01', date '2025-07-01' from generate_series(1, 30) n union all
    select 3, n, 2, 1 + n % 30, 'grassroots-committee-org', null, date '2010-01-01', date '2025-07-01' from generate_series(1, 579) n union all
    select 4, n, 1, 1 + n % ${communes}, 'grassroots-committee-org', 'agency', date '2025-07-01', date '9999-12-31' from generate_series(1, 2300) n union all
    select 5, n, 3, 1 + n % 579, 'cell', sector, date '2010-01-01', date '2025-07-01' from generate_series(1, ${cells}) n,
      lateral (select (array['neighbourhood', 'agency', 'public-service-unit', 'private-enterprise'])[1 + n % 4] as sector) s union all
    select 5, n, case when n % 3 = 0 then 4 else 1 end, case when n % 3 = 0 then 1 + (n / 3) % 2300 else 1 + (1 + n % 579) % ${communes} end, 'cell', sector, date '2025-07-01', date '9999-12-31'
      from generate_series(1, ${cells}) n, lateral (select (array['neighbourhood', 'agency', 'public-service-unit', 'private-enterprise'])[1 + n % 4] as sector) s;
  insert into organization (id, side) select distinct pg_temp.id(kind, n), 'party' from place;
  insert into organization_version (id, organization_id, parent_id, side, code, name, search_name, org_type, sector, valid_from, valid_to)
    select gen_random_uuid(), pg_temp.id(kind, n), case when up_kind is null then null else pg_temp.id(up_kind, up) end, 'party',
      kind || '-' || n, 'Tổ chức ' || kind || ' ' || n, app.search_text('Tổ chức ' || kind || ' ' || n), type, sector, since, until from place;
  insert into succession (id, kind, effective_on, decision_number, confidence)
    select pg_temp.id(32, n), 'merger', '2025-07-01', n || '-QĐ', 'design' from generate_series(1, ${communes}) n;
  insert into succession_link (id, succession_id, predecessor_id, successor_id, inherits_records)
    select pg_temp.id(33, n), pg_temp.id(32, 1 + n % ${communes}), pg_temp.id(3, n), pg_temp.id(1, 1 + n % ${communes}), true from generate_series(1, 579) n;
  create temporary table cell_place as
    select p.n, pg_temp.id(5, p.n) as cell, pg_temp.id(p.up_kind, p.up) as committee, p.sector, p.since, p.until from place p where p.kind = 5;`

const membersSql = ({ cells, members }: CitySize) => `
  insert into member (id, organization_id, card_number, full_name, search_name, kind, admitted_on, in_political_system)
    select pg_temp.id(6, n), pg_temp.id(5, 1 + n % ${cells}), '01.' || lpad(n::text, 6, '0'), 'Nguoi ' || n, 'nguoi ' || n, 'full', '2000-01-01', n % 3 = 0
      from generate_series(1, ${members}) n;`

const yearSql = ({ cells, members, communes }: CitySize, year: number, isLast: boolean) => `
  insert into rating_campaign (id, organization_id, year, rule_set_code, rule_set_hash, opens_on, cut_off_on, cell_due_on, committee_due_on, state)
    values (pg_temp.id(20, ${year}), pg_temp.id(0, 1), ${year}, '${rulesOf(year)}', '${hashOf(rulesOf(year))}', '${year}-11-01', '${year}-11-15', '${year}-12-10', '${year}-12-20', '${isLast ? 'open' : 'closed'}');
  create temporary table file_of as
    select p.n, p.cell, p.committee, p.sector, pg_temp.id(21, ${year} * 100000::bigint + p.n) as file,
        ${isLast ? `p.committee in (select pg_temp.id(1, n) from generate_series(10, ${communes}, 10) n)` : 'false'} as open
      from cell_place p where p.since <= '${year}-11-15' and '${year}-11-15' < p.until;
  create temporary table case_of as
    select m.n, pg_temp.id(22, ${year} * 1000000::bigint + m.n) as id, f.file, f.cell, f.committee, f.open, pg_temp.id(6, m.n) as member,
        case when m.n % 40 = 0 then 'LEADER' when m.n % 3 = 0 then 'MEMBER_2A' else 'MEMBER_2C' end as subject,
        case when d.roll < 25 then 'EXEMPT' when d.roll < 32 then 'ADMITTED_LT_6M' when d.roll < 34 then 'SUSPENDED' end as reason,
        case when r.roll < 130 + ${year % 5} * 2 then 'XS' when r.roll < 880 then 'T' when r.roll < 995 then 'HT' else 'KHT' end as outcome
      from generate_series(1::bigint, ${members}) m (n) join file_of f on f.n = 1 + m.n % ${cells},
        lateral (select pg_temp.dice(m.n, ${year}) as roll) d, lateral (select pg_temp.dice(m.n, ${year} + 77) as roll) r;
  insert into rating_cell_file (id, campaign_id, organization_id, committee_id, name, sector, state, due_on, members_total, members_rated)
    select f.file, pg_temp.id(20, ${year}), f.cell, f.committee, 'Chi bộ ' || f.n, f.sector, case when f.open then 'in-work' else 'decided' end, '${year}-12-10', count(c.id), count(c.id) filter (where c.reason is null)
      from file_of f left join case_of c on c.file = f.file group by f.file, f.cell, f.committee, f.n, f.sector, f.open;
  insert into rating_cell_file_event (id, file_id, organization_id, from_state, to_state, event, by_name, at, on_day)
    select gen_random_uuid(), f.file, f.cell, 'not-started', 'sent', 'send', 'x', timestamp '${year}-12-01' + (f.n % 9) * interval '1 day', date '${year}-12-01' + (f.n % 9)::int from file_of f where not f.open union all
    select gen_random_uuid(), f.file, f.cell, 'appraised', 'decided', 'decide', 'x', timestamp '${year}-12-12' + (f.n % 7) * interval '1 day', date '${year}-12-12' + (f.n % 7)::int from file_of f where not f.open;
  insert into rating_case (id, campaign_id, file_id, organization_id, committee_id, member_id, full_name, search_name, card_number, position_in_list, subject, months_since_admission, not_rated_reason, state)
    select id, pg_temp.id(20, ${year}), file, cell, committee, member, 'Nguoi ' || n, 'nguoi ' || n, '01.' || lpad(n::text, 6, '0'), n, subject, 300, reason, case when open then 'self' else 'decided' end from case_of;
  insert into rating_decision (id, campaign_id, organization_id, decision_number, decided_on, signer_name, signer_title, reasoning, content_hash, decided_by, decided_by_name, decided_at)
    select ('00000000-0000-7000-9' || substr(committee::text, 21, 3) || '-' || lpad(to_hex(${year}), 4, '0') || right(committee::text, 8))::uuid, pg_temp.id(20, ${year}), committee, '15-QĐ/ĐU', '${year}-12-15', 'Người ký', 'Bí thư', '{}', repeat('0', 64), pg_temp.id(7, 1), 'x', '${year}-12-15'
      from file_of where not open group by committee;
  insert into rating (id, decision_id, case_id, member_id, organization_id, committee_id, year, subject, outcome, not_rated_reason, total_points, reasoning, decision_number, decided_on)
    select pg_temp.id(23, ${year} * 1000000::bigint + n), ('00000000-0000-7000-9' || substr(committee::text, 21, 3) || '-' || lpad(to_hex(${year}), 4, '0') || right(committee::text, 8))::uuid, id, member, cell, committee, ${year}, subject,
        case when reason is null then outcome else 'NOT_RATED' end, reason, 80,
        case when outcome = 'KHT' and n % 2 = 0 then '{"findings": [{"code": "SCORE_BELOW_50", "severity": "BLOCK"}]}'::jsonb else '{"findings": []}' end, '15-QĐ/ĐU', '${year}-12-15'
      from case_of where not open;
  insert into rating_count (id, campaign_id, organization_id, committee_id, subject, stage, outcome, count)
    select gen_random_uuid(), pg_temp.id(20, ${year}), cell, committee, subject, stage, case when reason is null then outcome else 'NOT_RATED' end, count(*)
      from case_of cross join (values ('proposed'), ('decided')) s (stage) where stage = 'proposed' or not open group by 2, 3, 4, 5, 6, 7;
  ${
    isLast
      ? `insert into rating_self_assessment (id, case_id, organization_id, member_id, self_level, entered_by, entered_by_name)
    select gen_random_uuid(), id, cell, member, case when pg_temp.dice(n, 5) < 200 then 'XS' else outcome end, pg_temp.id(7, 1), 'x' from case_of where reason is null;`
      : ''
  }
  -- Cells, the committees above them and the committees' collectives, each rated by who stands above.
  create temporary table unit_of as
    select p.kind, p.n, pg_temp.id(p.kind, p.n) as organization, pg_temp.id(p.up_kind, p.up) as decider, p.sector, s.subject, s.salt,
        case p.kind when 5 then 'CHI_BO' when 1 then 'DB_DIRECT' else 'DB_CO_SO' end as type
      from place p cross join (values ('ORGANIZATION', 0), ('COLLECTIVE', 1)) s (subject, salt)
     where p.kind in (1, 3, 4, 5) and p.since <= '${year}-11-15' and '${year}-11-15' < p.until and (p.kind < 5 or s.salt = 0);
  insert into rating_unit_case (id, campaign_id, organization_id, decider_id, subject, organization_subject, name, code, sector, report_due_on, decision_due_on, quota_group, state)
    select ('00000000-0000-7000-9' || lpad(to_hex(kind * 16 + salt), 3, '0') || '-' || lpad(to_hex(${year}), 4, '0') || lpad(to_hex(n), 8, '0'))::uuid, pg_temp.id(20, ${year}), organization, decider,
        case when salt = 0 then type else 'COLLECTIVE' end, type, 'Tổ chức ' || kind || ' ' || n, kind || '-' || n, sector, '${year}-12-10', '${year}-12-20', type, 'decided' from unit_of;
  insert into rating_unit_level (id, decision_id, case_id, campaign_id, organization_id, decider_id, year, subject, organization_subject, quota_group, outcome, reasoning, decision_number, decided_on)
    select gen_random_uuid(), gen_random_uuid(), ('00000000-0000-7000-9' || lpad(to_hex(kind * 16 + salt), 3, '0') || '-' || lpad(to_hex(${year}), 4, '0') || lpad(to_hex(n), 8, '0'))::uuid, pg_temp.id(20, ${year}), organization, decider, ${year},
        case when salt = 0 then type else 'COLLECTIVE' end, type, type, case when d.roll < 130 then 'XS' when d.roll < 870 then 'T' when d.roll < 994 then 'HT' else 'KHT' end, '{"findings": []}', '16-QĐ/ĐU', '${year}-12-16'
      from unit_of, lateral (select pg_temp.dice(n, ${year} + kind * 2 + salt) as roll) d;
  drop table file_of, case_of, unit_of;`

/** Opens a fresh migrated database on a server, fills it, runs the work, drops it. */
export async function withCity(
  server: string,
  work: (city: { readonly owner: pg.Client; readonly url: string; readonly version: string }) => Promise<void>,
  {
    size = hanoiSize,
    print,
    prepare,
  }: {
    size?: CitySize
    print: (text: string) => void
    prepare: (url: string) => Promise<{ url: string; login: string }>
  },
): Promise<void> {
  const name = `nq15_city_${Date.now().toString(36)}`
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const address = new URL(server)
  address.pathname = `/${name}`
  const { url, login } = await prepare(address.href)
  const owner = new pg.Client({ connectionString: address.href })
  await owner.connect()
  try {
    await buildCity(owner, size, print)
    const [row] = (await owner.query<{ version: string }>('select version()')).rows
    await work({ owner, url, version: row?.version.split(' on ')[0] ?? '' })
  } finally {
    await owner.end()
    await admin.query(`drop database ${name} with (force)`)
    await admin.query(`drop role if exists ${login}`)
    await admin.end()
  }
}
