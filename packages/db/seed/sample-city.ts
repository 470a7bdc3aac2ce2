import {
  type HanoiPlan,
  hanoiReformDay,
  hanoiReformDecision,
  hanoiTreeStart,
  type OrgSector,
  organizationKey,
  type PlannedOrganization,
  partyNameOf,
} from '@nq15/domain/organizations'

/** A commune of the sample with the units it was made of: official codes and names, so that the real import completes them. */
type SampleCommune = {
  readonly code: string
  readonly name: string
  readonly tile: { readonly column: number; readonly row: number }
  readonly madeOf: readonly {
    readonly code: string
    readonly name: string
    readonly district: string
    readonly whole: boolean
  }[]
}

const districts: readonly { readonly code: string; readonly name: string }[] = [
  { code: '001', name: 'Quận Ba Đình' },
  { code: '005', name: 'Quận Cầu Giấy' },
  { code: '016', name: 'Huyện Sóc Sơn' },
  { code: '275', name: 'Huyện Quốc Oai' },
]

const communes: readonly SampleCommune[] = [
  {
    code: '00008',
    name: 'Phường Ngọc Hà',
    tile: { column: 8, row: 4 },
    madeOf: [
      { code: '00006', name: 'Phường Vĩnh Phúc', district: '001', whole: true },
      { code: '00008', name: 'Phường Liễu Giai', district: '001', whole: true },
      { code: '00007', name: 'Phường Cống Vị', district: '001', whole: false },
      { code: '00028', name: 'Phường Kim Mã', district: '001', whole: false },
      { code: '00025', name: 'Phường Ngọc Khánh', district: '001', whole: false },
      { code: '00157', name: 'Phường Nghĩa Đô', district: '005', whole: false },
      { code: '00022', name: 'Phường Đội Cấn', district: '001', whole: false },
      { code: '00016', name: 'Phường Ngọc Hà', district: '001', whole: false },
    ],
  },
  {
    code: '09931',
    name: 'Xã Hưng Đạo',
    tile: { column: 4, row: 8 },
    madeOf: [
      { code: '09931', name: 'Xã Cộng Hòa', district: '275', whole: true },
      { code: '09919', name: 'Xã Đồng Quang', district: '275', whole: true },
      { code: '09934', name: 'Xã Hưng Đạo', district: '275', whole: true },
    ],
  },
  {
    code: '00385',
    name: 'Xã Trung Giã',
    tile: { column: 8, row: 0 },
    madeOf: [
      { code: '00379', name: 'Xã Bắc Sơn', district: '016', whole: true },
      { code: '00385', name: 'Xã Hồng Kỳ', district: '016', whole: true },
      { code: '00388', name: 'Xã Nam Sơn', district: '016', whole: true },
      { code: '00391', name: 'Xã Trung Giã', district: '016', whole: true },
    ],
  },
]

const cityCode = '01'
const cityName = 'Đảng bộ thành phố Hà Nội'
const noEnd = '9999-12-31'

/**
 * The sample's part of Hà Nội's tree: the city, three communes, the units they were made of and those units' districts.
 * Keys are those of the whole plan, so that `import hanoi` later adds the rest around them and doubles nothing.
 */
