import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, operatorScope, type TestDatabase } from '../seed/test-database.ts'
import { newId } from './ids.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

type Version = { of: string; under: string | null; code?: string; from?: string; to?: string; side?: string }

/** Writes a tree of its own as the operator, in one transaction; names stand for organizations. */
async function write(versions: readonly Version[], heirs: readonly [string, string][] = []) {
  const ids = new Map<string, string>()
  for (const { of } of versions) if (!ids.has(of)) ids.set(of, newId())
  const idOf = (name: string) => ids.get(name) ?? ''
  const mark = newId().replaceAll('-', '')
  await db.database.asActor(operatorScope('organization:write'), async (tx) => {
    await tx.organization.createMany({
      data: [...ids].map(([name, id]) => ({ id, side: versions.find(({ of }) => of === name)?.side ?? 'party' })),
    })
    await tx.organizationVersion.createMany({
      data: versions.map(({ of, under, code = of, from = '2020-01-01', to = '9999-12-31', side = 'party' }) => ({
        id: newId(),
        organizationId: idOf(of),
        parentId: under === null ? null : idOf(under),
        side,
        code: `${mark}-${code}`,
        name: of,
        searchName: of,
        orgType: 'cell',
        validFrom: new Date(from),
        validTo: new Date(to),
      })),
    })
    const successionId = newId()
    await tx.succession.createMany({
      data: [
        {
          id: successionId,
          kind: 'merger',
          effectiveOn: new Date('2025-07-01'),
          decisionNumber: '1',
          confidence: 'design',
        },
      ],
    })
    await tx.successionLink.createMany({
      data: heirs.map(([predecessor, successor]) => ({
        id: newId(),
        successionId,
        predecessorId: idOf(predecessor),
        successorId: idOf(successor),
        inheritsRecords: true,
      })),
    })
  })
  return idOf
}

const city: Version = { of: 'city', under: null, from: '2000-01-01' }

test('a lawful tree is taken: moves, a name again after its end, a code of another side', async () => {
  await write([
    city,
    { of: 'a', under: 'city', to: '2025-07-01' },
    { of: 'b', under: 'city', code: 'a', from: '2025-07-01' },
    { of: 'cell', under: 'a', to: '2025-07-01' },
    { of: 'cell', under: 'b', from: '2025-07-01' },
    { of: 'peoples committee', under: null, code: 'city', side: 'state' },
    { of: 'ward', under: 'peoples committee', code: 'cell', side: 'state' },
  ])
})

