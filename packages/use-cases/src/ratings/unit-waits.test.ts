import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { appraiseUnit, decideChosen, type ExampleUnits, exampleUnits } from './example-units.ts'
import { readSubstance } from './read-substance.ts'

let db: TestDatabase
let units: ExampleUnits
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  units = await exampleUnits(db)
  await appraiseUnit(db, units, { place: 'cell', who: 'secretary' })
})
// The example is laid anew before each test, and an organization with a case cannot be taken away.
afterEach(() => db.asOwner('delete from petition_case'))

type Matter = { kind: 'complaint' | 'denunciation' | 'feedback'; against: string; ended?: boolean }

/** A case of the city's petitions room against an organization; who sent it is not in it. */
const open = ({ kind, against, ended = false }: Matter) =>
  db.asOwner(
    `insert into petition_case (id, organization_id, year, number, kind, state, title, respondent_organization_id, field_l1, facts,
        handler_id, handler_name, opened_on, last_on, ended_on)
     values (app.uuid_v7(), $1, 2026, 1, $2, $3, 'Nội dung đã tách danh tính', $4, 'x', '{}', app.uuid_v7(), 'x', '2026-11-20',
        '2026-11-20', $5)`,
    [units.places['city'], kind, ended ? 'done' : 'verifying', units.places[against], ended ? '2026-12-01' : null],
  )

const waiting = async () => {
  const substance = await readSubstance(db.database, units.scope('committee', 'unit:decide'), {
    campaignId: units.campaignId,
    committeeId: String(units.places['commune']),
  })
  return (substance?.checks ?? [])
    .filter(({ check }) => check.code === 'TC-09')
    .map(({ organizationId, subject }) => [organizationId === units.places['cell'] ? 'cell' : 'another', subject])
    .sort()
}

describe('the level of a unit waits while something against it is being settled', () => {
  test.each<{ because: string; matter: Matter; waits: boolean }>([
    { because: 'a denunciation', matter: { kind: 'denunciation', against: 'cell' }, waits: true },
    { because: 'a complaint', matter: { kind: 'complaint', against: 'cell' }, waits: true },
    { because: 'feedback accuses nobody', matter: { kind: 'feedback', against: 'cell' }, waits: false },
    {
      because: 'a denunciation that is settled',
      matter: { kind: 'denunciation', against: 'cell', ended: true },
      waits: false,
    },
    {
      because: 'a denunciation against a unit that another decides',
      matter: { kind: 'denunciation', against: 'commune' },
      waits: false,
    },
  ])('$because: $waits', async ({ matter, waits }) => {
    await open(matter)
    const found = await waiting()
    expect(found.some(([, subject]) => subject === 'CHI_BO')).toBe(waits)
    expect(found.every(([place]) => place === 'cell')).toBe(true)
  })

  test('the decision is refused with it and says neither what it is nor who sent it', async () => {
    await open({ kind: 'denunciation', against: 'cell' })
    const codes = await decideChosen(db, units, { who: 'committee', at: 'commune', chosen: [['cell']] })
    expect(codes).toContain('QD-12')
    const substance = await readSubstance(db.database, units.scope('committee', 'unit:decide'), {
      campaignId: units.campaignId,
      committeeId: String(units.places['commune']),
    })
    const told = JSON.stringify(substance?.checks.filter(({ check }) => check.code === 'TC-09'))
    expect(told).not.toMatch(/danh tính|denunciation|complaint/i)
  })

  test('once it is ended the decision goes through', async () => {
    await open({ kind: 'denunciation', against: 'cell' })
    await db.asOwner(`update petition_case set state = 'done', ended_on = '2026-12-07'`)
    expect(await decideChosen(db, units, { who: 'committee', at: 'commune', chosen: [['cell']] })).toBe('done')
  })
})
