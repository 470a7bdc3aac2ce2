import { describe, expect, test } from 'vitest'
import type { UpEdge } from '../organizations/index.ts'
import { type AccessFacts, explainAccess, type HeldRight } from './explain-access.ts'
import { explanationTextsVi } from './explanation.vi.ts'
import { sayExplanation } from './say-explanation.ts'

const day = '2026-06-15'
const edge = (organizationId: string, aboveId: string, changes: Partial<UpEdge> = {}): UpEdge => ({
  ...{ organizationId, aboveId, by: 'parent', from: '2020-01-01', to: '9999-12-31', decisionNumber: null },
  ...changes,
})
// A cell under a ward under the city; another ward beside it; the old ward's records went to the ward.
const edges = [
  edge('cell', 'ward'),
  edge('ward', 'city'),
  edge('other', 'city'),
  edge('oldCell', 'oldWard', { to: '2025-07-01' }),
  edge('oldCell', 'ward', { from: '2025-07-01' }),
  edge('oldWard', 'ward', { by: 'succession', from: '2025-07-01', decisionNumber: '1656' }),
]
const right = (changes: Partial<HeldRight> = {}): HeldRight => ({
  ...{ id: 'r', role: 'grassroots-office', organizationId: 'ward', validFrom: '2026-01-01', validTo: '9999-12-31' },
  ...changes,
})
type Changes = { right?: Partial<HeldRight>; record?: Partial<AccessFacts['record']> } & Partial<
  Pick<AccessFacts, 'closedOn' | 'onlyRootId' | 'day'>
>
const facts = ({ right: held, record, ...changes }: Changes = {}): AccessFacts => ({
  ...{ day, closedOn: null, onlyRootId: null, edges, rights: [right(held)] },
  record: { class: 'person', organizationId: 'cell', side: 'party', isOwn: false, ...record },
  ...changes,
})

// One flawless case: the ward's office reads a person of its cell. Each row changes one thing.
const rows: readonly (readonly [string, Changes, 'yes' | 'no', object])[] = [
  ['the flawless case', {}, 'yes', { period: 'in-force', opensClass: true, reach: { kind: 'reached' } }],
  ['the record of the organization itself', { record: { organizationId: 'ward' } }, 'yes', { reach: { steps: [] } }],
  ['on its first day', { right: { validFrom: day } }, 'yes', { period: 'in-force' }],
  ['a day before its first', { right: { validFrom: '2026-06-16' } }, 'no', { period: 'not-begun' }],
  ['on its last day', { right: { validTo: '2026-06-16' } }, 'yes', { period: 'in-force' }],
  ['a day after its last', { right: { validTo: day } }, 'no', { period: 'ended' }],
  ['a role that reads no persons', { right: { role: 'area-member' } }, 'no', { opensClass: false }],
  ['the same for the cell itself', { right: { role: 'area-member' }, record: { class: 'tree' } }, 'yes', {}],
  ['an administrator', { right: { role: 'system-admin', organizationId: null } }, 'no', { opensClass: false }],
  [
    'another ward',
    { right: { organizationId: 'other' } },
    'no',
    { reach: { kind: 'apart', meetsAt: 'city', steps: [{ aboveId: 'ward' }, { aboveId: 'city' }] } },
  ],
  ['records inherited', { record: { organizationId: 'oldWard' } }, 'yes', { reach: { steps: [{ by: 'succession' }] } }],
  [
    'records not yet inherited',
    { record: { organizationId: 'oldWard' }, day: '2025-06-30', right: { validFrom: '2020-01-01' } },
    'no',
    { reach: { kind: 'broken', broken: { decisionNumber: '1656' } } },
  ],
  [
    'a superior no longer',
    { record: { organizationId: 'oldCell' }, right: { organizationId: 'oldWard' } },
    'no',
    { reach: { kind: 'broken', broken: { to: '2025-07-01' } } },
  ],
  [
    'the only root',
    { right: { organizationId: 'city' }, onlyRootId: 'city' },
    'yes',
    { reach: { kind: 'everything' } },
  ],
  [
    'the only root, a body of the state',
    { right: { organizationId: 'city' }, onlyRootId: 'city', record: { side: 'state', organizationId: 'council' } },
    'no',
    { reach: { kind: 'apart', meetsAt: null } },
  ],
  ['a closed account', { closedOn: day }, 'no', {}],
  ['closed from tomorrow', { closedOn: '2026-06-16' }, 'yes', {}],
  ["one's own row without any role for it", { right: { role: 'member' }, record: { isOwn: true } }, 'yes', {}],
  ["one's own row, account closed", { record: { isOwn: true }, closedOn: day }, 'no', {}],
  ['the directory', { record: { class: 'directory', organizationId: null } }, 'yes', { reach: { kind: 'not-needed' } }],
  ['the trail', { record: { class: 'trail', organizationId: null } }, 'no', { opensClass: false }],
  ['the trail, an auditor', { record: { class: 'trail' }, right: { role: 'privacy-auditor' } }, 'yes', {}],
  ["somebody's own table", { record: { class: 'own' } }, 'no', {}],
]
test.each(rows)('%s', (_, changes, decision, finding) => {
  const explained = explainAccess(facts(changes))
  expect(explained.decision).toBe(decision)
  expect(explained.findings[0]).toMatchObject(finding)
})

