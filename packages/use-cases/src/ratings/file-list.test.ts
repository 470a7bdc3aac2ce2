import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { appraiseUnit, decideChosen, type ExampleUnits, exampleUnits } from './example-units.ts'
import { checkUnitFileList, readCellFileList } from './read-file-list.ts'
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

const cellOf = async () =>
  Object.fromEntries(
    (
      (await readCellFileList(db.database, units.scope('office', 'rating:board'), {
        campaignId: units.campaignId,
        organizationId: String(units.places['cell']),
      })) ?? []
    ).map(({ item, state, have, of }) => [item, `${state} ${have}/${of}`]),
  )

describe('the file of a cell against the list of Article 17', () => {
  test('of a cell that has not begun lacks what everybody owes and needs nothing that nobody asked for', async () => {
    const list = await cellOf()
    expect(list).toMatchObject({
      minutes: 'missing 0/1',
      appraisal: 'missing 0/1',
      conclusion: 'missing 0/1',
      hints: 'not-needed 0/0',
      opinions: 'not-needed 0/0',
      complaints: 'not-needed 0/0',
      others: 'not-needed 0/0',
    })
    expect(list['reviews']).toMatch(/^missing 0\/[1-9]/)
  })

  test('has its minutes once the day of the meeting is kept, its points once each is answered', async () => {
    const cell = String(units.places['cell'])
    const by = units.actors.office.userId
    await db.asOwner(
      `insert into rating_meeting (id, campaign_id, organization_id, held_on, entered_by, entered_by_name)
       values (app.uuid_v7(), $1, $2, '2026-12-01', $3, 'x')`,
      [units.campaignId, cell, by],
    )
    await db.asOwner(
      `insert into rating_review_hint (id, case_id, organization_id, member_id, question, asked_by, asked_by_name, asked_at)
       select app.uuid_v7(), c.id, c.organization_id, c.member_id, 'Vì sao họp muộn?', $3, 'x', now() from rating_case c
        where c.campaign_id = $1 and c.organization_id = $2 and c.not_rated_reason is null limit 1`,
      [units.campaignId, cell, by],
    )
    expect(await cellOf()).toMatchObject({ minutes: 'there 1/1', hints: 'missing 0/1' })
    await db.asOwner(`update rating_review_hint set answer = 'Do mưa bão', answered_at = now()`)
    expect(await cellOf()).toMatchObject({ hints: 'there 1/1' })
  })

  test('is for the office alone', async () => {
    const of = { campaignId: units.campaignId, organizationId: String(units.places['cell']) }
    expect(await readCellFileList(db.database, units.scope('secretary', 'rating:work'), of)).toBeNull()
  })
})

test('the file of a unit: report, appraisal and level come as they are made, minutes lie on paper, residence is for persons', async () => {
  const listOf = async () => {
    const page = await readUnitPage(db.database, [units.scope('office', 'unit:appraise')], {
      year: 2026,
      organizationId: String(units.places['sub']),
    })
    if (!page) throw new Error('no page')
    return Object.fromEntries(checkUnitFileList(page.units, page.complaints).map(({ item, state }) => [item, state]))
  }
  expect(await listOf()).toEqual({
    ...{ reviews: 'missing', residence: 'not-needed', minutes: 'outside', appraisal: 'missing', conclusion: 'missing' },
    ...{ hints: 'not-needed', opinions: 'not-needed', complaints: 'not-needed', others: 'not-needed' },
  })
  await appraiseUnit(db, units, { place: 'sub', who: 'subSecretary' })
  expect(await listOf()).toMatchObject({ reviews: 'there', appraisal: 'there', conclusion: 'missing' })
  expect(await decideChosen(db, units, { who: 'committee', at: 'commune', chosen: [['sub']] })).toBe('done')
  expect(await listOf()).toMatchObject({ conclusion: 'there' })
})
