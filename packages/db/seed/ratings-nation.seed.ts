import type { Tx } from '../src/client.ts'
import { layCity, operatorId } from './city-ground.ts'
import { nameParts } from './members.seed.ts'
import { generationOf, labelSql, type Range } from './members-city.seed.ts'
import { type NationGround, nationWords } from './nation-ground.ts'

/** The tree of today, laid as if it had stood ever since: a sample invents no lineage of provinces. */
const since = '2010-01-01'
const sayer = `'${operatorId}', 'Mẫu', now()`

/** Centre, provinces, communes and cells in one transaction: what is above whom is reckoned once, at its end. */
export async function layNationTree(tx: Tx, ground: NationGround): Promise<void> {
  const { id, centre, province, commune, communeOfCell, provinceOf } = nationWords(ground)
  const { provinces, communes, cells } = ground.measure
  const codeOfProvince = (p: string) => `'T' || lpad((${p})::text, 2, '0')`
  const codeOfCommune = (c: string) => `${codeOfProvince(provinceOf(c))} || '.' || lpad((${c})::text, 4, '0')`
  const named = (select: string) => `
    insert into organization_version (id, organization_id, parent_id, side, code, name, search_name, org_type, sector, valid_from)
    select v, o, up, 'party', code, name, app.search_text(name), kind, sector, date '${since}' from (${select}) r (v, o, up, code, name, kind, sector)`
  await layCity(tx, [
    `insert into organization (id, side) select ${centre}, 'party'
      union all select ${province('n')}, 'party' from generate_series(1, ${provinces}) n
      union all select ${commune('n')}, 'party' from generate_series(1, ${communes}) n
      union all select ${id('cell', 'n')}, 'party' from generate_series(1, ${cells}) n`,
    named(`select ${id('version', '1')}, ${centre}, null::uuid, 'TW', 'Toàn Đảng (dữ liệu mẫu)', 'city-org', null
      union all select ${id('version', '100 + n')}, ${province('n')}, ${centre}, ${codeOfProvince('n')}, 'Đảng bộ tỉnh, thành phố Mẫu ' || n, 'direct-org', null
        from generate_series(1, ${provinces}) n
      union all select ${id('version', '10000 + n')}, ${commune('n')}, ${province(provinceOf('n'))}, ${codeOfCommune('n')}, 'Đảng bộ xã, phường Mẫu ' || n,
        'grassroots-committee-org', null from generate_series(1, ${communes}) n`),
    named(`select ${id('version', '1000000 + n')}, ${id('cell', 'n')}, ${commune(communeOfCell('n'))}, ${codeOfCommune(communeOfCell('n'))} || '.' || n,
        'Chi bộ Mẫu ' || n, 'cell', 'neighbourhood' from generate_series(1, ${cells}) n`),
  ])
}

/** Members `from` to `to`: the file that a rating stands on. Memberships only in the first commune of each province. */
export async function layNationMembers(tx: Tx, ground: NationGround, { from, to }: Range): Promise<void> {
  const { id, dice, pick, cellOfMember, communeOfCell, provinceOf } = nationWords(ground)
  await layCity(tx, [
    `create temporary table nation_person on commit drop as
    select n, ${id('member', 'n')} as id, ${id('cell', 'cell')} as cell, commune, province, is_woman, family || ' ' || case when is_woman
          then ${pick(nameParts.womenMiddles, 'n', 12)} || ' ' || ${pick(nameParts.womenGivens, 'n', 13)}
          else ${pick(nameParts.menMiddles, 'n', 14)} || ' ' || ${pick(nameParts.menGivens, 'n', 15)} end as name, 1940 + ${dice('n', 16, 40)} as born
      from (select n, cell, ${communeOfCell('cell')} as commune, ${provinceOf(communeOfCell('cell'))} as province,
              ${pick(nameParts.families, 'n', 10)} as family, ${dice('n', 11, 100)} < 35 as is_woman
              from (select n, ${cellOfMember('n')} as cell from generate_series(${from}::bigint, ${to}) n) k) q`,
    // Eight digits name one member of the whole Party, so the number runs on from one province to the next.
    `insert into member (id, organization_id, card_number, full_name, search_name, birth_date, gender, kind, admitted_on, full_on)
    select id, cell, lpad((10 + n / 1000000)::text, 2, '0') || '.' || lpad((n % 1000000)::text, 6, '0'), name, app.search_text(name),
        make_date(born, 1 + ${dice('n', 26, 12)}, 1 + ${dice('n', 27, 28)}), case when is_woman then 'female' else 'male' end, 'full',
        make_date(2005 + ${dice('n', 18, 8)}, 2, 3), make_date(2006 + ${dice('n', 18, 8)}, 2, 3) from nation_person`,
    `insert into membership (id, member_id, organization_id, kind, valid_from)
    select ${id('membership', 'n')}, id, cell, 'official', date '2014-01-01' from nation_person
     where commune = 1 or ${provinceOf('commune')} <> ${provinceOf('(commune - 1)')}`,
  ])
}

