import { describe, expect, test } from 'vitest'
import { exampleVersion } from './example.ts'
import { type GroundRecord, planSuccession, type SuccessionGround, type SuccessionProposal } from './index.ts'

const day = '2027-01-01'
const cell = (organizationId: string, code: string) =>
  exampleVersion({
    organizationId,
    code,
    name: `Chi bộ ${code}`,
    kind: 'cell',
    parentId: 'commune',
    validFrom: '2020-01-01',
  })
const record = (change: Partial<GroundRecord>): GroundRecord => ({
  kind: 'members',
  rule: 'home',
  recordId: 'r',
  organizationId: 'east',
  validFrom: '2020-01-01',
  validTo: '9999-12-31',
  count: 1,
  memberId: null,
  userId: null,
  role: null,
  isOpen: true,
  ...change,
})
const grant = {
  grantId: 'g',
  userId: 'bithu',
  role: 'org-secretary',
  organizationId: 'east',
  validFrom: '2020-01-01',
  validTo: '9999-12-31',
}
const ground = (change: Partial<SuccessionGround> = {}): SuccessionGround => ({
  today: '2026-11-24',
  versions: [
    exampleVersion(),
    exampleVersion({
      organizationId: 'commune',
      code: '00008',
      kind: 'grassroots-committee-org',
      parentId: 'city',
      validFrom: '2020-01-01',
    }),
    cell('east', '1'),
    cell('west', '2'),
  ],
  links: [],
  region: ['east', 'west'],
  membersByCell: new Map(),
  records: [
    record({ recordId: 'm1', memberId: 'an', role: 'official' }),
    record({ recordId: 'p1', kind: 'posts', rule: 'ends', memberId: 'an', role: 'secretary' }),
    record({ recordId: 'g', kind: 'grants', rule: 'choice', userId: 'bithu', role: 'org-secretary' }),
    record({ recordId: '2026', kind: 'ratings', rule: 'stays', count: 3 }),
    record({ recordId: 'm2', memberId: 'binh', organizationId: 'west', role: 'official' }),
  ],
  grants: [grant],
  codesTaken: [],
  namesTaken: [],
  fileNumbers: new Map(),
  ...change,
})
const merger = (change: Partial<SuccessionProposal> = {}): SuccessionProposal => ({
  kind: 'merger',
  effectiveOn: day,
  decision: { number: '12-QĐ/ĐU', decidedOn: '2026-11-20', signerName: 'Trần Thị Mẫu', signerTitle: 'Bí thư' },
  predecessorIds: ['east', 'west'],
  successors: [
    {
      organizationId: 'joined',
      isNew: true,
      code: '3',
      name: 'Chi bộ 3',
      kind: 'cell',
      sector: null,
      parentId: 'commune',
      areaCode: null,
    },
  ],
  inherits: [
    { predecessorId: 'east', successorId: 'joined', inherits: true },
    { predecessorId: 'west', successorId: 'joined', inherits: true },
  ],
  places: [],
  homes: [],
  cellHomes: [],
  choices: [{ kind: 'grants', recordId: 'g', successorId: 'joined' }],
  ...change,
})
const codesOf = (
  some: Partial<SuccessionGround>,
  proposal: Partial<SuccessionProposal>,
  weight: 'error' | 'warning' = 'error',
) =>
  planSuccession(ground(some), merger(proposal))
    .findings.filter((finding) => finding.weight === weight)
    .map(({ code }) => code)
const [successor] = merger().successors
if (!successor) throw new Error('the example has a successor')
const early = { ...record({ recordId: 'm3', memberId: 'chi' }), validFrom: '2027-01-02' }

test('a flawless merger has nothing against it', () => {
  expect(codesOf({}, {})).toEqual([])
})

