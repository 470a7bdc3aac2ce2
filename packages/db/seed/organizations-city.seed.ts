import { openEnd } from '@nq15/domain/calendar'
import {
  type HanoiPlan,
  hanoiReformDay,
  hanoiReformDecision,
  hanoiTreeStart,
  organizationKey,
  type PlannedOrganization,
} from '@nq15/domain/organizations'
import type { Tx } from '../src/client.ts'
import { type CityGround, type CityMeasure, cityWords, layCity } from './city-ground.ts'

/** Codes of invented places: no official code begins with a letter. */
export const cityCodes = {
  commune: (n: number) => `M${String(n).padStart(3, '0')}`,
  direct: (n: number) => `MK${String(n).padStart(2, '0')}`,
  district: (n: number) => `MH${String(n).padStart(2, '0')}`,
  old: (n: number) => `MC${String(n).padStart(4, '0')}`,
} as const

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
/** Fifty-one wards and seventy-five communes, of which the demo has two and one. */
const isWard = (n: number, of: number) => n <= Math.round((49 / 123) * of)

/** The plan of the invented communes with their lineage across the reform, and of the other committees directly under the city. */
export function cityPlan(measure: CityMeasure): HanoiPlan {
  const cityKey = organizationKey('party', '01', hanoiTreeStart)
  const place = (about: Omit<PlannedOrganization, 'key' | 'side' | 'sector' | 'areaCode'>, isArea = true) => ({
    ...about,
    key: organizationKey('party', about.code, about.validFrom),
    side: 'party' as const,
    sector: null,
    areaCode: isArea ? about.code : null,
  })
  const before = { validFrom: hanoiTreeStart, validTo: hanoiReformDay }
  const since = { validFrom: hanoiReformDay, validTo: openEnd }
  const districts = upTo(measure.districts).map((n) =>
    place({
      code: cityCodes.district(n),
      name: `Đảng bộ huyện Mẫu ${n}`,
      kind: 'direct-org',
      parentKey: cityKey,
      ...before,
    }),
  )
  const olds = upTo(measure.oldCommunes).map((n) =>
    place({
      ...{ code: cityCodes.old(n), name: `Đảng bộ xã Mẫu cũ ${n}`, kind: 'grassroots-committee-org', ...before },
      parentKey: districts[n % districts.length]?.key ?? null,
    }),
  )
  const communes = upTo(measure.communes).map((n) =>
    place({
      ...{ code: cityCodes.commune(n), kind: 'grassroots-committee-org', parentKey: cityKey, ...since },
      name: `Đảng bộ ${isWard(n, measure.communes) ? 'phường' : 'xã'} Mẫu ${n}`,
    }),
  )
  const directs = upTo(measure.directs).map((n) =>
    place(
      {
        ...{ code: cityCodes.direct(n), name: `Đảng bộ khối Mẫu ${n}`, kind: 'direct-org', parentKey: cityKey },
        ...{ validFrom: hanoiTreeStart, validTo: openEnd },
      },
      false,
    ),
  )
  return {
    organizations: [...districts, ...olds, ...communes, ...directs],
    successions: communes.map(({ key }, index) => {
      const links = olds
        .filter((_, old) => old % communes.length === index)
        .map((old) => ({ predecessorKey: old.key, successorKey: key, inheritsRecords: true }))
      return {
        ...{ kind: 'establishment', effectiveOn: hanoiReformDay, decision: hanoiReformDecision, links },
        predecessorKeys: links.map(({ predecessorKey }) => predecessorKey),
        successorKeys: [key],
      }
    }),
    // Below the tiles of the real communes, which a later import of the files may bring.
    tiles: communes.map(({ code }, index) => ({ code, column: index % 14, row: 14 + Math.floor(index / 14) })),
  }
}

const sectors = ['agency', 'public-service-unit', 'public-service-unit', 'private-enterprise', 'state-enterprise']

/** The grassroots organizations and the cells below the plan, with where each stood before the reform. */
export async function layCityTree(tx: Tx, ground: CityGround): Promise<void> {
  const { id, pick, old, oldOf, commune, communeOf, direct, district, grassrootsOf, inGrassroots, sectorOf } =
    cityWords(ground)
  const { grassroots, cells, directs, districts, communes } = ground.measure
  const columns =
    'id, organization_id, parent_id, side, code, name, search_name, org_type, sector, valid_from, valid_to'
  const named = (select: string) => `
    insert into organization_version (${columns})
    select v, o, up, 'party', code, name, app.search_text(name), kind, sector, since, until from (${select}) r (v, o, up, code, name, kind, sector, since, until)`
  const office = `'Đảng bộ ' || ${pick(['Cơ quan', 'Trường học', 'Bệnh viện', 'Công ty', 'Viện'], 'g', 4)} || ' Mẫu ' || g`
  const ofCommune = `'M' || lpad((1 + (g - 1) % ${communes})::text, 3, '0')`
  const cellName = `case ${sectorOf('n')} when 'neighbourhood' then 'Chi bộ Tổ dân phố Mẫu ' when 'public-service-unit' then 'Chi bộ Trường học Mẫu ' when 'private-enterprise' then 'Chi bộ Công ty Mẫu ' when 'police' then 'Chi bộ Công an Mẫu ' when 'military' then 'Chi bộ Quân sự Mẫu ' when 'cooperative' then 'Chi bộ Hợp tác xã Mẫu ' when 'state-enterprise' then 'Chi bộ Xí nghiệp Mẫu ' else 'Chi bộ Cơ quan Mẫu ' end || n`
  const cellCode = `'M' || lpad(${communeOf('n')}::text, 3, '0') || '.' || n`
  const [start, reform, end] = [`date '${hanoiTreeStart}'`, `date '${hanoiReformDay}'`, `date '${openEnd}'`]
  await layCity(tx, [
    `insert into organization (id, side) select ${id('grassroots', 'g')}, 'party' from generate_series(1, ${grassroots}) g
      union all select ${id('cell', 'n')}, 'party' from generate_series(1, ${cells}) n`,
    named(`select ${id('version', 'g')}, ${id('grassroots', 'g')}, ${district(`1 + g % ${districts}`)}, ${ofCommune} || '-G' || g, ${office},
        'grassroots-committee-org', ${pick(sectors, 'g', 4)}, ${start}, ${reform} from generate_series(1, ${grassroots}) g
      union all select ${id('version', '1000000 + g')}, ${id('grassroots', 'g')},
        case when g % 10 = 0 then ${direct(`1 + g / 10 % ${directs}`)} else ${commune(`1 + (g - 1) % ${communes}`)} end, ${ofCommune} || '-G' || g, ${office},
        'grassroots-committee-org', ${pick(sectors, 'g', 4)}, ${reform}, ${end} from generate_series(1, ${grassroots}) g`),
    named(`select ${id('version', '2000000 + n')}, ${id('cell', 'n')}, case when ${inGrassroots('n')} then ${id('grassroots', grassrootsOf('n'))} else ${old(oldOf('n'))} end,
        ${cellCode}, ${cellName}, 'cell', ${sectorOf('n')}, ${start}, case when ${inGrassroots('n')} then ${end} else ${reform} end from generate_series(1, ${cells}) n
      union all select ${id('version', '3000000 + n')}, ${id('cell', 'n')}, ${commune(communeOf('n'))}, ${cellCode}, ${cellName}, 'cell', ${sectorOf('n')}, ${reform}, ${end}
        from generate_series(1, ${cells}) n where not ${inGrassroots('n')}`),
  ])
}
