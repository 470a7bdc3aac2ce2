import { openEnd } from '../calendar/index.ts'
import type { FileRow, HanoiRows } from './hanoi-rows.ts'
import type { OrganizationHistory, OrganizationVersion, Succession } from './schema.ts'

/** A flawless version of an organization, to be changed in one thing by a test. */
export function exampleVersion(change: Partial<OrganizationVersion> = {}): OrganizationVersion {
  return {
    organizationId: 'city',
    side: 'party',
    code: '01',
    name: 'Đảng bộ thành phố',
    kind: 'city-org',
    sector: null,
    parentId: null,
    areaCode: null,
    validFrom: '2008-08-01',
    validTo: openEnd,
    ...change,
  }
}

/** A flawless merger of `east` and `west` into `joined` on 1 July 2025, to be changed in one thing by a test. */
export function exampleMerger(change: Partial<Succession> = {}): Succession {
  return {
    kind: 'merger',
    effectiveOn: '2025-07-01',
    decision: { number: '01-QĐ/TU', decidedOn: '2025-06-20', confidence: 'design' },
    predecessorIds: ['east', 'west'],
    successorIds: ['joined'],
    links: [
      { predecessorId: 'east', successorId: 'joined', inheritsRecords: true },
      { predecessorId: 'west', successorId: 'joined', inheritsRecords: true },
    ],
    ...change,
  }
}

/** A small flawless history: city over two committees that merge on 1 July 2025; their codes live on elsewhere. */
export function exampleHistory(): OrganizationHistory {
  const committee = { kind: 'grassroots-committee-org', parentId: 'city' } as const
  return {
    versions: [
      exampleVersion(),
      exampleVersion({ ...committee, organizationId: 'east', code: '00001', name: 'Đông', validTo: '2025-07-01' }),
      exampleVersion({ ...committee, organizationId: 'west', code: '00002', name: 'Tây', validTo: '2025-07-01' }),
      exampleVersion({ ...committee, organizationId: 'joined', code: '00002', name: 'Đoài', validFrom: '2025-07-01' }),
    ],
    successions: [exampleMerger()],
  }
}

function rowsOf(header: string, ...lines: string[]): FileRow[] {
  const columns = header.split(',')
  return lines.map((line, at) => {
    const texts = line.split(',')
    return { line: at + 2, fields: Object.fromEntries(columns.map((column, place) => [column, texts[place]])) }
  })
}

/** An invented city in the five files' shape: 2 districts, 4 old communes, 2 new; one old commune was divided. */
export function exampleHanoiRows(): HanoiRows {
  return {
    districts: rowsOf('code,name', '901,Quận Thượng', '902,Huyện Hạ'),
    communesBefore: rowsOf(
      'code,name,district_code,district_name',
      '90001,Phường Một,901,Quận Thượng',
      '90002,Phường Hai,901,Quận Thượng',
      '90003,Thị trấn Ba,902,Huyện Hạ',
      '90004,Xã Bốn,902,Huyện Hạ',
    ),
    communesSince: rowsOf(
      'code,name,kind,area_km2,main_former_district',
      '90001,Phường Thượng,Phường,2.5,Quận Thượng',
      '90003,Xã Hạ,Xã,20,Huyện Hạ',
    ),
    successions: rowsOf(
      'new_code,new_name,old_code,old_name,old_district,old_unit_split_between',
      '90001,Phường Thượng,90001,Phường Một,Quận Thượng,1',
      '90001,Phường Thượng,90002,Phường Hai,Quận Thượng,2',
      '90003,Xã Hạ,90002,Phường Hai,Quận Thượng,2',
      '90003,Xã Hạ,90003,Thị trấn Ba,Huyện Hạ,1',
      '90003,Xã Hạ,90004,Xã Bốn,Huyện Hạ,1',
    ),
    tiles: rowsOf('code,name,column,row', '90001,Phường Thượng,1,1', '90003,Xã Hạ,1,2'),
  }
}
