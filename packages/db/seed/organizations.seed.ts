import { openEnd } from '@nq15/domain/calendar'
import {
  type HanoiPlan,
  hanoiReformDay,
  hanoiReformDecision,
  hanoiTreeStart,
  type OrgSector,
  type OrgType,
  organizationKey,
  type PlannedOrganization,
  partyNameOf,
} from '@nq15/domain/organizations'

type OldUnit = readonly [code: string, name: string, districtCode: string, splitBetween: number]
type SampleCommune = {
  readonly code: string
  readonly name: string
  readonly tile: readonly [column: number, row: number]
  readonly from: readonly OldUnit[]
}

const districts: Readonly<Record<string, string>> = {
  '001': 'Quận Ba Đình',
  '005': 'Quận Cầu Giấy',
  '009': 'Quận Thanh Xuân',
  '016': 'Huyện Sóc Sơn',
  '019': 'Quận Nam Từ Liêm',
}

/** Three real communes with their official codes and lineage (Nghị quyết 1656/NQ-UBTVQH15, M); all else is invented. */
export const sampleCommunes: readonly SampleCommune[] = [
  {
    code: '00008',
    name: 'Phường Ngọc Hà',
    tile: [8, 4],
    from: [
      ['00006', 'Phường Vĩnh Phúc', '001', 1],
      ['00008', 'Phường Liễu Giai', '001', 1],
      ['00007', 'Phường Cống Vị', '001', 2],
      ['00028', 'Phường Kim Mã', '001', 3],
      ['00025', 'Phường Ngọc Khánh', '001', 3],
      ['00157', 'Phường Nghĩa Đô', '005', 3],
      ['00022', 'Phường Đội Cấn', '001', 2],
      ['00016', 'Phường Ngọc Hà', '001', 2],
    ],
  },
  {
    code: '00175',
    name: 'Phường Yên Hoà',
    tile: [6, 6],
    from: [
      ['00631', 'Phường Mễ Trì', '019', 3],
      ['00343', 'Phường Nhân Chính', '009', 3],
      ['00175', 'Phường Trung Hoà', '005', 3],
      ['00172', 'Phường Yên Hoà', '005', 2],
    ],
  },
  {
    code: '00382',
    name: 'Xã Kim Anh',
    tile: [6, 0],
    from: [
      ['00415', 'Xã Tân Dân', '016', 1],
      ['00397', 'Xã Minh Phú', '016', 1],
      ['00382', 'Xã Minh Trí', '016', 1],
    ],
  },
]

/**
 * The part of Hà Nội's plan that the sample needs: the city, its three communes, the old communes they came from and the
 * districts of those. Keys are those of the whole plan, so a later `import hanoi` completes it and doubles nothing.
 */
