import { type LegalDay, searchText } from '@nq15/domain/shared'
import type { SampleCell } from './sample-city.ts'
import { pick, type Random } from './sample-random.ts'

/** A member of the sample. Every name is put together by chance from common syllables; none is a person's. */
export type SampleMember = {
  readonly cell: SampleCell
  readonly cardNumber: string | null
  readonly fileNumber: string | null
  readonly fullName: string
  readonly searchName: string
  readonly birthDate: LegalDay
  readonly gender: 'male' | 'female'
  readonly kind: 'full' | 'probationary'
  readonly admittedOn: LegalDay
  readonly fullOn: LegalDay | null
  readonly status: 'active' | 'exempt' | 'suspended' | 'temporary-transfer'
  readonly statusSince: LegalDay | null
  readonly inPoliticalSystem: boolean
  readonly post: { readonly post: 'secretary' | 'deputy-secretary' | 'committee-member'; readonly title: string } | null
  readonly reprimandedOn: LegalDay | null
}

const families: readonly (readonly [string, number])[] = [
  ['Nguyễn', 38],
  ['Trần', 11],
  ['Lê', 10],
  ['Phạm', 7],
  ['Hoàng', 5],
  ['Vũ', 5],
  ['Đỗ', 4],
  ['Đặng', 3],
  ['Bùi', 3],
  ['Ngô', 3],
  ['Dương', 2],
  ['Đinh', 2],
  ['Phan', 2],
  ['Tạ', 1],
  ['Kiều', 1],
  ['Lương', 1],
  ['Cao', 1],
  ['Khuất', 1],
]
const middles = {
  male: ['Văn', 'Đình', 'Hữu', 'Quang', 'Đức', 'Minh', 'Xuân', 'Công', 'Bá', 'Trọng'],
  female: [
    'Thị',
    'Thị Thu',
    'Thị Ngọc',
    'Thị Bích',
    'Thị Thanh',
    'Thị Kim',
    'Thúy',
    'Thị Hồng',
    'Thị Minh',
    'Thị Quỳnh',
  ],
}
const given = {
  male: [
    'Hùng',
    'Dũng',
    'Khuê',
    'Thịnh',
    'Nghĩa',
    'Bảo',
    'Hiền',
    'Tuất',
    'Sơn',
    'Lâm',
    'Phúc',
    'Toàn',
    'Quân',
    'Vinh',
    'Thắng',
    'Cường',
    'Hải',
    'Long',
    'Tuấn',
    'Nam',
    'Kiên',
    'Trung',
    'Khánh',
    'Thông',
    'Hậu',
  ],
  female: [
    'Hường',
    'Diệp',
    'Như',
    'Mười',
    'Phương',
    'Nguyên',
    'Dương',
    'Hoa',
    'Lan',
    'Hạnh',
    'Nga',
    'Thảo',
    'Trang',
    'Vân',
    'Yến',
    'Hà',
    'Mai',
    'Thoa',
    'Sâm',
    'Ngân',
    'Loan',
    'Hằng',
    'Nhung',
    'Tâm',
    'Chi',
  ],
}

/** The members of a cell as of the sample's year, posts first. The same randomness gives the same people. */
export function sampleMembers(
  random: Random,
  { cell, year, firstCard }: { cell: SampleCell; year: number; firstCard: number },
): SampleMember[] {
  return Array.from({ length: cell.members }, (_, index) =>
    sampleMember(random, { cell, year, index, card: firstCard + index }),
  )
}

type Place = { readonly cell: SampleCell; readonly year: number; readonly index: number; readonly card: number }

function sampleMember(random: Random, { cell, year, index, card }: Place): SampleMember {
  const working = cell.sector !== 'neighbourhood'
  const gender = random() < 0.52 ? 'female' : 'male'
  const fullName = `${weighted(random, families)} ${pick(random, middles[gender])} ${pick(random, given[gender])}`
  const post = postOf(index, cell)
  const age = working ? 26 + Math.floor(random() * 33) : 30 + Math.floor(random() * 55)
  const fresh = !post && index === cell.members - 1
  const probation = !post && index === cell.members - 2
  const bornIn = year - age
  const admitted = fresh ? `${year}-08-15` : probation ? `${year}-02-03` : admission(random, { bornIn, year })
  const exempt = !post && !fresh && !probation && !working && age > 72 && random() < 0.35
  const rare = !post && !fresh && !probation && !exempt
  const suspended = rare && random() < 0.004
  const away = rare && !suspended && random() < 0.01
  return {
    cell,
    cardNumber: fresh || probation ? null : `01.${String(card).padStart(6, '0')}`,
    fileNumber: fresh || probation ? `${cell.code}/${String(index + 1).padStart(3, '0')}` : null,
    fullName,
    searchName: searchText(fullName),
    birthDate: `${bornIn}-${two(1 + Math.floor(random() * 12))}-${two(1 + Math.floor(random() * 28))}`,
    gender,
    kind: fresh || probation ? 'probationary' : 'full',
    admittedOn: admitted,
    fullOn: fresh || probation ? null : `${Number(admitted.slice(0, 4)) + 1}${admitted.slice(4)}`,
    status: exempt ? 'exempt' : suspended ? 'suspended' : away ? 'temporary-transfer' : 'active',
    statusSince: exempt ? `${year - 1}-01-15` : suspended || away ? `${year}-06-01` : null,
    inPoliticalSystem: ['agency', 'public-service-unit', 'police', 'military'].includes(cell.sector),
    post,
    reprimandedOn:
      rare && index === 8 && cell.code === '00008.007'
        ? `${year}-05-12`
        : rare && random() < 0.002
          ? `${year}-04-20`
          : null,
  }
}

function postOf(index: number, { members }: SampleCell): SampleMember['post'] {
  if (index === 0) return { post: 'secretary', title: 'Bí thư chi bộ' }
  if (index === 1) return { post: 'deputy-secretary', title: 'Phó Bí thư chi bộ' }
  return index === 2 && members > 20 ? { post: 'committee-member', title: 'Chi ủy viên' } : null
}

function admission(random: Random, { bornIn, year }: { bornIn: number; year: number }): LegalDay {
  const earliest = bornIn + 19
  const latest = Math.min(year - 2, bornIn + 40)
  return `${earliest + Math.floor(random() * Math.max(1, latest - earliest))}-${two(1 + Math.floor(random() * 12))}-${two(1 + Math.floor(random() * 28))}`
}

const two = (n: number): string => String(n).padStart(2, '0')

function weighted(random: Random, choices: readonly (readonly [string, number])[]): string {
  let left = random() * choices.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [name, weight] of choices) {
    left -= weight
    if (left < 0) return name
  }
  return choices[0]?.[0] ?? ''
}
