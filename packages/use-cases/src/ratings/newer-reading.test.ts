import { newId } from '@nq15/db/ids'
import { findCampaign } from '@nq15/db/ratings/campaign.read'
import type { Scope } from '@nq15/db/scope'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { applyOverlays, earlierReadings } from '@nq15/domain/ratings'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashOfRules, newerReadingOf, readingToTell, rulesOf } from './campaign-rules.ts'
import { excellentWork, expectOk } from './example-steps.ts'
import { type ExampleYear, exampleCampaign, exampleYear, exampleNow as now, type PersonKey } from './example-year.ts'
import { readNewerReading } from './read-newer-reading.ts'
import { readSimulation } from './read-simulation.ts'
import { saveAssessment } from './save-assessment.ts'
import { simulateYear } from './simulate-year.ts'

let db: TestDatabase
let year: ExampleYear
let campaignId: string
let cases: Record<PersonKey, string>
const board = () => year.scope('board', 'campaign:setup')
const campaign = async () => {
  const found = await db.database.asReader(board(), (tx) => findCampaign(tx, board(), campaignId))
  if (!found) throw new Error('the year is not there')
  return found
}
const codeOf = (answer: { ok: boolean; refusal?: { code: string } }) => (answer.ok ? 'ok' : answer.refusal?.code)
const tryIt = (scope: Scope = board()) =>
  simulateYear(
    db.database,
    scope,
    { overlayId: null, campaignId, organizationId: year.organizations.city },
    { now: () => now },
  )

/** The year as it stood when its law was read for the first time. */
async function pinToEarlierReading(): Promise<void> {
  const [reading] = earlierReadings
  const { options } = await campaign()
  const laid = reading && applyOverlays(reading, Array.isArray(options) ? options : [options])
  if (!laid?.ok) throw new Error('the earlier reading does not take the choices of the year')
  await db.asOwner('update rating_campaign set rule_set_hash = $2 where id = $1', [campaignId, hashOfRules(laid.value)])
}

beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleYear(db)
  ;({ campaignId, cases } = await exampleCampaign(db, year))
  const save = { requestId: newId(), caseId: cases.clerk, version: 0, now, submit: true, patch: excellentWork }
  expectOk(await saveAssessment(db.database, year.scope('secretary', 'rating:work'), save))
  // A reprimand of the year, of which nobody has said whether it is linked to duty.
  await db.asOwner(
    `insert into discipline_record (id, member_id, organization_id, form, decision_number, decided_on, violation_id, violation)
     values (app.uuid_v7(), $1, $2, 'reprimand', '07-QĐ/UBKT', '2026-06-01', app.uuid_v7(), 'x')`,
    [year.members.clerk, year.organizations.cell],
  )
})
afterAll(() => db.close())

describe('a year open across a change of law', () => {
  test('that stands on the newest reading is told nothing and has nothing to try', async () => {
    expect(newerReadingOf(await campaign())).toEqual({ ok: true, value: null })
    expect(readingToTell(await campaign())).toBeNull()
    expect(codeOf(await readNewerReading(db.database, board(), 2026))).toBe('NOT_FOUND')
    expect(codeOf(await tryIt())).toBe('NO_NEWER_READING')
  })

  test('is told what moved, whom it would move and why, and nobody is moved', async () => {
    await pinToEarlierReading()
    expect(readingToTell(await campaign())?.vi).toContain('366-QĐ/TW')
    expect(readingToTell({ ...(await campaign()), state: 'closed' })).toBeNull()
    expect(rulesOf(await campaign()).reading).toBeUndefined()

    const office = year.scope('office', 'rating:board')
    const untried = expectOk(await readNewerReading(db.database, office, 2026))
    expect(untried).toMatchObject({ mayTry: false, lastTriedAt: null, moves: [] })
    expect(untried.rules.map(({ code }) => code)).toContain('CADRE_WORK')

    const before = await db.asOwner('select id, computed_outcome, state from rating_case order by id')
    const done = expectOk(await tryIt())
    expect(done.moved).toBe(1)
    expect(await db.asOwner('select id, computed_outcome, state from rating_case order by id')).toEqual(before)

    const seen = expectOk(await readSimulation(db.database, board(), done.simulationId))
    expect(seen).toMatchObject({ overlayId: null, outdated: false })
    expect(seen.result.reasons.map(({ reason }) => reason)).toContain('DISCIPLINE_LINK_UNKNOWN')

    // The committee whose member it is reads who would move; the board of the city, who reads no persons, reads the numbers.
    const own = expectOk(await readNewerReading(db.database, office, 2026))
    expect(own.moves).toMatchObject([{ caseId: cases.clerk, before: 'KHT', after: 'MANUAL' }])
    expect(own).toMatchObject({ lastTriedAt: now, simulations: [] })
    const ofCity = expectOk(await readNewerReading(db.database, board(), 2026))
    expect(ofCity).toMatchObject({ mayTry: true, moves: [], simulations: [{ id: done.simulationId, moved: 1 }] })
    const stranger = expectOk(await readNewerReading(db.database, year.scope('strangerOffice', 'rating:board'), 2026))
    expect(stranger).toMatchObject({ moves: [], simulations: [] })
  })

  test('is tried by nobody without the right', async () => {
    expect(codeOf(await tryIt(year.scope('office', 'rating:board')))).toBe('NOT_FOUND')
  })
})
