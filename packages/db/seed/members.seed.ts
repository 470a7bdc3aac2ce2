import { searchText } from '@nq15/domain/shared'
import { newId } from '../src/ids.ts'
import type { NewMember } from '../src/members/member.write.ts'
import type { SampleCell } from './organizations.seed.ts'
import { type Chance, seeded } from './random.ts'

// Shares of family names as commonly estimated for the Kinh majority; every person is invented.
const families = [
  ['Nguyễn', 31],
  ['Trần', 11],
  ['Lê', 9],
  ['Phạm', 7],
  ['Hoàng', 5],
  ['Phan', 4],
  ['Vũ', 4],
  ['Đặng', 3],
  ['Bùi', 3],
  ['Đỗ', 3],
  ['Ngô', 2],
  ['Dương', 2],
  ['Lý', 1],
  ['Đinh', 1],
  ['Tạ', 1],
  ['Cao', 1],
  ['Lương', 1],
  ['Mai', 1],
  ['Trịnh', 1],
  ['Đào', 1],
] as const
const menMiddles = ['Văn', 'Hữu', 'Đức', 'Công', 'Quang', 'Minh', 'Xuân', 'Đình', 'Ngọc', 'Bá'] as const
const womenMiddles = ['Thị', 'Thị Thu', 'Thị Bích', 'Ngọc', 'Thu', 'Thị Minh', 'Thị Hồng', 'Thùy'] as const
const menGivens = [
  'An',
  'Bảo',
  'Cường',
  'Dũng',
  'Đạt',
  'Hải',
  'Hùng',
  'Khánh',
  'Long',
  'Nam',
  'Phúc',
  'Quân',
  'Sơn',
  'Thắng',
  'Tùng',
  'Vinh',
] as const
const womenGivens = [
  'Anh',
  'Chi',
  'Dung',
  'Giang',
  'Hà',
  'Hạnh',
  'Hương',
  'Lan',
  'Linh',
  'Mai',
  'Nga',
  'Oanh',
  'Phương',
  'Thảo',
  'Trang',
  'Yến',
] as const

/** The parts of invented names, each family name as often as its weight says: a city's people are put together of them in the database. */
export const nameParts = {
  families: families.flatMap(([name, weight]) => Array.from({ length: weight }, () => name)),
  menMiddles,
  womenMiddles,
  menGivens,
  womenGivens,
} as const

/** An invented person's name in Vietnamese order. */
function inventName(chance: Chance): { fullName: string; gender: 'male' | 'female' } {
  const gender = chance.chance(0.47) ? 'female' : 'male'
  const family = chance.weighted(families, 'Nguyễn')
  const middle = gender === 'female' ? chance.pick(womenMiddles) : chance.pick(menMiddles)
  const given = gender === 'female' ? chance.pick(womenGivens) : chance.pick(menGivens)
  return { fullName: `${family} ${middle} ${given}`, gender }
}

/** The thirteen people of the story of cell 7, as the drawn screens name them. */
const storyOfSeven = [
  'Nguyễn Thị Bích Hường',
  'Trần Quang Thịnh',
  'Phạm Văn Khuê',
  'Lê Thị Ngọc Diệp',
  'Đặng Hữu Nghĩa',
  'Vũ Thị Quỳnh Như',
  'Hoàng Đình Bảo',
  'Bùi Thị Mười',
  'Tạ Đức Hiển',
  'Ngô Xuân Phương',
  'Đỗ Thị Hạnh Nguyên',
  'Lý Văn Tuất',
  'Cao Thị Thùy Dương',
]