describe('what stands against an act, one change from the flawless one', () => {
  test.each<[string, Partial<SuccessionGround>, Partial<SuccessionProposal>, string]>([
    ['one predecessor', {}, { predecessorIds: ['east'] }, 'PREDECESSOR_COUNT'],
    [
      'two successors',
      {},
      { successors: [successor, { ...successor, organizationId: 'other', code: '4' }] },
      'SUCCESSOR_COUNT',
    ],
    ['the day is today', { today: day }, {}, 'EFFECT_NOT_AHEAD'],
    ['the day is past', { today: '2027-01-02' }, {}, 'EFFECT_NOT_AHEAD'],
    ['no signer', {}, { decision: { ...merger().decision, signerName: ' ' } }, 'DECISION_INCOMPLETE'],
    ['no day of decision', {}, { decision: { ...merger().decision, decidedOn: null } }, 'DECISION_INCOMPLETE'],
    [
      'decided after its effect',
      {},
      { decision: { ...merger().decision, decidedOn: '2027-01-02' } },
      'DECIDED_AFTER_EFFECT',
    ],
    ['a successor without a name', {}, { successors: [{ ...successor, name: null }] }, 'SUCCESSOR_INCOMPLETE'],
    ['a successor under nobody', {}, { successors: [{ ...successor, parentId: null }] }, 'NO_PARENT'],
    ['a cell under the city', {}, { successors: [{ ...successor, parentId: 'city' }] }, 'KIND_UNDER_PARENT'],
    [
      'cells into a committee',
      {},
      { successors: [{ ...successor, kind: 'grassroots-committee-org', parentId: 'city' }] },
      'CELL_AND_COMMITTEE',
    ],
    ['a code of a stranger', { codesTaken: [{ code: '3', organizationId: 'stranger' }] }, {}, 'CODE_IN_USE'],
    ['inheritance left unsaid', {}, { inherits: merger().inherits.slice(1) }, 'INHERITANCE_UNSAID'],
    [
      'a later change of a predecessor',
      {
        versions: [
          ...ground().versions.filter((one) => one.organizationId !== 'east'),
          { ...cell('east', '1'), validTo: '2027-02-01' },
          { ...cell('east', '1'), validFrom: '2027-02-01', name: 'x' },
        ],
      },
      {},
      'LATER_CHANGE',
    ],
    ['a membership that begins later', { records: [early] }, {}, 'BEGINS_LATER'],
    [
      'a right carried to a stranger',
      {},
      { choices: [{ kind: 'grants', recordId: 'g', successorId: 'stranger' }] },
      'HOME_UNKNOWN',
    ],
    [
      'one file number twice',
      {
        fileNumbers: new Map([
          ['an', '7'],
          ['binh', '7'],
        ]),
      },
      {},
      'FILE_NUMBER_TWICE',
    ],
  ])('%s', (_, some, proposal, code) => {
    expect(codesOf(some, proposal)).toContain(code)
  })

  test.each<[string, Partial<SuccessionGround>, Partial<SuccessionProposal>]>([
    ['the day is tomorrow', { today: '2026-12-31' }, {}],
    [
      'the code of one that ends',
      { codesTaken: [{ code: '1', organizationId: 'east' }] },
      { successors: [{ ...successor, code: '1' }] },
    ],
    ['decided on the day of effect', {}, { decision: { ...merger().decision, decidedOn: day } }],
    [
      'file numbers that differ',
      {
        fileNumbers: new Map([
          ['an', '7'],
          ['binh', '8'],
        ]),
      },
      {},
    ],
  ])('not when %s', (_, some, proposal) => {
    expect(codesOf(some, proposal)).toEqual([])
  })
})

