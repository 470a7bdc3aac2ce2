import { generationOfYear, ratingRuleSets } from '@nq15/domain/ratings'
import type { Tx } from '../src/client.ts'
import { type CityGround, cityWords, layCity, operatorId } from './city-ground.ts'
import { nameParts } from './members.seed.ts'

/** Rows of a number range, laid in one transaction. */
export type Range = { readonly from: number; readonly to: number }

/** Members `from` to `to` with home, posts, statuses and discipline. */
export async function layCityMembers(tx: Tx, ground: CityGround, range: Range): Promise<void> {
  await layCity(tx, [peopleSql(ground, range), ...memberSql(ground)])
}

function peopleSql(ground: CityGround, { from, to }: Range): string {
  const { id, dice, pick, cellOfMember, firstMember, sectorOf } = cityWords(ground)
  return `
    create temporary table city_person on commit drop as
    select p.*, fullness.kind, fullness.admitted,
        case when i < 3 then 'active' when sector = 'neighbourhood' and ${dice('n', 20, 100)} < 6 then 'exempt' when ${dice('n', 21, 1000)} < 4 then 'suspended'
          when ${dice('n', 22, 1000)} < 12 then 'temporary-transfer' when ${dice('n', 23, 1000)} < 6 then 'long-absence' else 'active' end as status
      from (
        select q.*, family || ' ' || case when is_woman then ${pick(nameParts.womenMiddles, 'n', 12)} || ' ' || ${pick(nameParts.womenGivens, 'n', 13)}
            else ${pick(nameParts.menMiddles, 'n', 14)} || ' ' || ${pick(nameParts.menGivens, 'n', 15)} end as name,
            case when sector = 'neighbourhood' then 1944 + ${dice('n', 16, 35)} else 1966 + ${dice('n', 16, 34)} end as born
          from (
            select n, c, n - ${firstMember('c')} as i, ${id('member', 'n')} as id, ${id('cell', 'c')} as cell, ${sectorOf('c')} as sector,
                ${pick(nameParts.families, 'n', 10)} as family, ${dice('n', 11, 100)} < 47 as is_woman
              from (select n, ${cellOfMember('n')} as c from generate_series(${from}::bigint, ${to}) n) k) q) p
      cross join lateral (select case when i > 4 and ${dice('n', 17, 100)} < 3 then 'probationary' else 'full' end as kind,
        case when i > 4 and ${dice('n', 17, 100)} < 3 then date '2026-01-15' + ${dice('n', 18, 250)}
          else make_date(least(born + 22 + ${dice('n', 18, 17)}, 2024), ${pick([2, 5, 9, 11], 'n', 19)}, 1 + ${dice('n', 24, 28)}) end as admitted) fullness`
}

function memberSql(ground: CityGround): readonly string[] {
  const { id, dice } = cityWords(ground)
  const leads = `(sector <> 'neighbourhood')`
  const sinceOf = `case status when 'exempt' then make_date(2023 + ${dice('n', 25, 4)}, 1, 1) when 'suspended' then date '2026-09-01' when 'temporary-transfer' then date '2026-04-01' when 'long-absence' then date '2026-03-01' end`
  return [
    `insert into member (id, organization_id, card_number, file_number, full_name, search_name, birth_date, gender, kind, admitted_on, full_on, status, status_since, in_political_system)
    select id, cell, case kind when 'full' then '98.' || lpad(n::text, 6, '0') end, case kind when 'full' then null else 'DB-M' || n end, name, app.search_text(name),
        make_date(born, 1 + ${dice('n', 26, 12)}, 1 + ${dice('n', 27, 28)}), case when is_woman then 'female' else 'male' end, kind, admitted,
        case kind when 'full' then (admitted + interval '1 year')::date end, status, ${sinceOf}, sector not in ('neighbourhood', 'cooperative', 'private-enterprise') from city_person`,
    `insert into membership (id, member_id, organization_id, kind, valid_from) select ${id('membership', 'n')}, id, cell, 'official', greatest(admitted, date '2015-01-01') from city_person`,
    `insert into member_post (id, member_id, organization_id, post_organization_id, post, title, is_leader, is_head, valid_from)
    select ${id('post', 'n')}, id, cell, cell, case i when 0 then 'secretary' when 1 then 'deputy-secretary' else 'committee-member' end,
        case i when 0 then case when ${leads} then 'Bí thư chi bộ, Thủ trưởng' else 'Bí thư chi bộ' end when 1 then 'Phó bí thư chi bộ' else 'Chi ủy viên' end,
        i < 2 and ${leads}, false, greatest(admitted, date '2025-01-01') from city_person where i < 3`,
    `insert into member_status (id, member_id, organization_id, status, valid_from) select ${id('status', 'n')}, id, cell, status, ${sinceOf} from city_person where status <> 'active'`,
    `insert into discipline_record (id, member_id, organization_id, form, decision_number, decided_on, announced_on, violation_id, violation)
    select ${id('discipline', 'n')}, id, cell, case when ${dice('n', 28, 10)} < 7 then 'reprimand' else 'warning' end, n || '-QĐ/UBKT', date '2026-05-12', date '2026-05-12', ${id('discipline', '1000000000 + n')},
        'Vi phạm quy định về những điều đảng viên không được làm (dữ liệu mẫu)' from city_person where i > 4 and kind = 'full' and ${dice('n', 29, 1000)} < 8`,
  ]
}