export function sampleCityPlan(): HanoiPlan {
  const keyOf = (code: string, from: string) => organizationKey('party', code, from)
  const planned = (
    one: { code: string; name: string; kind: PlannedOrganization['kind']; parentKey: string | null; areaCode?: null },
    [validFrom, validTo]: readonly [string, string],
  ): PlannedOrganization => ({
    areaCode: one.code,
    ...one,
    key: keyOf(one.code, validFrom),
    side: 'party',
    sector: null,
    validFrom,
    validTo,
  })
  const city = keyOf(cityCode, hanoiTreeStart)
  const before = [hanoiTreeStart, hanoiReformDay] as const
  const since = [hanoiReformDay, noEnd] as const
  const partyName = (unit: string) => partyNameOf(unit) ?? unit
  return {
    organizations: [
      planned({ code: cityCode, name: cityName, kind: 'city-org', parentKey: null }, [hanoiTreeStart, noEnd]),
      ...districts.map(({ code, name }) =>
        planned({ code, name: partyName(name), kind: 'direct-org', parentKey: city }, before),
      ),
      ...communes.flatMap(({ madeOf }) =>
        madeOf.map(({ code, name, district }) =>
          planned(
            {
              code,
              name: partyName(name),
              kind: 'grassroots-committee-org',
              parentKey: keyOf(district, hanoiTreeStart),
            },
            before,
          ),
        ),
      ),
      ...communes.map(({ code, name }) =>
        planned({ code, name: partyName(name), kind: 'grassroots-committee-org', parentKey: city }, since),
      ),
    ],
    successions: communes.map(({ code, madeOf }) => {
      const successorKey = keyOf(code, hanoiReformDay)
      const links = madeOf.map((old) => ({
        predecessorKey: keyOf(old.code, hanoiTreeStart),
        successorKey,
        inheritsRecords: old.whole,
      }))
      return {
        kind: 'establishment',
        effectiveOn: hanoiReformDay,
        decision: hanoiReformDecision,
        predecessorKeys: links.map(({ predecessorKey }) => predecessorKey),
        successorKeys: [successorKey],
        links,
      }
    }),
    tiles: communes.map(({ code, tile }) => ({ code, ...tile })),
  }
}

/** A cell of the sample: its commune, name, kind of work and how many members it has. */
export type SampleCell = {
  readonly communeCode: string
  readonly code: string
  readonly name: string
  readonly sector: OrgSector
  readonly members: number
}

const ward: readonly (readonly [string, OrgSector, number])[] = [
  ['Tổ dân phố số 1', 'neighbourhood', 36],
  ['Tổ dân phố số 2', 'neighbourhood', 34],
  ['Tổ dân phố số 3', 'neighbourhood', 28],
  ['Tổ dân phố số 4', 'neighbourhood', 41],
  ['Tổ dân phố số 5', 'neighbourhood', 38],
  ['Tổ dân phố số 6', 'neighbourhood', 44],
  ['Tổ dân phố số 7', 'neighbourhood', 25],
  ['Tổ dân phố số 8', 'neighbourhood', 39],
  ['Tổ dân phố số 9', 'neighbourhood', 33],
  ['Tổ dân phố số 12', 'neighbourhood', 31],
  ['Trường THCS Ngọc Hà', 'public-service-unit', 31],
  ['Trường Tiểu học Ngọc Hà', 'public-service-unit', 26],
  ['Trường Mầm non Hoa Sen', 'public-service-unit', 22],
  ['Trạm Y tế', 'public-service-unit', 14],
  ['Cơ quan Đảng ủy', 'agency', 18],
  ['Văn phòng HĐND, UBND', 'agency', 24],
  ['Công an phường', 'police', 18],
  ['Quân sự phường', 'military', 12],
  ['Hợp tác xã Đại Yên', 'cooperative', 22],
  ['Công ty CP Thành Sen', 'private-enterprise', 11],
]

const village = (names: readonly string[], school: string): readonly (readonly [string, OrgSector, number])[] => [
  ...names.map((name, index) => [`Thôn ${name}`, 'neighbourhood', 30 + ((index * 7) % 13)] as const),
  [`Trường THCS ${school}`, 'public-service-unit', 27],
  ['Trạm Y tế', 'public-service-unit', 12],
  ['Cơ quan Đảng ủy, UBND', 'agency', 26],
]

/** The forty cells of the sample, commune by commune. */
export function sampleCells(): readonly SampleCell[] {
  const of = (communeCode: string, cells: readonly (readonly [string, OrgSector, number])[]) =>
    cells.map(([name, sector, members], index) => ({
      communeCode,
      code: `${communeCode}.${String(index + 1).padStart(3, '0')}`,
      name: `Chi bộ ${name}`,
      sector,
      members,
    }))
  return [
    ...of('00008', ward),
    ...of(
      '09931',
      village(['Đình Tổ', 'Yên Nội', 'Dương Cốc', 'Đồng Lư', 'Cổ Hiền', 'Văn Quang', 'Đại Thành'], 'Cộng Hòa'),
    ),
    ...of('00385', village(['An Lạc', 'Bình An', 'Phong Mỹ', 'Hòa Bình', 'Thống Nhất', 'Nam Lý', 'Đô Tân'], 'Hồng Kỳ')),
  ]
}
