import { decidedOutcomes, levels, proposalSchema } from '@nq15/domain/ratings'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../seed/test-database.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

test.each([
  ['levels', 'rating_levels', levels],
  ['what may be decided', 'decided_outcomes', decidedOutcomes],
  ['what may be proposed', 'proposed_outcomes', proposalSchema.options],
])('the database lists %s as the domain does', async (_what, name, listed) => {
  const [row] = await db.asOwner(`select app.${name}() as listed`)
  expect(row?.['listed']).toEqual([...listed])
})

test('every check of a level asks the list, and none spells it out', async () => {
  const checks = await db.asOwner(
    `select conrelid::regclass::text as of_table, pg_get_constraintdef(oid) as text from pg_constraint
      where contype = 'c' and conislocal and (pg_get_constraintdef(oid) like '%''KHT''%' or pg_get_constraintdef(oid) ~ '(rating_levels|decided_outcomes|proposed_outcomes)')`,
  )
  expect(checks.filter(({ text }) => String(text).includes("'KHT'"))).toEqual([])
  expect(checks.length).toBeGreaterThan(20)
})