const unlawful: [string, readonly Version[], readonly [string, string][], string][] = [
  [
    'two versions of one organization on a day',
    [city, { of: 'a', under: 'city', code: 'x', to: '2024-01-02' }, { of: 'a', under: 'city', from: '2024-01-01' }],
    [],
    'organization_version_no_overlap',
  ],
  [
    'a code twice on a day',
    [
      city,
      { of: 'a', under: 'city', code: 'x', to: '2024-01-02' },
      { of: 'b', under: 'city', code: 'x', from: '2024-01-01' },
    ],
    [],
    'organization_version_code_once',
  ],
  [
    'an end before its beginning',
    [city, { of: 'a', under: 'city', from: '2024-01-01', to: '2024-01-01' }],
    [],
    'organization_version_period',
  ],
  ['an organization under itself', [city, { of: 'a', under: 'a' }], [], 'organization_version_not_own_parent'],
  ['a circle of two', [city, { of: 'a', under: 'b' }, { of: 'b', under: 'a' }], [], 'organization_tree_no_cycle'],
  [
    'a circle of three, one day long',
    [
      city,
      { of: 'a', under: 'c', to: '2024-01-02' },
      { of: 'b', under: 'a', to: '2024-01-02' },
      { of: 'c', under: 'b', from: '2024-01-01', to: '2024-01-02' },
      { of: 'c', under: 'city', to: '2024-01-01' },
    ],
    [],
    'organization_tree_no_cycle',
  ],
  [
    'heirs of each other',
    [city, { of: 'a', under: 'city', to: '2024-01-01' }, { of: 'b', under: 'city', to: '2024-01-01' }],
    [
      ['a', 'b'],
      ['b', 'a'],
    ],
    'organization_tree_no_cycle',
  ],
  [
    'a child that outlives its parent by a day',
    [city, { of: 'a', under: 'city', to: '2025-07-01' }, { of: 'cell', under: 'a', to: '2025-07-02' }],
    [],
    'organization_version_parent_alive',
  ],
  [
    'a child older than its parent by a day',
    [city, { of: 'a', under: 'city', from: '2020-01-02' }, { of: 'cell', under: 'a' }],
    [],
    'organization_version_parent_alive',
  ],
  [
    "a child through a gap of its parent's life",
    [
      city,
      { of: 'a', under: 'city', to: '2024-01-01' },
      { of: 'a', under: 'city', from: '2024-01-02' },
      { of: 'cell', under: 'a' },
    ],
    [],
    'organization_version_parent_alive',
  ],
  [
    'an organization under one of another side',
    [city, { of: 'ward', under: 'city', side: 'state' }],
    [],
    'organization_version_one_side',
  ],
  [
    'a period on another side than its organization',
    [city, { of: 'a', under: 'city', to: '2024-01-01' }, { of: 'a', under: null, from: '2024-01-01', side: 'front' }],
    [],
    'organization_version_one_side',
  ],
  [
    'records that pass to another side',
    [city, { of: 'office', under: null, side: 'state' }, { of: 'a', under: 'city', to: '2024-01-01' }],
    [['a', 'office']],
    'succession_link_one_side',
  ],
]
test.each(unlawful)(
  '%s is refused by its own constraint, and nothing of it stays',
  async (_, versions, heirs, constraint) => {
    const count = async () =>
      (
        await db.asOwner(
          'select (select count(*) from organization)::int as organizations, (select count(*) from app.organization_reach)::int as reach',
        )
      )[0]
    const before = await count()
    const refused = await write(versions, heirs).catch((error) => error)
    expect(constraintOf(refused)).toBe(constraint)
    expect(await count()).toEqual(before)
  },
)

/** The name of the constraint, wherever the client and its adapter put it. */
function constraintOf(error: unknown): string | undefined {
  const text =
    JSON.stringify(error, Object.getOwnPropertyNames(Object(error))) + JSON.stringify(Object(error).meta ?? null)
  const named = /organization_(version|tree)_(no_overlap|code_once|period|not_own_parent|no_cycle|parent_alive)/.exec(
    text,
  )?.[0]
  if (named) return named
  if (/one of its own side/.test(text)) return 'organization_version_one_side'
  if (/within one side/.test(text)) return 'succession_link_one_side'
  if (/stands above itself/.test(text)) return 'organization_tree_no_cycle'
  return /outlives its parent/.test(text) ? 'organization_version_parent_alive' : text
}

test('a stretch of life that follows without a gap carries a child through', async () => {
  await write([
    city,
    { of: 'a', under: 'city', to: '2024-01-01' },
    { of: 'a', under: 'city', from: '2024-01-01' },
    { of: 'cell', under: 'a' },
  ])
})

test('two changes at once that together close a circle: one of them is refused, and the reach is whole', async () => {
  const idOf = await write([city, { of: 'a', under: 'city' }, { of: 'b', under: 'city' }, { of: 'cell', under: 'a' }])
  const move = (what: string, under: string) =>
    db.database.asActor(operatorScope('organization:write'), async (tx) => {
      await tx.organizationVersion.updateMany({
        where: { organizationId: idOf(what) },
        data: { parentId: idOf(under) },
      })
    })
  const answers = await Promise.allSettled([move('a', 'b'), move('b', 'a')])
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await moveManyAtOnce(idOf, move)
})

async function moveManyAtOnce(idOf: (name: string) => string, move: (what: string, under: string) => Promise<void>) {
  // Independent moves side by side: none may undo the other's reach.
  await Promise.allSettled([move('cell', 'city'), move('a', 'city'), move('b', 'city')])
  const dump = () =>
    db.asOwner(
      'select above_id, organization_id, valid_from::text, valid_to::text from app.organization_reach order by 1, 2, 3, 4',
    )
  const kept = await dump()
  await db.asOwner('select app.rebuild_organization_reach()')
  expect(kept).toEqual(await dump())
  expect(kept.filter((row) => row['organization_id'] === idOf('cell')).length).toBe(2)
}
