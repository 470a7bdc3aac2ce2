import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { appraiseUnit, decideChosen, type ExampleUnits, exampleUnits } from './example-units.ts'
import { readUnitBoard } from './read-unit-board.ts'
import { readUnitPage } from './read-unit-page.ts'

let db: TestDatabase
let units: ExampleUnits
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  units = await exampleUnits(db)
})

const none = { XS: 0, T: 0, HT: 0, KHT: 0, notRated: 0, open: 0 }
const pageOf = (who: Parameters<ExampleUnits['scope']>[0], permission: 'unit:report' | 'unit:decide', place: string) =>
  readUnitPage(db.database, [units.scope(who, permission)], {
    year: 2026,
    organizationId: String(units.places[place]),
  })

describe('beside the level of a Party organization', () => {
  test('stand its own collective and those directly below, the organizations directly below, and the cells of all its members', async () => {
    const sides = (await pageOf('committee', 'unit:decide', 'commune'))?.sides
    expect(sides?.collectives.counts).toEqual({ ...none, open: 3 })
    expect(sides?.dependents.counts).toEqual({ ...none, open: 3 })
    expect(sides?.dependents.units.map(({ name }) => name)).toEqual([
      'Chi bộ Tổ dân phố số 1',
      'Chi bộ Trường học',
      'Đảng bộ bộ phận Khối Trường học',
    ])
    expect(sides?.members.cells.map(({ state, decided }) => [state, decided])).toEqual([
      ['not-started', {}],
      ['not-started', {}],
      ['not-started', {}],
    ])
    expect(sides?.members).toMatchObject({ openCells: 3, isPlain: true })
  })

  test('a decided unit counts at its level and no longer as open', async () => {
    await appraiseUnit(db, units, { place: 'cell', who: 'secretary' })
    expect(await decideChosen(db, units, { who: 'committee', at: 'commune', chosen: [['cell']] })).toBe('done')
    const sides = (await pageOf('committee', 'unit:decide', 'commune'))?.sides
    expect(sides?.dependents.counts).toEqual({ ...none, T: 1, open: 2 })
    const board = await readUnitBoard(db.database, [units.scope('board', 'unit:appraise')], {
      year: 2026,
      deciderId: String(units.places['city']),
    })
    const row = board?.rows.find(
      ({ row: { organizationId, subject } }) => organizationId === units.places['commune'] && subject === 'DB_DIRECT',
    )
    expect(row?.sides).toEqual({ collectives: { ...none, open: 3 }, dependents: { ...none, T: 1, open: 2 } })
    const leader = board?.rows.find(({ row: { subject } }) => subject === 'LEADER')
    expect(leader?.sides).toBeNull()
  })

  test('a cell without a committee has neither collectives nor dependents, and itself as the cell of its members', async () => {
    const sides = (await pageOf('subSecretary', 'unit:report', 'sub'))?.sides
    expect([sides?.collectives.counts, sides?.dependents.counts]).toEqual([none, none])
    expect(sides?.members.cells.map(({ organizationId }) => organizationId)).toEqual([units.places['sub']])
  })

  test.each([
    { who: 'committee', permission: 'unit:decide', place: 'commune', isPlain: true },
    { who: 'subSecretary', permission: 'unit:report', place: 'sub', isPlain: true },
    { who: 'sectionSecretary', permission: 'unit:report', place: 'section', isPlain: true },
  ] as const)(
    'counts of members of $place are plain to $who: $isPlain',
    async ({ who, permission, place, isPlain }) => {
      expect((await pageOf(who, permission, place))?.sides?.members.isPlain).toBe(isPlain)
    },
  )

  test('above the committee that decides persons the counts are not plain', async () => {
    const page = await readUnitPage(db.database, [units.scope('board', 'unit:appraise')], {
      year: 2026,
      organizationId: String(units.places['commune']),
    })
    expect(page?.sides?.members.isPlain).toBe(false)
  })
})