test.each<[string, Partial<SuccessionGround>, Partial<SuccessionProposal>, string]>([
  ['an open campaign', {}, {}, 'OPEN_CAMPAIGN'],
  ['a namesake', { namesTaken: [{ name: 'chi bo 3', organizationId: 'stranger' }] }, {}, 'NAME_COLLIDES'],
  ['a secretary left without a cell', {}, { choices: [] }, 'SECRETARY_WITHOUT_CELL'],
  ['a new cell without a secretary', {}, { choices: [] }, 'CELL_WITHOUT_SECRETARY'],
  [
    'records that nobody inherits',
    {},
    { inherits: merger().inherits.map((one) => ({ ...one, inherits: false })) },
    'NOBODY_INHERITS',
  ],
  [
    'a right for a time',
    { records: [{ ...record({ kind: 'grants', rule: 'choice', userId: 'x' }), validTo: '2027-03-01' }] },
    {},
    'LIMITED_GRANT',
  ],
])('%s is told and does not stop the decision', (_, some, proposal, code) => {
  expect(codesOf(some, proposal, 'warning')).toContain(code)
  expect(codesOf(some, proposal)).toEqual([])
})

test('members move, posts end, chosen rights go on, ratings stay and are read by the heir', () => {
  const { movements } = planSuccession(ground(), merger())
  const told = movements.map(({ recordId, fate, toId, heirIds }) => ({ recordId, fate, toId, heirs: heirIds.join() }))
  expect(told).toEqual(
    expect.arrayContaining([
      { recordId: 'm1', fate: 'moved', toId: 'joined', heirs: '' },
      { recordId: 'p1', fate: 'ended', toId: null, heirs: '' },
      { recordId: 'g', fate: 'moved', toId: 'joined', heirs: '' },
      { recordId: '2026', fate: 'stays', toId: 'east', heirs: 'joined' },
    ]),
  )
})

test.each<[string, SuccessionProposal['choices'], string[], string[]]>([
  ['a right that is carried reaches the successor and what it inherits', merger().choices, ['joined', 'west'], []],
  ['a right that is not carried ends', [], [], ['east']],
])('%s', (_, choices, gained, lost) => {
  const { sight } = planSuccession(ground(), merger({ choices }))
  expect(sight).toEqual([{ userId: 'bithu', role: 'org-secretary', gained, lost }])
})

test('the two rights of one person that become one go on once', () => {
  const records = ['east', 'west'].map((organizationId) =>
    record({
      kind: 'grants',
      rule: 'choice',
      recordId: organizationId,
      organizationId,
      userId: 'bithu',
      role: 'org-secretary',
    }),
  )
  const choices = ['east', 'west'].map((recordId) => ({ kind: 'grants', recordId, successorId: 'joined' }))
  const { movements } = planSuccession(ground({ records }), merger({ choices }))
  expect(movements.map(({ fate }) => fate)).toEqual(['moved', 'ended'])
})

const split = (change: Partial<SuccessionProposal>) =>
  merger({
    kind: 'split',
    predecessorIds: ['east'],
    successors: [successor, { ...successor, organizationId: 'second', code: '4', name: 'Chi bộ 4' }],
    inherits: ['joined', 'second'].map((successorId) => ({
      predecessorId: 'east',
      successorId,
      inherits: successorId === 'joined',
    })),
    ...change,
  })
test.each<[string, Partial<SuccessionProposal>, string | null, string[]]>([
  ['a member of a split without a place is stuck', {}, null, ['MEMBERS_UNPLACED']],
  [
    'the rest of the cell goes to one place',
    { cellHomes: [{ cellId: 'east', organizationId: 'second' }] },
    'second',
    [],
  ],
  [
    'his own choice goes before that of the cell',
    {
      cellHomes: [{ cellId: 'east', organizationId: 'second' }],
      homes: [{ memberId: 'an', organizationId: 'joined' }],
    },
    'joined',
    [],
  ],
])('%s', (_, change, toId, codes) => {
  const plan = planSuccession(ground(), split(change))
  expect(plan.movements.find(({ recordId }) => recordId === 'm1')?.toId).toBe(toId)
  expect(plan.findings.filter(({ weight }) => weight === 'error').map(({ code }) => code)).toEqual(codes)
})
