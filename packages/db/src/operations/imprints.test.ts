import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { inOwnersTransaction } from './copy-connection.ts'
import { readImprints } from './imprints.read.ts'

let db: TestDatabase
let rows: string[] = []
beforeAll(async () => {
  db = await openTestDatabase()
  // A table that needs nothing else stands for all: what is imprinted is data.
  await db.asOwner(`create table public.decided (id uuid primary key, organization_id uuid, level text, at timestamptz, note text,
    t integer default 4, n integer default 5, o integer default 6);
    insert into app.imprinted_table values ('decided'); select app.audited('decided')`)
})
afterAll(() => db.close())
beforeEach(async () => {
  rows = [newId(), newId(), newId()].sort()
  await db.asOwner(
    'truncate decided; alter table audit_event disable trigger user; delete from audit_event; alter table audit_event enable trigger user',
  )
  for (const id of rows)
    await db.asOwner("insert into decided values ($1, null, 'good', '2026-11-27T10:00:00.123456+07', null)", [id])
})

const check = () => inOwnersTransaction({ url: db.ownerUrl, reading: true }, readImprints)
/** As somebody who owns the tables: the trail hears nothing. */
const beside = (sql: string) =>
  db.asOwner(`alter table decided disable trigger user; ${sql}; alter table decided enable trigger user`)

test('what was written by acts stands as the trail says, also after a change and a deletion', async () => {
  await db.asOwner("update decided set level = 'excellent' where id = $1", [rows[0]])
  await db.asOwner('delete from decided where id = $1', [rows[1]])
  await expect(check()).resolves.toEqual({ compared: 2, without: 0, strange: 0, named: [] })
})

test.each([
  {
    because: 'a level',
    sql: (id: string) => `update decided set level = 'excellent' where id = '${id}'`,
    how: 'changed',
  },
  {
    because: 'one microsecond',
    sql: (id: string) => `update decided set at = at + interval '1 microsecond' where id = '${id}'`,
    how: 'changed',
  },
  {
    because: 'a field that was empty',
    sql: (id: string) => `update decided set note = '' where id = '${id}'`,
    how: 'changed',
  },
  { because: 'a row taken away', sql: (id: string) => `delete from decided where id = '${id}'`, how: 'deleted' },
])('$because changed beside the product is named', async ({ sql, how }) => {
  const [, second = ''] = rows
  await beside(sql(second))
  await expect(check()).resolves.toMatchObject({
    strange: 1,
    named: [{ recordTable: 'decided', recordId: second, how }],
  })
})

test('a row put there beside the product is named', async () => {
  const slipped = newId()
  await beside(`insert into decided values ('${slipped}', null, 'excellent', now(), null)`)
  await expect(check()).resolves.toMatchObject({ strange: 1, named: [{ recordId: slipped, how: 'unwritten' }] })
})

test('a change that is taken back leaves nothing to name', async () => {
  await beside("update decided set level = 'excellent'; update decided set level = 'good'")
  await expect(check()).resolves.toMatchObject({ compared: 3, strange: 0 })
})

test('a column added empty by a later version changes no imprint, nor does the zone of who writes', async () => {
  await db.asOwner('alter table decided add column later text')
  await db.asOwner("set timezone = 'Asia/Ho_Chi_Minh'; update decided set level = 'completed'; reset timezone")
  await db.asOwner('alter table decided drop column later')
  await expect(check()).resolves.toMatchObject({ compared: 3, strange: 0 })
})

test('a row last written before imprints were taken is counted and not judged', async () => {
  await db.asOwner(`alter table audit_event disable trigger user;
    update audit_event set detail = '{}' where record_id = '${rows[0]}'; alter table audit_event enable trigger user`)
  await expect(check()).resolves.toMatchObject({ compared: 2, without: 1, strange: 0 })
})

test('every imprinted table is there, audited at each way of writing, under its id', async () => {
  const tables = await db.asOwner('select table_name as name from app.imprinted_table')
  const triggers = await db.asOwner(`select c.relname as name, g.tgname as trigger, encode(g.tgargs, 'escape') as args
    from pg_trigger g join pg_class c on c.oid = g.tgrelid where g.tgname in ('audit_delete', 'audit_insert', 'audit_update')`)
  expect(tables.length).toBeGreaterThan(20)
  for (const { name } of tables) {
    const own = triggers.filter((one) => one['name'] === name)
    expect({ name, triggers: own.length }).toEqual({ name, triggers: 3 })
    for (const { args } of own) expect(`${name} ${args}`).toMatch(/\\000id\\000$/u)
  }
})
