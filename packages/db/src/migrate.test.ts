import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type BareDatabase, openBareDatabase } from '../seed/bare-database.ts'
import { MigrationHistoryError, migrate } from './migrate.ts'

let db: BareDatabase
let folder: string
beforeAll(async () => {
  db = await openBareDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nq15-migrations-'))
  await db.query('drop schema public cascade; create schema public')
})
afterEach(() => rm(folder, { recursive: true }))

async function put(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true })
  await writeFile(join(folder, name, 'migration.sql'), sql)
}
const putThree = async () => {
  // Written out of order: the names decide.
  await put('20260103000000_c', 'create table c (b_id int references b); insert into c values (2)')
  await put('20260101000000_a', 'create table a (id int primary key)')
  await put('20260102000000_b', 'create table b (id int primary key); insert into b values (1), (2)')
}
const tables = async () =>
  (
    await db.query(
      "select tablename from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations' order by 1",
    )
  ).rows.map((row) => row['tablename'])
const history = async () => (await db.query('select * from _prisma_migrations order by migration_name')).rows

test('files are applied in the order of their names, and a second run finds nothing to do', async () => {
  await putThree()
  const names = ['20260101000000_a', '20260102000000_b', '20260103000000_c']
  expect(await migrate(db, folder)).toEqual({ applied: names, alreadyThere: 0 })
  expect(await tables()).toEqual(['a', 'b', 'c'])
  expect(await migrate(db, folder)).toEqual({ applied: [], alreadyThere: 3 })
  expect((await history()).map((row) => row['migration_name'])).toEqual(names)
})

test('the history is the table of Prisma, with its checksum', async () => {
  await put('20260101000000_a', "create table a (name text default 'ế')\n")
  await migrate(db, folder)
  const columns = await db.query(
    `select column_name, data_type, character_maximum_length as length, is_nullable, column_default from information_schema.columns
      where table_schema = 'public' and table_name = '_prisma_migrations' order by ordinal_position`,
  )
  expect(columns.rows.map((row) => Object.values(row))).toEqual([
    ['id', 'character varying', 36, 'NO', null],
    ['checksum', 'character varying', 64, 'NO', null],
    ['finished_at', 'timestamp with time zone', null, 'YES', null],
    ['migration_name', 'character varying', 255, 'NO', null],
    ['logs', 'text', null, 'YES', null],
    ['rolled_back_at', 'timestamp with time zone', null, 'YES', null],
    ['started_at', 'timestamp with time zone', null, 'NO', 'now()'],
    ['applied_steps_count', 'integer', null, 'NO', '0'],
  ])
  expect(await history()).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      checksum: createHash('sha256').update("create table a (name text default 'ế')\n").digest('hex'),
      finished_at: expect.any(Date),
      migration_name: '20260101000000_a',
      logs: null,
      rolled_back_at: null,
      started_at: expect.any(Date),
      applied_steps_count: 1,
    },
  ])
})

test('a failing file leaves nothing of itself and keeps what came before', async () => {
  await put('20260101000000_a', 'create table a (id int)')
  await put('20260102000000_b', 'create table b (id int); insert into b values (1); select 1 / 0')
  await put('20260103000000_c', 'create table c (id int)')
  await expect(migrate(db, folder)).rejects.toThrow('migration 20260102000000_b failed: division by zero')
  expect(await tables()).toEqual(['a'])
  expect(await history()).toHaveLength(1)
  // Mended, it goes on where it stopped.
  await put('20260102000000_b', 'create table b (id int)')
  expect((await migrate(db, folder)).applied).toEqual(['20260102000000_b', '20260103000000_c'])
})

type Spoil = () => Promise<unknown>
const spoils: [string, Spoil, RegExp][] = [
  ['a changed applied file', () => put('20260102000000_b', 'create table b (id bigint)'), /_b was changed after/],
  ['a white space more in it', () => put('20260101000000_a', 'create table a (id int primary key) '), /_a was changed/],
  ['a missing applied file', () => rm(join(folder, '20260101000000_a'), { recursive: true }), /_a .*is missing/],
  [
    'a file older than an applied one',
    () => put('20260102500000_late', 'select 1'),
    /_late is older than 20260103000000_c/,
  ],
  [
    'an unfinished row',
    () => db.query("update _prisma_migrations set finished_at = null where migration_name = '20260103000000_c'"),
    /_c began and did not finish/,
  ],
]
test.each(spoils)('%s is an error, and nothing is applied', async (_, spoil, message) => {
  await putThree()
  await migrate(db, folder)
  await put('20260104000000_d', 'create table d (id int)')
  await spoil()
  const before = await history()
  const failure = migrate(db, folder)
  await expect(failure).rejects.toBeInstanceOf(MigrationHistoryError)
  await expect(failure).rejects.toThrow(message)
  expect(await tables()).toEqual(['a', 'b', 'c'])
  expect(await history()).toEqual(before)
})

test('a row that was marked as rolled back counts as not applied', async () => {
  await put('20260101000000_a', 'create table a (id int)')
  await migrate(db, folder)
  await db.query('drop table a; update _prisma_migrations set rolled_back_at = now()')
  expect((await migrate(db, folder)).applied).toEqual(['20260101000000_a'])
})

test('after an error the lock is free for the next one', async () => {
  await put('20260101000000_a', 'nonsense')
  await expect(migrate(db, folder)).rejects.toThrow('syntax error')
  const { rows } = await db.query(`select count(*)::int as locks from pg_locks
    where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`)
  expect(rows).toEqual([{ locks: 0 }])
})

// The embedded server has one backend, so there its two connections take turns; a real server runs them side by side.
test('two appliers at once apply each file once', async () => {
  await put('20260101000000_a', 'create table a (id int); select pg_sleep(0.2)')
  await put('20260102000000_b', 'create table b (id int); insert into b values (1)')
  const results = await db.atOnce(4, (connection) => migrate(connection, folder))
  expect(results.map(({ applied }) => applied.length).sort()).toEqual([0, 0, 0, 2])
  expect(await history()).toHaveLength(2)
  expect((await db.query('select count(*)::int as rows from b')).rows).toEqual([{ rows: 1 }])
})