const day = (year: number, month: number, date: number) =>
  `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
const heads: Readonly<Record<string, string>> = {
  'public-service-unit': 'Hiệu trưởng',
  agency: 'Lãnh đạo cơ quan',
  police: 'Trưởng Công an',
  military: 'Chỉ huy trưởng',
  cooperative: 'Chủ tịch Hội đồng quản trị',
  'private-enterprise': 'Giám đốc',
  'state-enterprise': 'Giám đốc',
}

/** Members of every sample cell with home, posts, statuses and discipline; the same city from the same seed. */
export function inventMembers(
  cells: readonly (SampleCell & { readonly organizationId: string })[],
  year: number,
): NewMember[] {
  const chance = seeded(366)
  let card = 0
  return cells.flatMap((cell) =>
    Array.from({ length: cell.size }, (_, index): NewMember => {
      card += 1
      return inventMember({ cell, index, chance, year, card })
    }),
  )
}

type Place = {
  readonly cell: SampleCell & { readonly organizationId: string }
  readonly index: number
  readonly chance: Chance
  readonly year: number
  readonly card: number
}

function inventMember({ cell, index, chance, year, card }: Place): NewMember {
  const invented = inventName(chance)
  const isSeven = cell.code === '00008.07'
  const told = isSeven ? storyOfSeven[index] : index === 0 ? cell.secretary : null
  const fullName = told ?? invented.fullName
  const gender = / Thị | Thu /u.test(told ?? '') ? 'female' : told ? 'male' : invented.gender
  const born = cell.sector === 'neighbourhood' ? chance.whole(1944, 1978) : chance.whole(1966, 1999)
  const last = cell.size - 1
  const isFresh = isSeven ? index === 12 : index === last && chance.chance(0.4)
  const isProbationary = isFresh || (!isSeven && index === last - 1 && chance.chance(0.35))
  const admittedYear = isProbationary ? (isFresh ? year : year - 1) : born + chance.whole(22, 38)
  const admittedOn = isFresh
    ? day(year, 8, 15)
    : day(Math.min(admittedYear, year - 1), chance.pick([2, 5, 9, 11]), chance.whole(1, 28))
  const kind = isProbationary ? 'probationary' : 'full'
  const fullOn = kind === 'full' ? `${Number(admittedOn.slice(0, 4)) + 1}${admittedOn.slice(4)}` : null
  const isPublic = !['neighbourhood', 'cooperative', 'private-enterprise'].includes(cell.sector)
  const [status, statusSince] = statusOf({ cell, index, chance, isSeven, year })
  const disciplined = isSeven ? index === 8 : index > 4 && chance.chance(0.008)
  const joined = admittedOn > '2025-07-01' ? admittedOn : '2025-07-01'
  return {
    memberId: newId(),
    organizationId: cell.organizationId,
    // 99 is no province: nobody's card.
    cardNumber: kind === 'full' ? `99.${String(100_000 + card)}` : null,
    fileNumber: kind === 'full' ? null : `DB-${card}`,
    fullName,
    searchName: searchText(fullName),
    birthDate: day(born, chance.whole(1, 12), chance.whole(1, 28)),
    gender,
    kind,
    admittedOn,
    fullOn,
    status,
    statusSince,
    inPoliticalSystem:
      isPublic || (isSeven && [5, 9].includes(index)) || (!isSeven && index > 2 && chance.chance(0.12)),
    memberFrom: joined,
    posts: postsOf({ cell, index, isSeven }),
    disciplines: disciplined
      ? [
          {
            form: isSeven || chance.chance(0.7) ? 'reprimand' : 'warning',
            decisionNumber: `${card}-QĐ/UBKT`,
            decidedOn: day(year, 5, 12),
            violation: 'Vi phạm quy định về những điều đảng viên không được làm (dữ liệu mẫu)',
            violationId: newId(),
            ...(isSeven
              ? {
                  violatedOn: day(year, 3, 16),
                  duty: { related: 'yes', basis: `Quyết định số ${card}-QĐ/UBKT` } as const,
                }
              : {}),
          },
        ]
      : [],
  }
}

function statusOf({
  cell,
  index,
  chance,
  isSeven,
  year,
}: Omit<Place, 'card'> & { isSeven: boolean }): [string, string | null] {
  if (isSeven) return index === 11 ? ['exempt', day(year, 1, 1)] : ['active', null]
  if (index < 3) return ['active', null]
  if (cell.sector === 'neighbourhood' && chance.chance(0.06)) return ['exempt', day(year - chance.whole(0, 3), 1, 1)]
  if (chance.chance(0.004)) return ['suspended', day(year, 9, 1)]
  if (chance.chance(0.012)) return ['temporary-transfer', day(year, 4, 1)]
  if (chance.chance(0.006)) return ['long-absence', day(year, 3, 1)]
  return ['active', null]
}

function postsOf({ cell, index, isSeven }: { cell: SampleCell; index: number; isSeven: boolean }): NewMember['posts'] {
  const head = heads[cell.sector]
  const from = '2025-07-01'
  if (index === 0) {
    const title = head ? `Bí thư chi bộ, ${head}` : 'Bí thư chi bộ'
    return [
      {
        post: 'secretary',
        title,
        isLeader: head !== undefined || isSeven,
        isHead: head !== undefined || isSeven,
        from,
      },
    ]
  }
  if (index === 1)
    return [
      {
        post: 'deputy-secretary',
        title: 'Phó bí thư chi bộ',
        isLeader: head !== undefined || isSeven,
        isHead: false,
        from,
      },
    ]
  if (index === 2 && cell.size > 12)
    return [{ post: 'committee-member', title: 'Chi ủy viên', isLeader: false, isHead: false, from }]
  return []
}
