import { expect, test } from 'vitest'
import { exampleDiscipline, exampleMember } from './example.ts'
import { badgeReached, type Member, memberAt, memberSchema, partyAge } from './index.ts'

const end = '9999-12-31'
const exempt = { status: 'exempt', from: '2025-05-01', to: '2025-08-01' } as const
const died = { status: 'deceased', from: '2025-07-01', to: end } as const
const secretary = { organizationId: 'cell-1', post: 'secretary', from: '2025-01-01', to: end } as const

test.each<[string, Partial<Member>, string, object | null]>([
  ['the day before admission', {}, '2010-02-02', null],
  ['the day of admission', {}, '2010-02-03', { kind: 'probationary', status: 'active', cellId: 'cell-1', partyAge: 0 }],
  ['the day before full membership', {}, '2011-02-02', { kind: 'probationary', monthsSinceAdmission: 11 }],
  ['the day of full membership', {}, '2011-02-03', { kind: 'full', monthsSinceAdmission: 12, partyAge: 1 }],
  ['the day before a status', { statuses: [exempt] }, '2025-04-30', { status: 'active' }],
  ['the first day of a status', { statuses: [exempt] }, '2025-05-01', { status: 'exempt', isMember: true }],
  ['the last day of a status', { statuses: [exempt] }, '2025-07-31', { status: 'exempt' }],
  ['after a status', { statuses: [exempt] }, '2025-08-01', { status: 'active' }],
  ['the later of two statuses', { statuses: [died, exempt] }, '2025-07-01', { status: 'deceased', isMember: false }],
  [
    'a post is held',
    { posts: [secretary] },
    '2025-01-01',
    { posts: [{ organizationId: 'cell-1', post: 'secretary' }] },
  ],
  ['a post ends with membership', { posts: [secretary], statuses: [died] }, '2025-07-01', { posts: [] }],
  [
    'three kinds of cell',
    {
      memberships: [
        { organizationId: 'home', kind: 'official', from: '2010-02-03', to: end },
        { organizationId: 'away', kind: 'temporary', from: '2025-01-01', to: '2025-07-01' },
        { organizationId: 'street', kind: 'residence-link', from: '2020-01-01', to: end },
      ],
    },
    '2025-06-30',
    { cellId: 'home', temporaryCellId: 'away', residenceCellId: 'street' },
  ],
  ['in the political system', {}, '2025-01-01', { reviewForm: '2B', isLeader: false }],
  ['outside it', { workGroup: 'outside-political-system' }, '2025-01-01', { reviewForm: '2C' }],
  [
    'a leading position',
    { positions: [{ title: 'Trưởng phòng', leads: true, from: '2025-01-01', to: end }] },
    '2025-01-01',
    { reviewForm: '2A', isLeader: true },
  ],
  [
    'a position that does not lead',
    { positions: [{ title: 'Chuyên viên', leads: false, from: '2025-01-01', to: end }] },
    '2025-01-01',
    { reviewForm: '2B', isLeader: false },
  ],
  [
    'discipline in effect',
    { disciplines: [exampleDiscipline()] },
    '2025-12-31',
    { disciplineInEffect: { form: 'reprimand' } },
  ],
  ['discipline lapsed', { disciplines: [exampleDiscipline()] }, '2026-03-15', { disciplineInEffect: null }],
])('%s', (_, change, day, expected) => {
  const member = memberSchema.parse(exampleMember(change))
  if (expected === null) expect(memberAt(member, day)).toBeNull()
  else expect(memberAt(member, day)).toMatchObject(expected)
})

test.each([
  ['1996-02-03', '2026-02-02', 29, null],
  ['1996-02-03', '2026-02-03', 30, 30],
  ['1996-02-29', '2026-02-28', 30, 30],
  ['1960-01-01', '2026-01-01', 66, 65],
  ['2026-01-01', '2025-01-01', 0, null],
])('admitted on %s, on %s the Party age is %i and the badge %s', (admitted, day, age, badge) => {
  expect(partyAge(admitted, day)).toBe(age)
  expect(badgeReached(admitted, day)).toBe(badge)
})
