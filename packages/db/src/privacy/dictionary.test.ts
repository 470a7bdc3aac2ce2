import { compareWithDatabase, registerLines, retentionCodes } from '@nq15/domain/privacy'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../seed/test-database.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

/** Every stored field, whatever schema it is in; parts of a partitioned table are their parent's. */
const columns = () =>
  db.asOwner(`
    select case when n.nspname = 'public' then c.relname else n.nspname || '.' || c.relname end as "table", a.attname as field
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
       and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
       and not exists (select from pg_inherits i where i.inhrelid = c.oid)`)

test('every stored field has purpose, basis, sensitivity and retention, and every entry its field', async () => {
  const stored = await columns()
  const differences = compareWithDatabase(
    stored.map((row) => ({ table: String(row['table']), field: String(row['field']) })),
  )
  // A new column: say in packages/domain/src/privacy/dictionary/<room>.ts why it is stored and for how long.
  expect(differences).toEqual({ withoutEntry: [], withoutField: [] })
})

test('a column that nobody described is found', async () => {
  await db.asOwner('create table undescribed (secret_hobby text)')
  const stored = await columns()
  await db.asOwner('drop table undescribed')
  const { withoutEntry } = compareWithDatabase(
    stored.map((row) => ({ table: String(row['table']), field: String(row['field']) })),
  )
  expect(withoutEntry).toContain('undescribed.secret_hobby')
})

test('every class of retention that a field names stands in the table of retention', async () => {
  const rows = await db.asOwner('select code from privacy_retention')
  const known = rows.map((row) => String(row['code']))
  expect(retentionCodes.filter((code) => !known.includes(code))).toEqual([])
  expect(registerLines().every(({ retention }) => known.includes(retention))).toBe(true)
})
