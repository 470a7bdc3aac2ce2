import { readdirSync } from 'node:fs'
import { migrationsFolder } from '@nq15/db/seed/test-database'
import { expect, test } from 'vitest'
import { changes } from './changes.ts'
import { fromText, hasRows, readRows, toText } from './fixture.ts'
import { compareRows, faultsOf } from './kept.ts'
import { upgradeOnEmbedded } from './on-embedded.ts'
import { earlierStates } from './states.ts'
import { differingWalls } from './walls.ts'

const migrations = readdirSync(migrationsFolder)
  .filter((name) => /^\d/u.test(name))
  .sort()

test('the earlier states follow the migrations, and each has its rows', () => {
  const places = earlierStates.map(({ upTo }) => migrations.indexOf(upTo))
  expect(places).not.toContain(-1)
  expect(places).toEqual([...new Set(places)].sort((left, right) => left - right))
  expect(earlierStates.filter(({ name }) => !hasRows(name))).toEqual([])
})

test('every change names a migration, and says why', () => {
  for (const { migration, reason } of changes) {
    expect(migrations).toContain(migration)
    expect(reason).toMatch(/\S/u)
  }
})

test('rows are read as they were written down', () => {
  const accounts = [{ username: 'van-phong', password: 'x', role: 'Văn phòng' }]
  const pieces = [
    { table: { name: 'public.empty', columns: ['id'] }, lines: Buffer.from('') },
    {
      table: { name: 'public.full', columns: ['id', '"order"'] },
      lines: Buffer.from('1\t\\\\.\n2\tCOPY x (a) FROM stdin;\n'),
    },
  ]
  expect(fromText(toText({ accounts, pieces }))).toEqual({ accounts, pieces })
})

test.each([
  ['the same in another order', ['a', 'b'], ['b', 'a'], { missing: 0, added: 0 }],
  ['a row is gone', ['a', 'b'], ['a'], { missing: 1, added: 0 }],
  ['a row is changed', ['a', 'b'], ['a', 'B'], { missing: 1, added: 1 }],
  ['one of two alike is gone', ['a', 'a'], ['a'], { missing: 1, added: 0 }],
  ['a migration brought a row', ['a'], ['a', 'b'], { missing: 0, added: 1 }],
])('%s', (_, before, after, found) => {
  expect(compareRows(before, after)).toEqual(found)
})

test('what was not kept is said', () => {
  const well = { table: 'public.rating', rows: 3, missing: 0, added: 1, lost: [] }
  expect(faultsOf([well])).toEqual([])
  expect(faultsOf([{ ...well, missing: 2 }])).toEqual(['public.rating: 2 of 3 rows are missing or changed'])
  expect(faultsOf([{ ...well, lost: ['note'] }])).toEqual(['public.rating: gone, and no change says so: note'])
  expect(faultsOf([{ ...well, lost: null }])).toEqual([
    'public.rating: the table is gone with 3 rows, and no change says so',
  ])
  expect(differingWalls(['policy a'], ['policy a', 'policy b'])).toEqual(['lacks: policy b'])
  expect(differingWalls(['policy a', 'right c'], ['policy a'])).toEqual(['has beside: right c'])
})

// The oldest state that holds rows of every table which a later migration lays anew. Two engines and seventy migrations: on a busy
// machine that may take its minutes.
test('an installation of the first whole rating year comes to now with all it held', async () => {
  const state = earlierStates.find(({ name }) => name === 'rating-year')
  if (!state) throw new Error('no such state')
  const { pieces } = await readRows(state.name)
  const past = pieces.find(({ table }) => table.name === 'public.rating_history')
  expect(past?.lines.length).toBeGreaterThan(0)
  const { applied, kept } = await upgradeOnEmbedded(state)
  expect(applied).toEqual(migrations.slice(migrations.indexOf(state.upTo) + 1))
  expect(faultsOf(kept)).toEqual([])
  expect(kept).toHaveLength(pieces.length)
}, 600_000)