/** One import for each province and year: whose file the levels came from. */
export async function layNationImports(tx: Tx, ground: NationGround): Promise<void> {
  const { id, province } = nationWords(ground)
  await layCity(
    tx,
    ground.measure.years.map(
      (
        year,
      ) => `insert into import_run (id, user_id, organization_id, kind, file_name, file_sha256, as_of, state, mapping)
      select ${runOf(id, year, 'p')}, '${operatorId}', ${province('p')}, 'ratings', 'xep-loai-${year}-mau-' || p || '.xlsx', repeat('0', 64), '${ground.today}', 'taken', '{}'
        from generate_series(1, ${ground.measure.provinces}) p`,
    ),
  )
}

const runOf = (id: ReturnType<typeof nationWords>['id'], year: number, province: string) =>
  id('run', `${year} * 100 + ${province}`)

const columns =
  'id, organization_id, year, generation, original_label, outcome, decision_number, decided_on, import_run_id, entered_by, entered_by_name, entered_at'

/** A year's ratings of a range of members, laid in one transaction. */
export type RatedPart = Range & { readonly year: number }

/**
 * The parts of all ratings in the order in which two hands lay them: one goes through half of the years, the other a range behind
 * through the rest. So no partition is written at two places at once, and no two hands hold the same members.
 */
export function ratedParts(ranges: readonly Range[], years: readonly number[]): RatedPart[] {
  const half = Math.ceil(years.length / 2)
  const of = (range: Range | undefined, these: readonly number[]) =>
    range ? these.map((year) => ({ ...range, year })) : []
  return Array.from({ length: ranges.length + 1 }, (_, at) => {
    const [ahead, behind] = [of(ranges[at], years.slice(0, half)), of(ranges[at - 1], years.slice(half))]
    return Array.from({ length: half }, (_row, row) => [ahead[row], behind[row]]).flat()
  })
    .flat()
    .filter((part) => part !== undefined)
}

/** The levels of members `from` to `to` in a year, in the words of its rules. */
export async function layNationHistory(tx: Tx, ground: NationGround, { from, to, year }: RatedPart): Promise<void> {
  const { id, dice, cellOfMember, communeOfCell, provinceOf } = nationWords(ground)
  const level = `case when d < 130 then 'XS' when d < 900 then 'T' when d < 994 then 'HT' else 'KHT' end`
  await layCity(tx, [
    `insert into rating_history (member_id, ${columns})
    select ${id('member', 'n')}, ${id('history', `${year - 2000} * 10000000::bigint + n`)}, ${id('cell', 'cell')}, ${year}, '${generationOf(year).code}', ${labelSql(year, 'MEMBER')},
        outcome, '15-QĐ', date '${year}-12-19', ${runOf(id, year, provinceOf(communeOfCell('cell')))}, ${sayer}
      from (select n, ${cellOfMember('n')} as cell, ${level} as outcome from (select n, ${dice('n', year, 1000)} as d from generate_series(${from}::bigint, ${to}) n) t) k`,
  ])
}

/** The levels of every organization below the centre in one year. */
export async function layNationUnitHistory(tx: Tx, ground: NationGround, year: number): Promise<void> {
  const { id, dice, province, commune, communeOfCell, provinceOf } = nationWords(ground)
  const { provinces, communes, cells } = ground.measure
  const level = `case when d < 150 then 'XS' when d < 920 then 'T' when d < 995 then 'HT' else 'KHT' end`
  await layCity(tx, [
    `insert into rating_history_unit (${columns})
    select ${id('unitHistory', `${year - 2000} * 10000000::bigint + k`)}, organization, ${year}, '${generationOf(year).code}', ${labelSql(year, 'ORGANIZATION')}, outcome, '21-QĐ', date '${year}-12-26',
        ${runOf(id, year, 'province')}, ${sayer}
      from (select k, organization, province, ${level} as outcome from (
        select k, organization, province, ${dice('k', year + 100, 1000)} as d from (
          select n as k, ${province('n')} as organization, n as province from generate_series(1, ${provinces}) n
          union all select 10000 + n, ${commune('n')}, ${provinceOf('n')} from generate_series(1, ${communes}) n
          union all select 1000000 + n, ${id('cell', 'n')}, ${provinceOf(communeOfCell('n'))} from generate_series(1, ${cells}) n) u) t) v`,
  ])
}