/** The years that came in by an import of past ratings, before the product kept them itself. */
export const importedYears = [2022, 2023, 2024] as const

/** One import per past year: whose file the labels came from. */
export async function layCityImports(tx: Tx, ground: CityGround): Promise<void> {
  const { id } = cityWords(ground)
  await layCity(
    tx,
    importedYears.map(
      (
        year,
      ) => `insert into import_run (id, user_id, organization_id, kind, file_name, file_sha256, as_of, state, mapping)
      values (${id('run', String(year))}, '${operatorId}', '${ground.cityId}', 'ratings', 'xep-loai-${year}-mau.xlsx', repeat('0', 64), '${ground.today}', 'taken', '{}')`,
    ),
  )
}

/** The levels of past years of members `from` to `to`, in the words of the rules of each year. */
export async function layCityHistory(tx: Tx, ground: CityGround, { from, to }: Range): Promise<void> {
  const words = cityWords(ground)
  const { id, dice, cellOfMember } = words
  await layCity(
    tx,
    importedYears.map((year) => {
      const level = `case when ${dice('n', year, 1000)} < 130 then 'XS' when ${dice('n', year, 1000)} < 900 then 'T' when ${dice('n', year, 1000)} < 994 then 'HT' else 'KHT' end`
      return `insert into rating_history (id, member_id, organization_id, year, generation, original_label, outcome, decision_number, decided_on, decided_by, import_run_id, entered_by, entered_by_name, entered_at)
      select ${id('history', `${year - 2000} * 10000000::bigint + n`)}, m.id, ${id('cell', cellOfMember('n'))}, ${year}, '${generationOf(year).code}', ${labelSql(year, 'MEMBER')}, outcome, '15-QĐ/ĐU', date '${year}-12-19',
          'Đảng ủy (dữ liệu mẫu)', ${id('run', String(year))}, '${operatorId}', 'Dữ liệu mẫu', now()
        from generate_series(${from}::bigint, ${to}) n join member m on m.id = ${id('member', 'n')} cross join lateral (select ${level} as outcome) l
       where m.admitted_on < date '${year}-05-01'`
    }),
  )
}

/** The levels of past years of cells and grassroots organizations. */
export async function layCityUnitHistory(tx: Tx, ground: CityGround): Promise<void> {
  const { id, dice } = cityWords(ground)
  const { cells, grassroots } = ground.measure
  await layCity(
    tx,
    importedYears.map((year) => {
      const level = `case when ${dice('n + shift', year + 100, 1000)} < 150 then 'XS' when ${dice('n + shift', year + 100, 1000)} < 920 then 'T' when ${dice('n + shift', year + 100, 1000)} < 995 then 'HT' else 'KHT' end`
      return `insert into rating_history_unit (id, organization_id, year, generation, original_label, outcome, decision_number, decided_on, decided_by, import_run_id, entered_by, entered_by_name, entered_at)
      select ${id('unitHistory', `${year - 2000} * 10000000::bigint + shift + n`)}, organization, ${year}, '${generationOf(year).code}', ${labelSql(year, 'ORGANIZATION')}, outcome, '21-QĐ/ĐU', date '${year}-12-26',
          'Đảng ủy (dữ liệu mẫu)', ${id('run', String(year))}, '${operatorId}', 'Dữ liệu mẫu', now()
        from (select n, 0 as shift, ${id('cell', 'n')} as organization from generate_series(1, ${cells}) n
          union all select n, 1000000, ${id('grassroots', 'n')} from generate_series(1, ${grassroots}) n) u cross join lateral (select ${level} as outcome) l`
    }),
  )
}

/** The generation of rules that a past year was rated by. */
export function generationOf(year: number) {
  const found = generationOfYear(ratingRuleSets, year)
  if (!found) throw new Error(`no rules of ${year}`)
  return found
}

/** Words of SQL that name an `outcome` as the rules of a year do. */
export function labelSql(year: number, of: 'MEMBER' | 'ORGANIZATION'): string {
  const { labels, levels } = generationOf(year)
  const said = levels.map(({ code, vi }) => {
    const label = labels?.find((one) => one.level === code && (one.of === of || one.of === 'ANY'))
    return `when '${code}' then '${label?.vi ?? vi}'`
  })
  return `case outcome ${said.join(' ')} end`
}
