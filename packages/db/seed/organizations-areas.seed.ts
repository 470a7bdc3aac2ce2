import type { NeighbourhoodKind } from '@nq15/domain/organizations'
import { sampleCells } from './organizations.seed.ts'

/** Invented residents of the sample's communes, by the code of the area. */
export const sampleResidents: readonly { readonly code: string; readonly year: number; readonly residents: number }[] =
  [
    { code: '00008', year: 2024, residents: 92_300 },
    { code: '00008', year: 2025, residents: 93_410 },
    { code: '00175', year: 2025, residents: 71_250 },
    { code: '00382', year: 2025, residents: 38_760 },
  ]
/** What the pages show as the source of those figures. */
export const sampleSource = 'Dữ liệu mẫu'

/** The villages and groups of the sample's communes: one for each of its cells of a village or group, with that cell's code. */
export const sampleNeighbourhoods: readonly {
  readonly areaCode: string
  readonly cellCode: string
  readonly name: string
  readonly kind: NeighbourhoodKind
}[] = sampleCells.flatMap(({ communeCode, code, name, sector }) => {
  const own = name.replace(/^Chi bộ /u, '')
  if (sector !== 'neighbourhood') return []
  const kind = own.startsWith('Thôn ') ? ('village' as const) : ('residential-group' as const)
  return [{ areaCode: communeCode, cellCode: code, name: own, kind }]
})

/** Invented assignments of the sample: who is in charge of which commune; Ngọc Hà has passed once, Kim Anh waits for somebody. */
export const sampleAssignments: readonly {
  readonly code: string
  readonly kind: 'main' | 'supporting' | 'ubkt-follow'
  readonly holderName: string
  readonly holderPost: string
  /** The demo account of the holder. */
  readonly username: string | null
  readonly decisionNumber: string
  readonly decidedOn: string
  readonly validFrom: string
  readonly validTo: string
}[] = [
  {
    code: '00008',
    kind: 'main',
    holderName: 'Đoàn Hữu Phúc',
    holderPost: 'Thành ủy viên',
    username: null,
    decisionNumber: '118-QĐ/TU',
    decidedOn: '2025-07-10',
    validFrom: '2025-07-15',
    validTo: '2026-03-02',
  },
  {
    code: '00008',
    kind: 'main',
    holderName: 'Thành ủy viên phụ trách phường Ngọc Hà',
    holderPost: 'Thành ủy viên',
    username: 'ngocha.diaban',
    decisionNumber: '24-QĐ/TU',
    decidedOn: '2026-02-26',
    validFrom: '2026-03-02',
    validTo: '9999-12-31',
  },
  {
    code: '00008',
    kind: 'ubkt-follow',
    holderName: 'Lưu Đình Khải',
    holderPost: 'Ủy viên Ủy ban Kiểm tra Thành ủy',
    username: null,
    decisionNumber: '24-QĐ/TU',
    decidedOn: '2026-02-26',
    validFrom: '2026-03-02',
    validTo: '9999-12-31',
  },
  {
    code: '00175',
    kind: 'main',
    holderName: 'Bạch Thị Hồng Loan',
    holderPost: 'Thành ủy viên',
    username: null,
    decisionNumber: '118-QĐ/TU',
    decidedOn: '2025-07-10',
    validFrom: '2025-07-15',
    validTo: '9999-12-31',
  },
]
