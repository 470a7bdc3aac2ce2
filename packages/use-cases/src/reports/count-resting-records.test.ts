import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { legalNumbers } from '@nq15/domain/reports'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ExampleYear, exampleCampaign, exampleYear } from '../ratings/example-year.ts'
import { countRestingRecords } from './count-resting-records.ts'

let db: TestDatabase
let year: ExampleYear

beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleYear(db)
  await exampleCampaign(db, year)
})
afterAll(() => db.close())

test('the database counts what rests on a number; what the reader has no proof for has no count', async () => {
  const rules = year.scope('secretary', 'rating:work')
  const counts = await countRestingRecords(db.database, { rules, petitions: null, discipline: null })

  expect(counts.get('rating.G3.quota')).toBe(1)
  expect(counts.get('rating.G2.quota')).toBe(0)
  expect(counts.has('deadline.K2.2012-07-01')).toBe(false)
})

test('every kind of record can be counted', async () => {
  const rules = year.scope('secretary', 'rating:work')
  const counts = await countRestingRecords(db.database, { rules, petitions: rules, discipline: rules })

  const counted = legalNumbers.filter(({ restsOn }) => restsOn !== null).map(({ key }) => key)
  expect([...counts.keys()].sort()).toEqual(counted.sort())
  expect(counts.get('deadline.K2.2012-07-01')).toBe(0)
  expect(counts.get('limitation.member.reprimand.2022-07-06')).toBe(0)
})