export function samplePlan(): HanoiPlan {
  const place = (
    about: Pick<PlannedOrganization, 'code' | 'name' | 'kind' | 'parentKey' | 'validFrom' | 'validTo'>,
  ): PlannedOrganization => ({
    ...about,
    key: organizationKey('party', about.code, about.validFrom),
    side: 'party',
    sector: null,
    areaCode: about.code,
  })
  const before = { validFrom: hanoiTreeStart, validTo: hanoiReformDay }
  const city = place({
    code: '01',
    name: 'Đảng bộ thành phố Hà Nội',
    kind: 'city-org',
    parentKey: null,
    validFrom: hanoiTreeStart,
    validTo: openEnd,
  })
  const named = (name: string) => partyNameOf(name) ?? name
  const old = new Map(sampleCommunes.flatMap(({ from }) => from.map((unit) => [unit[0], unit])))
  const used = Object.entries(districts).filter(([code]) => [...old.values()].some((unit) => unit[2] === code))
  return {
    organizations: [
      city,
      ...used.map(([code, name]) =>
        place({ code, name: named(name), kind: 'direct-org', parentKey: city.key, ...before }),
      ),
      ...[...old.values()].map(([code, name, district]) =>
        place({
          code,
          name: named(name),
          kind: 'grassroots-committee-org',
          parentKey: organizationKey('party', district, hanoiTreeStart),
          ...before,
        }),
      ),
      ...sampleCommunes.map(({ code, name }) =>
        place({
          code,
          name: named(name),
          kind: 'grassroots-committee-org',
          parentKey: city.key,
          validFrom: hanoiReformDay,
          validTo: openEnd,
        }),
      ),
    ],
    successions: sampleCommunes.map(({ code, from }) => {
      const successorKey = organizationKey('party', code, hanoiReformDay)
      const links = from.map(([oldCode, , , splitBetween]) => ({
        predecessorKey: organizationKey('party', oldCode, hanoiTreeStart),
        successorKey,
        inheritsRecords: splitBetween === 1,
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
    tiles: sampleCommunes.map(({ code, tile: [column, row] }) => ({ code, column, row })),
  }
}

/** An invented cell of the sample; `state` is how far its file of 2026 has come. */
export type SampleCell = {
  readonly code: string
  readonly communeCode: string
  readonly name: string
  readonly kind: OrgType
  readonly sector: OrgSector
  readonly size: number
  readonly secretary: string | null
  readonly state: 'not-started' | 'in-work' | 'sent' | 'appraising' | 'returned' | 'appraised'
  readonly note: string | null
}

type Row = readonly [
  name: string,
  sector: OrgSector,
  size: number,
  state: SampleCell['state'],
  secretary?: string,
  note?: string,
]

const ngocHa: readonly Row[] = [
  ['Tổ dân phố số 1', 'neighbourhood', 36, 'appraised', 'Nguyễn Kim Ngân'],
  ['Tổ dân phố số 2', 'neighbourhood', 34, 'appraised', 'Vũ Đình Trọng'],
  ['Tổ dân phố số 3', 'neighbourhood', 28, 'returned', 'Đỗ Bá Thưởng', 'Phiếu vòng 1 không khớp ở 2 dòng.'],
  ['Tổ dân phố số 4', 'neighbourhood', 38, 'appraised'],
  ['Tổ dân phố số 5', 'neighbourhood', 36, 'appraised'],
  ['Tổ dân phố số 6', 'neighbourhood', 34, 'not-started'],
  ['Tổ dân phố số 7', 'neighbourhood', 25, 'in-work', 'Nguyễn Thị Bích Hường'],
  ['Tổ dân phố số 8', 'neighbourhood', 36, 'in-work'],
  ['Tổ dân phố số 9', 'neighbourhood', 35, 'not-started'],
  ['Tổ dân phố số 12', 'neighbourhood', 31, 'returned', 'Trần Thị Sâm', 'Thiếu biên bản kiểm phiếu vòng 1.'],
  ['Trường THCS Ngọc Hà', 'public-service-unit', 31, 'appraising', 'Lương Minh Đức'],
  ['Trường Tiểu học Ngọc Hà', 'public-service-unit', 26, 'appraising', 'Hà Thị Thoa'],
  ['Trường Mầm non Ngọc Hà', 'public-service-unit', 24, 'appraised'],
  ['Trạm Y tế', 'public-service-unit', 14, 'returned', 'Kiều Thị Vân', 'Bí thư XS nhưng tập thể chi ủy T.'],
  ['Văn phòng HĐND, UBND', 'agency', 24, 'appraising', 'Mai Anh Quân'],
  ['Cơ quan Đảng ủy', 'agency', 18, 'appraised', 'Nguyễn Thu Trang'],
  ['Công an phường', 'police', 18, 'appraising', 'Phùng Văn Lực'],
  ['Quân sự phường', 'military', 14, 'sent'],
  ['Hợp tác xã Đại Yên', 'cooperative', 22, 'sent', 'Đinh Công Sự'],
  ['Công ty CP Thành Sen', 'private-enterprise', 11, 'not-started', 'Tô Văn Hậu'],
]
const yenHoa: readonly Row[] = [
  ['Tổ dân phố số 1', 'neighbourhood', 38, 'appraised'],
  ['Tổ dân phố số 2', 'neighbourhood', 41, 'appraised'],
  ['Tổ dân phố số 3', 'neighbourhood', 36, 'sent'],
  ['Tổ dân phố số 4', 'neighbourhood', 39, 'in-work'],
  ['Tổ dân phố số 5', 'neighbourhood', 35, 'not-started'],
  ['Trường THPT Yên Hoà', 'public-service-unit', 33, 'appraised'],
  ['Trường Tiểu học Trung Yên', 'public-service-unit', 27, 'sent'],
  ['Cơ quan Đảng ủy', 'agency', 24, 'in-work'],
  ['Công an phường', 'police', 26, 'not-started'],
  ['Công ty CP Hương Lúa', 'private-enterprise', 14, 'not-started'],
]
const kimAnh: readonly Row[] = [
  ['Thôn Đông', 'neighbourhood', 42, 'appraised'],
  ['Thôn Đoài', 'neighbourhood', 38, 'sent'],
  ['Thôn Thượng', 'neighbourhood', 41, 'in-work'],
  ['Thôn Hạ', 'neighbourhood', 36, 'in-work'],
  ['Thôn Trung', 'neighbourhood', 37, 'not-started'],
  ['Thôn Núi', 'neighbourhood', 33, 'not-started'],
  ['Trường THCS Minh Trí', 'public-service-unit', 29, 'not-started'],
  ['Cơ quan Đảng ủy', 'agency', 24, 'in-work'],
  ['Công an xã', 'police', 22, 'not-started'],
  ['Hợp tác xã Kim Anh', 'cooperative', 23, 'not-started'],
]

/** Forty invented cells under the three communes; codes hang below the commune's own. */
export const sampleCells: readonly SampleCell[] = [
  ['00008', ngocHa] as const,
  ['00175', yenHoa] as const,
  ['00382', kimAnh] as const,
].flatMap(([communeCode, rows]) =>
  rows.map(([name, sector, size, state, secretary = null, note = null], index) => ({
    code: `${communeCode}.${String(index + 1).padStart(2, '0')}`,
    communeCode,
    name: `Chi bộ ${name}`,
    kind: 'subordinate-cell' as const,
    sector,
    size,
    secretary,
    state,
    note,
  })),
)