describe('an emergency opening', () => {
  const opening = right({ id: 'o', role: 'break-glass', inForce: true })
  const admin = right({ id: 'a', role: 'system-admin', organizationId: null })
  const asked = (rights: readonly HeldRight[], record: Partial<AccessFacts['record']> = {}) =>
    explainAccess({ ...facts({ record }), rights })
  test.each([
    ['in force', [opening, admin], 'yes'],
    ['over', [{ ...opening, inForce: false }, admin], 'no'],
    ['in force, its holder may open no longer', [opening, { ...admin, validTo: day }], 'no'],
    ['of another ward', [{ ...opening, organizationId: 'other' }, admin], 'no'],
  ] as const)('%s', (_, rights, decision) => {
    expect(asked(rights).decision).toBe(decision)
  })
  test('is missed where it would open', () => {
    expect(asked([admin])).toMatchObject({ decision: 'no', breakGlassAbsent: true })
    expect(asked([admin], { class: 'trail' })).toMatchObject({ decision: 'no', breakGlassAbsent: false })
  })
})

test('rights that open come first, then the nearest miss', () => {
  const rights = [
    right({ id: 'far', role: 'area-member', organizationId: 'other' }),
    right({ id: 'over', validTo: '2026-02-01' }),
    right({ id: 'opens', role: 'org-secretary', organizationId: 'cell' }),
  ]
  expect(explainAccess({ ...facts(), rights }).findings.map(({ right: { id } }) => id)).toEqual([
    'opens',
    'over',
    'far',
  ])
})

test('the words name each test and each step with its days and decision', () => {
  const said = sayExplanation(explainAccess(facts({ record: { organizationId: 'oldWard' } })), {
    texts: explanationTextsVi,
    nameOf: (id) => ({ ward: 'phường Mới', oldWard: 'phường Cũ' })[id] ?? id,
    noteOf: () => ({ givenBy: 'Quản trị', givenOn: '2026-01-01', reason: 'theo phân công', opening: null }),
    sayDay: (on) => on.split('-').reverse().join('/'),
  })
  expect(said).toMatchObject({
    verdict: 'Xem được',
    rights: [
      {
        title: 'Văn phòng Đảng ủy, phường Mới',
        note: 'Quản trị giao ngày 01/01/2026: theo phân công',
        tests: [
          { holds: true, text: 'Đang hiệu lực: từ 01/01/2026 đến nay.' },
          { holds: true, text: 'Vai trò “Văn phòng Đảng ủy” được đọc lớp “hồ sơ của người”.' },
          { holds: true, text: 'Hồ sơ nằm dưới tổ chức được giao, qua 1 bước.' },
        ],
        steps: [
          {
            holds: true,
            text: 'phường Mới kế thừa hồ sơ của phường Cũ theo quyết định 1656, từ 01/07/2025 đến nay',
          },
        ],
      },
    ],
  })
})
